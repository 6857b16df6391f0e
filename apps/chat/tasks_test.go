package main

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/api"
)

func TestLifeOfATask(t *testing.T) {
	w := newWorld(t)
	added := ok[api.TaskAnswer](w, 201, "POST", "/v1/tasks",
		`{"id":"milk","title":" Buy  milk ","notes":"2 l","due":{"date":"2026-11-25","time":"17:00","timeZone":"Europe/Berlin"},"priority":2,"labels":["Home"]}`)
	want := api.TaskAnswer{Version: 1, Task: api.Task{
		Id: "milk", Title: "Buy milk", Notes: "2 l", Priority: 2, Labels: []string{"home"},
		Due:   api.Due{Date: "2026-11-25", Time: "17:00", TimeZone: "Europe/Berlin"},
		DueAt: time.Date(2026, 11, 25, 16, 0, 0, 0, time.UTC), RingAt: time.Date(2026, 11, 25, 16, 0, 0, 0, time.UTC),
		CreatedAt: noon, UpdatedAt: noon, Source: "api", Revision: 1, Order: added.Task.Order,
	}}
	if diff := cmp.Diff(want, added); diff != "" {
		t.Fatalf("added (-want +got):\n%s", diff)
	}
	if got := ok[api.TaskAnswer](w, 200, "PATCH", "/v1/tasks/milk", `{"title":"Oat milk"}`); got.Task.Title != "Oat milk" || got.Version != 2 {
		t.Errorf("renamed: %+v", got)
	}
	if got := ok[api.TaskAnswer](w, 200, "PATCH", "/v1/tasks/milk", `{"due":{"date":"2026-12-01"}}`); got.Task.Due != (api.Due{Date: "2026-12-01", TimeZone: "UTC"}) {
		t.Errorf("moved: %+v", got)
	}
	if got := ok[api.TaskAnswer](w, 200, "PATCH", "/v1/tasks/milk", `{"due":null}`); got.Task.Due != (api.Due{}) || !got.Task.DueAt.IsZero() {
		t.Errorf("due cleared: %+v", got)
	}
	if got := ok[api.TaskAnswer](w, 200, "POST", "/v1/tasks/milk/complete", ""); got.Task.CompletedAt != noon {
		t.Errorf("completed: %+v", got)
	}
	for status, n := range map[string]int{"": 0, "?status=open": 0, "?status=done": 1, "?status=all": 1} {
		if got := ok[api.TaskList](w, 200, "GET", "/v1/tasks"+status, ""); len(got.Tasks) != n || got.Version != 5 {
			t.Errorf("list%s: %+v, want %d tasks at version 5", status, got, n)
		}
	}
	if got := ok[api.TaskAnswer](w, 200, "POST", "/v1/tasks/milk/reopen", "{}"); !got.Task.CompletedAt.IsZero() {
		t.Errorf("reopened: %+v", got)
	}
	if got := ok[api.TaskAnswer](w, 200, "GET", "/v1/tasks/milk", ""); got.Task.Title != "Oat milk" || got.Version != 6 {
		t.Errorf("shown: %+v", got)
	}
	if got := ok[api.Done](w, 200, "DELETE", "/v1/tasks/milk", ""); got.Version != 7 {
		t.Errorf("removed: %+v", got)
	}
	if res := w.send("GET", "/v1/tasks", ""); res.Header().Get("ETag") != `"7"` || strings.TrimSpace(res.Body.String()) != `{"tasks":[],"total":0,"version":7}` {
		t.Errorf("the empty list is %s, ETag %s", res.Body, res.Header().Get("ETag"))
	}
}

func TestListIsInOrderOfMaking(t *testing.T) {
	w := newWorld(t)
	for _, id := range []string{"z", "a", "m"} {
		ok[api.TaskAnswer](w, 201, "POST", "/v1/tasks", `{"id":"`+id+`","title":"x"}`)
		w.at = w.at.Add(time.Second)
	}
	var got []string
	for _, task := range ok[api.TaskList](w, 200, "GET", "/v1/tasks", "").Tasks {
		got = append(got, task.Id)
	}
	if diff := cmp.Diff([]string{"z", "a", "m"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestResend(t *testing.T) {
	for name, c := range map[string]struct {
		body    string
		headers []string
	}{
		"same task id":         {`{"id":"milk","title":"Milk"}`, nil},
		"same key":             {`{"title":"Milk"}`, []string{"Idempotency-Key: k1"}},
		"same key, and own id": {`{"id":"milk","title":"Milk"}`, []string{"Idempotency-Key: k1"}},
		"same key and version": {`{"title":"Milk"}`, []string{"Idempotency-Key: k1", `If-Match: "0"`}},
		"a long id":            {`{"id":"` + strings.Repeat("x", 64) + `","title":"Milk"}`, nil},
		"the key is a UUIDv7":  {`{"title":"Milk"}`, []string{"Idempotency-Key: 01935ba5-8b1a-7c3e-9b1f-0123456789ab"}},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.memory.loseNext = 1
			w.refused(503, "unavailable", "", "POST", "/v1/tasks", c.body, c.headers...)
			first := ok[api.TaskAnswer](w, 201, "POST", "/v1/tasks", c.body, c.headers...)
			second := ok[api.TaskAnswer](w, 201, "POST", "/v1/tasks", c.body, c.headers...)
			if diff := cmp.Diff(first, second); diff != "" || first.Version != 1 {
				t.Errorf("version %d; the answers differ:\n%s", first.Version, diff)
			}
		})
	}
}

func TestResendAfterTheTaskHasGone(t *testing.T) {
	w := newWorld(t)
	ok[api.TaskAnswer](w, 201, "POST", "/v1/tasks", `{"id":"milk","title":"Milk"}`)
	ok[api.Done](w, 200, "DELETE", "/v1/tasks/milk", "", "Idempotency-Key: gone")
	w.refused(422, "unknown_task", "id", "POST", "/v1/tasks", `{"id":"milk","title":"Milk"}`)
	if got := ok[api.Done](w, 200, "DELETE", "/v1/tasks/milk", "", "Idempotency-Key: gone"); got.Version != 2 {
		t.Errorf("the delete was done twice: %+v", got)
	}
}

func TestMadeIDsAreUUIDs(t *testing.T) {
	w := newWorld(t)
	got := ok[api.TaskAnswer](w, 201, "POST", "/v1/tasks", `{"title":"Milk"}`)
	if id, err := uuid.Parse(got.Task.Id); err != nil || id.Version() != 7 {
		t.Errorf("got %q, want a UUIDv7", got.Task.Id)
	}
}

func TestVersions(t *testing.T) {
	w := newWorld(t)
	for _, match := range []string{`"0"`, `"1"`, "*"} {
		ok[api.TaskAnswer](w, 201, "POST", "/v1/tasks", `{"title":"Milk"}`, "If-Match: "+match)
	}
	w.refused(412, "version_conflict", "If-Match", "POST", "/v1/tasks", `{"title":"Milk"}`, `If-Match: "2"`)
	for _, match := range []string{"3", `"x"`, `W/"3"`, `"-1"`, `"03"`, `"`, `"3`, `"99999999999999999999"`, `"2","3"`} {
		w.refused(400, "bad_parameter", "If-Match", "POST", "/v1/tasks", `{"title":"Milk"}`, "If-Match: "+match)
	}
	if got := w.memory.lists["local"].Version; got != 3 {
		t.Errorf("the list is at version %d, want 3", got)
	}
}

func TestPeopleHaveTheirOwnLists(t *testing.T) {
	w := newWorld(t)
	for user, n := range map[string]int{"anna": 3, "ben": 1, "local": 2} {
		for i := range n {
			var headers []string
			if user != "local" {
				headers = []string{"errand-user: " + user}
			}
			ok[api.TaskAnswer](w, 201, "POST", "/v1/tasks", fmt.Sprintf(`{"id":"t%d","title":"%s's"}`, i, user), headers...)
		}
	}
	for user, n := range map[string]int{"anna": 3, "ben": 1, "local": 2, "carl": 0} {
		got := ok[api.TaskList](w, 200, "GET", "/v1/tasks", "", "errand-user: "+user)
		if len(got.Tasks) != n {
			t.Errorf("%s has %d tasks, want %d", user, len(got.Tasks), n)
		}
		for _, task := range got.Tasks {
			if task.Title != user+"'s" {
				t.Errorf("%s sees %q", user, task.Title)
			}
		}
	}
	w.refused(404, "unknown_task", "id", "GET", "/v1/tasks/t2", "", "errand-user: ben")
	w.refused(422, "unknown_task", "id", "DELETE", "/v1/tasks/t2", "", "errand-user: ben")
	ok[api.ChatReply](w, 200, "POST", "/v1/chat", `{"id":"m1","text":"delete ben's"}`, "errand-user: carl")
	if got := ok[api.TaskList](w, 200, "GET", "/v1/tasks", "", "errand-user: ben"); len(got.Tasks) != 1 {
		t.Errorf("carl deleted ben's task")
	}
}

func TestRefusals(t *testing.T) {
	w := newWorld(t)
	ok[api.TaskAnswer](w, 201, "POST", "/v1/tasks", `{"id":"done","title":"Done"}`)
	ok[api.TaskAnswer](w, 200, "POST", "/v1/tasks/done/complete", "")
	before := w.memory.lists["local"]
	for _, c := range []struct{ code, field, method, path, body string }{
		{"empty_title", "title", "POST", "/v1/tasks", `{"title":""}`},
		{"empty_title", "title", "POST", "/v1/tasks", `{"title":" \u0000\n "}`},
		{"title_too_long", "title", "POST", "/v1/tasks", `{"title":"` + strings.Repeat("x", 501) + `"}`},
		{"notes_too_long", "notes", "POST", "/v1/tasks", `{"title":"x","notes":"` + strings.Repeat("x", 16385) + `"}`},
		{"bad_text", "notes", "POST", "/v1/tasks", `{"title":"x","notes":"\u0000"}`},
		{"bad_priority", "priority", "POST", "/v1/tasks", `{"title":"x","priority":9}`},
		{"bad_label", "labels", "POST", "/v1/tasks", `{"title":"x","labels":["two words"]}`},
		{"too_many_labels", "labels", "POST", "/v1/tasks", `{"title":"x","labels":["a","b","c","d","e","f","g","h","i","j","k","l","m","n","o","p","q","r","s","t","u"]}`},
		{"impossible_date", "due.date", "POST", "/v1/tasks", `{"title":"x","due":{"date":"2026-02-30"}}`},
		{"impossible_date", "due.date", "POST", "/v1/tasks", `{"title":"x","due":{"date":""}}`},
		{"impossible_time", "due.time", "POST", "/v1/tasks", `{"title":"x","due":{"date":"2026-12-01","time":"25:00"}}`},
		{"unknown_time_zone", "due.timeZone", "POST", "/v1/tasks", `{"title":"x","due":{"date":"2026-12-01","timeZone":"Mars/Base"}}`},
		{"bad_id", "id", "POST", "/v1/tasks", `{"id":"a b","title":"x"}`},
		{"unknown_task", "id", "PATCH", "/v1/tasks/nope", `{"title":"x"}`},
		{"unknown_task", "id", "POST", "/v1/tasks/nope/complete", ""},
		{"unknown_task", "id", "POST", "/v1/tasks/nope/reopen", ""},
		{"unknown_task", "id", "DELETE", "/v1/tasks/nope", ""},
		{"bad_id", "id", "DELETE", "/v1/tasks/n%20o", ""},
		{"task_done", "id", "PATCH", "/v1/tasks/done", `{"due":{"date":"2026-12-01"}}`},
		{"impossible_date", "due.date", "PATCH", "/v1/tasks/done", `{"due":{"date":""}}`},
		{"unknown_time_zone", "timeZone", "POST", "/v1/chat", `{"id":"m","text":"milk","timeZone":"Mars/Base"}`},
		{"unknown_time_zone", "timeZone", "POST", "/v1/chat", `{"id":"m","text":"milk","timeZone":"Local"}`},
	} {
		if c.path == "/v1/tasks/done" && c.code == "impossible_date" {
			ok[api.TaskAnswer](w, 200, "POST", "/v1/tasks/done/reopen", "")
			before = w.memory.lists["local"]
		}
		w.refused(422, c.code, c.field, c.method, c.path, c.body)
	}
	if after := w.memory.lists["local"]; after.Version != before.Version {
		t.Errorf("a refusal changed the list: version %d, was %d", after.Version, before.Version)
	}
}

// Every code that a list refuses with has a status.
func TestEveryRefusalHasAStatus(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "../../actors/tasklist/refusal.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	codes := map[string]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok && strings.HasPrefix(spec.Names[0].Name, "Code") {
			code, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			codes[code] = true
			if got := asProblem(&tasklist.Refusal{Code: code}).Status; got != 422 && got != 412 {
				t.Errorf("%s answers with status %d: give it one in problem.go", spec.Names[0].Name, got)
			}
		}
		return true
	})
	if len(codes) < 15 {
		t.Fatalf("found %d codes in refusal.go: has it moved?", len(codes))
	}
	for code := range statuses {
		if !codes[code] {
			t.Errorf("problem.go has a status for %q, which no list refuses with", code)
		}
	}
}

func TestEachTurnIsOneLogLineWithoutPrivateWords(t *testing.T) {
	w := newWorld(t)
	ok[api.TaskAnswer](w, 201, "POST", "/v1/tasks", `{"id":"t1","title":"Call the clinic","notes":"secret"}`, "errand-user: anna", "Idempotency-Key: k1")
	var line map[string]any
	if err := json.Unmarshal(w.log.Bytes(), &line); err != nil {
		t.Fatalf("want one line, got %s", w.log)
	}
	for key, want := range map[string]any{"verb": "AddTask", "list": "anna", "version": 1.0, "command": "k1", "events": 1.0} {
		if line[key] != want {
			t.Errorf("%s is %v, want %v", key, line[key], want)
		}
	}
	if strings.Contains(w.log.String(), "clinic") || strings.Contains(w.log.String(), "secret") {
		t.Errorf("private words in the log: %s", w.log)
	}
}
