package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/api"
)

func TestBatch(t *testing.T) {
	w := newWorld(t)
	const body = `{"commands":[{"verb":"AddTask","args":{"id":"a","title":"A","due":{"date":"2026-12-01"}}},
		{"verb":"AddTask","args":{"id":"b","title":"B","parent":"a","source":"import"}},{"verb":"EditTask","args":{"id":"a","tag":["x"]}},{"verb":"SetDue","args":{"id":"b","due":{"date":"2026-12-02"}}}]}`
	w.memory.loseNext = 1
	w.refused(503, "unavailable", "", "POST", "/v1/batch", body, "Idempotency-Key: k")
	if again := ok[api.WhatWasDone](w, 200, "POST", "/v1/batch", body, "Idempotency-Key: k"); again.Version != 4 || again.Facts != 0 || len(again.Tasks) != 0 {
		t.Errorf("sent again: %+v", again)
	}
	got := ok[api.WhatWasDone](w, 200, "POST", "/v1/batch", body, "errand-user: anna")
	if got.Version != 4 || got.Facts != 4 || len(got.Tasks) != 2 || got.Tasks[0].Source != "api" || got.Tasks[0].Due.TimeZone != "UTC" || got.Tasks[1].Source != "import" {
		t.Errorf("got %+v", got)
	}

	for _, c := range []struct{ code, field, args string }{
		{"empty_title", "commands[1].args.title", `"AddTask","args":{"id":"c","title":""}`},
		{"unknown_task", "commands[1].args.id", `"CompleteTask","args":{"id":"nope"}`},
		{"bad_id", "commands[1].args.id", `"CompleteTask"`},
		{"impossible_date", "commands[1].args.due.date", `"SetDue","args":{"id":"b","due":{"date":"tomorrow"}}`},
	} {
		w.refused(422, c.code, c.field, "POST", "/v1/batch", `{"commands":[{"verb":"RenameTask","args":{"id":"a","title":"C"}},{"verb":`+c.args+`}]}`)
	}
	w.refused(412, "version_conflict", "If-Match", "POST", "/v1/batch", body, `If-Match: "3"`)
	if v := w.memory.lists["local"].Version; v != 4 {
		t.Errorf("a refused batch led to version %d", v)
	}
}

func TestBulk(t *testing.T) {
	w := newWorld(t)
	for i := range 3 {
		ok[api.TaskAnswer](w, 201, "POST", "/v1/tasks", fmt.Sprintf(`{"id":"t%d","title":"x","labels":["l%d"]}`, i, i))
	}
	const body = `{"filter":"#l0 | #l1","do":{"verb":"EditTask","args":{"project":"home","tag":["y"]}}}`
	got := ok[api.WhatWasDone](w, 200, "POST", "/v1/bulk", body, "Idempotency-Key: k")
	if got.Facts != 2 || len(got.Tasks) != 2 || got.Tasks[0].Project != "home" {
		t.Errorf("got %+v", got)
	}
	if again := ok[api.WhatWasDone](w, 200, "POST", "/v1/bulk", body, "Idempotency-Key: k"); again.Version != got.Version || again.Facts != 0 {
		t.Errorf("sent again: %+v", again)
	}
	ok[api.WhatWasDone](w, 200, "POST", "/v1/bulk", `{"filter":"#y","do":{"verb":"SetDue","args":{"due":{"date":"2026-12-01"}}}}`)
	if ids, _ := w.find(map[string][]string{"filter": {"due = 2026-12-01"}}); strings.Join(ids, " ") != "t0 t1" {
		t.Errorf("due are %v", ids)
	}
	ok[api.WhatWasDone](w, 200, "POST", "/v1/bulk", `{"filter":"","do":{"verb":"CompleteTask"}}`, "errand-user: anna")
	if ids, _ := w.find(map[string][]string{"filter": {"open"}}); len(ids) != 3 {
		t.Errorf("anna completed them: %v are open", ids)
	}
	w.refused(422, "bad_label", "do.args.labels", "POST", "/v1/bulk", `{"filter":"open","do":{"verb":"EditTask","args":{"tag":["a b"]}}}`)
	w.refused(422, "bad_verb", "do", "POST", "/v1/bulk", `{"filter":"open","do":{"verb":"RenameTask","args":{"title":"x"}}}`)
	w.refused(422, "unknown_time_zone", "timeZone", "POST", "/v1/bulk", `{"filter":"open","do":{"verb":"CompleteTask"},"timeZone":"Mars/Base"}`)
	p := w.refused(422, "bad_filter", "filter", "POST", "/v1/bulk", `{"filter":"open & due <","do":{"verb":"CompleteTask"}}`)
	if !strings.Contains(p.Detail, "column 13") {
		t.Errorf("got %s", p.Detail)
	}
}

// full adds n tasks with a label and a project.
func (w *world) full(n int) {
	w.t.Helper()
	s := w.memory.lists["local"]
	for i := range n {
		events, err := tasklist.Decide(s, tasklist.Command{ID: fmt.Sprintf("c%d", i), Verb: tasklist.AddTask{
			ID: fmt.Sprintf("t%d", i), Content: tasklist.Content{Title: "x", Labels: []string{"old"}, Project: "old"},
		}}, noon)
		if err != nil {
			w.t.Fatal(err)
		}
		s = tasklist.Fold(s, events)
	}
	w.memory.lists["local"] = s
}

// A bulk does all or nothing: what is too much for one command is refused,
// unless it was done before.
func TestBulkNeverDoesSome(t *testing.T) {
	w := newWorld(t)
	w.full(tasklist.MaxBulk + 1)
	const body = `{"filter":"#old","do":{"verb":"EditTask","args":{"tag":["new"]}}}`
	w.refused(422, "too_much", "filter", "POST", "/v1/bulk", body)
	ok[api.TaskAnswer](w, 200, "POST", "/v1/tasks/t0/complete", "")
	if got := ok[api.WhatWasDone](w, 200, "POST", "/v1/bulk", body, "Idempotency-Key: k"); got.Facts != tasklist.MaxBulk {
		t.Errorf("%d facts", got.Facts)
	}
	ok[api.TaskAnswer](w, 200, "POST", "/v1/tasks/t0/reopen", "")
	if got := ok[api.WhatWasDone](w, 200, "POST", "/v1/bulk", body, "Idempotency-Key: k"); got.Facts != 0 {
		t.Errorf("sent again: %d facts", got.Facts)
	}
}

func TestRenameEverywhere(t *testing.T) {
	for _, c := range []struct{ path, filter string }{{"/v1/labels/rename", "label"}, {"/v1/projects/rename", "project"}} {
		w := newWorld(t)
		const n = 2*tasklist.MaxBulk + 50
		w.full(n)
		// The list goes away after two commands of three: the rest is done when it is sent again.
		w.memory.afterOK = 2
		w.refused(503, "unavailable", "", "POST", c.path, `{"from":"Old","to":"new"}`, "Idempotency-Key: k")
		w.memory.away = false
		got := ok[api.Renamed](w, 200, "POST", c.path, `{"from":"Old","to":"new"}`, "Idempotency-Key: k")
		if got.Version != 2*n || got.Facts != n-2*tasklist.MaxBulk {
			t.Errorf("%s: %+v", c.path, got)
		}
		if _, list := w.find(map[string][]string{"filter": {c.filter + ":new"}}); list.Total != n {
			t.Errorf("%s: %d have the new name", c.path, list.Total)
		}
		for _, same := range []string{`{"from":"new","to":"NEW"}`, `{"from":"nothing","to":"x"}`} {
			if got := ok[api.Renamed](w, 200, "POST", c.path, same); got.Facts != 0 {
				t.Errorf("%s %s: %+v", c.path, same, got)
			}
		}
		ok[api.Renamed](w, 200, "POST", c.path, `{"from":"new","to":""}`)
		if _, list := w.find(map[string][]string{"filter": {"has:" + c.filter}}); list.Total != 0 {
			t.Errorf("%s: %d still have it", c.path, list.Total)
		}
		w.refused(422, "bad_label", "from", "POST", c.path, `{"from":"","to":"x"}`)
		w.refused(422, "bad_label", "to", "POST", c.path, `{"from":"x","to":"`+strings.Repeat("x", 51)+`"}`)
	}
}

func TestUndoAndRedo(t *testing.T) {
	w := newWorld(t)
	ok[api.TaskAnswer](w, 201, "POST", "/v1/tasks", `{"id":"a","title":"A"}`)
	ok[api.TaskAnswer](w, 200, "PATCH", "/v1/tasks/a", `{"title":"B"}`, "Idempotency-Key: renamed")
	w.memory.loseNext = 1
	w.refused(503, "unavailable", "", "POST", "/v1/undo", "", "Idempotency-Key: u")
	ok[api.WhatWasDone](w, 200, "POST", "/v1/undo", "{}", "Idempotency-Key: u")
	if got := ok[api.TaskAnswer](w, 200, "GET", "/v1/tasks/a", ""); got.Task.Title != "A" || got.Version != 3 {
		t.Errorf("undone: %+v", got)
	}
	if got := ok[api.WhatWasDone](w, 200, "POST", "/v1/redo", ""); got.Facts != 1 || got.Tasks[0].Title != "B" {
		t.Errorf("redone: %+v", got)
	}
	if got := ok[api.WhatWasDone](w, 200, "POST", "/v1/undo", `{"command":"renamed"}`); got.Facts != 1 || got.Tasks[0].Title != "A" {
		t.Errorf("undone by name: %+v", got)
	}
	w.refused(422, "nothing_to_undo", "command", "POST", "/v1/undo", `{"command":"never"}`)
	w.refused(422, "nothing_to_undo", "command", "POST", "/v1/undo", "", "errand-user: anna")
	w.refused(422, "nothing_to_redo", "", "POST", "/v1/redo", "", "errand-user: anna")
	ok[api.TaskAnswer](w, 200, "PATCH", "/v1/tasks/a", `{"notes":"n"}`, "Idempotency-Key: first")
	ok[api.TaskAnswer](w, 200, "PATCH", "/v1/tasks/a", `{"title":"C"}`)
	w.refused(422, "undo_blocked", "", "POST", "/v1/undo", `{"command":"first"}`)
}

func TestSettings(t *testing.T) {
	w := newWorld(t)
	if diff := cmp.Diff(api.Settings{TimeZone: "UTC", Morning: "09:00"}, ok[api.Settings](w, 200, "GET", "/v1/settings", "")); diff != "" {
		t.Error(diff)
	}
	want := api.Settings{Version: 1, TimeZone: "Europe/Berlin", Morning: "07:30", QuietFrom: "22:00", QuietTo: "06:30"}
	body := `{"timeZone":"Europe/Berlin","morning":"07:30","quietFrom":"22:00","quietTo":"06:30"}`
	for range 2 {
		if diff := cmp.Diff(want, ok[api.Settings](w, 200, "PATCH", "/v1/settings", body, "Idempotency-Key: k")); diff != "" {
			t.Error(diff)
		}
	}
	if got := ok[api.Settings](w, 200, "GET", "/v1/settings", "", "errand-user: anna"); got.TimeZone != "UTC" {
		t.Errorf("anna's are %+v", got)
	}
	if got := ok[api.TaskAnswer](w, 201, "POST", "/v1/tasks", `{"title":"x","due":{"date":"2026-12-01"}}`); got.Task.DueAt.Format("15:04") != "07:30" {
		t.Errorf("all day rings at %s", got.Task.DueAt)
	}
	w.refused(422, "unknown_time_zone", "timeZone", "PATCH", "/v1/settings", `{"timeZone":"Mars/Base"}`)
	w.refused(422, "impossible_time", "morning", "PATCH", "/v1/settings", `{"morning":"25:00"}`)
	w.refused(422, "bad_quiet_hours", "quietTo", "PATCH", "/v1/settings", `{"quietTo":""}`)
	w.refused(412, "version_conflict", "If-Match", "PATCH", "/v1/settings", `{"morning":"08:00"}`, `If-Match: "0"`)
	if got := ok[api.Settings](w, 200, "PATCH", "/v1/settings", `{"quietFrom":"","quietTo":""}`); got.QuietFrom != "" || got.QuietTo != "" {
		t.Errorf("quiet hours ended: %+v", got)
	}
}
