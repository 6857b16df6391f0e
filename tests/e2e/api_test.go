//go:build e2e

package e2e

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
)

// TestBadInput: whatever is wrong with a request, it is said with a stable
// code, and the list stays as it was.
func TestBadInput(t *testing.T) {
	p := someone(t)
	task := p.adds("Stays", time.Time{})
	p.adds("Stays too", time.Time{})
	before := p.list()
	huge := `{"title":"` + strings.Repeat("x", 65<<10) + `"}`
	for _, c := range []struct {
		name         string
		status       int
		code, field  string
		method, path string
		body         string
		header       []string
	}{
		{"not JSON", 400, "not_json", "body", "POST", "/v1/tasks", `add milk`, nil},
		{"half of JSON", 400, "not_json", "body", "POST", "/v1/tasks", `{"title":"x"`, nil},
		{"two objects", 400, "not_json", "body", "POST", "/v1/tasks", `{"title":"x"}{"title":"y"}`, nil},
		{"no UTF-8", 400, "not_json", "body", "POST", "/v1/tasks", "{\"title\":\"\xff\"}", nil},
		{"another type", 400, "not_json", "Content-Type", "POST", "/v1/tasks", `{"title":"x"}`, []string{"Content-Type", "text/plain"}},
		{"a form", 400, "not_json", "Content-Type", "POST", "/v1/tasks", `title=x`, []string{"Content-Type", "application/x-www-form-urlencoded"}},
		{"no title", 400, "missing_field", "title", "POST", "/v1/tasks", `{"notes":"x"}`, nil},
		{"no date", 400, "missing_field", "due.date", "POST", "/v1/tasks", `{"title":"x","due":{"time":"17:00"}}`, nil},
		{"unknown field", 400, "unknown_field", "titel", "POST", "/v1/tasks", `{"title":"x","titel":"y"}`, nil},
		{"unknown inner field", 400, "unknown_field", "due.zone", "POST", "/v1/tasks", `{"title":"x","due":{"date":"2026-12-01","zone":"UTC"}}`, nil},
		{"a number for a title", 400, "bad_field", "title", "POST", "/v1/tasks", `{"title":5}`, nil},
		{"a bad key", 400, "bad_parameter", "Idempotency-Key", "POST", "/v1/tasks", `{"title":"x"}`, []string{"Idempotency-Key", "a b"}},
		{"a bad version", 400, "bad_parameter", "If-Match", "POST", "/v1/tasks", `{"title":"x"}`, []string{"If-Match", "two"}},
		{"65 KiB", 413, "too_large", "body", "POST", "/v1/tasks", huge, nil},
		{"65 KiB of chat", 413, "too_large", "body", "POST", "/v1/chat", huge, nil},
		{"chat without text", 400, "missing_field", "text", "POST", "/v1/chat", `{"id":"m1"}`, nil},

		{"empty title", 422, "empty_title", "title", "POST", "/v1/tasks", `{"title":"  "}`, nil},
		{"long title", 422, "title_too_long", "title", "POST", "/v1/tasks", `{"title":"` + strings.Repeat("x", 5000) + `"}`, nil},
		{"bad task id", 422, "bad_id", "id", "POST", "/v1/tasks", `{"id":"a/b","title":"x"}`, nil},
		{"impossible date", 422, "impossible_date", "due.date", "POST", "/v1/tasks", `{"title":"x","due":{"date":"2027-02-30"}}`, nil},
		{"impossible time", 422, "impossible_time", "due.time", "POST", "/v1/tasks", `{"title":"x","due":{"date":"2027-02-20","time":"25:00"}}`, nil},
		{"impossible zone", 422, "unknown_time_zone", "due.timeZone", "POST", "/v1/tasks", `{"title":"x","due":{"date":"2027-02-20","timeZone":"Mars/Olympus"}}`, nil},
		{"bad priority", 422, "bad_priority", "priority", "POST", "/v1/tasks", `{"title":"x","priority":9}`, nil},
		{"empty new title", 422, "empty_title", "title", "PATCH", "/v1/tasks/" + task, `{"title":""}`, nil},
		{"rename of nothing", 422, "unknown_task", "id", "PATCH", "/v1/tasks/nothing", `{"title":"x"}`, nil},
		{"completion of nothing", 422, "unknown_task", "id", "POST", "/v1/tasks/nothing/complete", ``, nil},
		{"removal of nothing", 422, "unknown_task", "id", "DELETE", "/v1/tasks/nothing", ``, nil},
		{"a task that is not there", 404, "unknown_task", "id", "GET", "/v1/tasks/nothing", ``, nil},
		{"conflict", 412, "version_conflict", "If-Match", "POST", "/v1/tasks", `{"title":"x"}`, []string{"If-Match", `"1"`}},
		{"conflict on a task", 412, "version_conflict", "If-Match", "POST", "/v1/tasks/" + task + "/complete", ``, []string{"If-Match", `"99"`}},

		{"no such address", 404, "not_found", "", "GET", "/v1/nothing", ``, nil},
		{"no such verb", 404, "not_found", "", "POST", "/v1/tasks/" + task + "/explode", ``, nil},
		{"wrong method", 405, "bad_method", "", "PUT", "/v1/tasks", `{"title":"x"}`, nil},
		{"a page of another site", 403, "foreign_origin", "Origin", "POST", "/v1/tasks", `{"title":"x"}`, []string{"Origin", "https://evil.example"}},
		{"a name of another site", 403, "foreign_host", "Host", "POST", "/v1/tasks", `{"title":"x"}`, []string{"Host", "evil.example"}},
		{"a bad user", 400, "bad_parameter", "errand-user", "POST", "/v1/tasks", `{"title":"x"}`, []string{"errand-user", "../" + p.user}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := person{t, p.user}
			a := p.ask(c.status, c.method, c.path, c.body, c.header...)
			if a.Code != c.code || a.Field != c.field || a.Detail == "" {
				t.Errorf("code %q, field %q, detail %q; want code %q, field %q", a.Code, a.Field, a.Detail, c.code, c.field)
			}
			if got := a.header.Get("Content-Type"); got != "application/problem+json" {
				t.Errorf("Content-Type %q", got)
			}
			if now := p.list(); now.Version != before.Version || len(now.Tasks) != len(before.Tasks) {
				t.Errorf("the list is at version %d with %d tasks; it was at %d with %d", now.Version, len(now.Tasks), before.Version, len(before.Tasks))
			}
		})
	}
	if a := p.ask(200, "POST", "/v1/tasks/"+task+"/complete", "", "If-Match", strconv.Quote(strconv.FormatUint(before.Version, 10))); a.Version != before.Version+1 {
		t.Errorf("the right version led to %d", a.Version)
	}
}

// The same Idempotency-Key is the same wish, whatever way it was answered.
func TestSaidTwiceIsDoneOnce(t *testing.T) {
	p := someone(t)
	key := uuid.NewString()
	first := p.ask(201, "POST", "/v1/tasks", `{"title":"Once"}`, "Idempotency-Key", key)
	second := p.ask(201, "POST", "/v1/tasks", `{"title":"Once"}`, "Idempotency-Key", key)
	if first.Task.ID == "" || first.Task.ID != second.Task.ID || second.Version != 1 {
		t.Errorf("first %s at %d, then %s at %d", first.Task.ID, first.Version, second.Task.ID, second.Version)
	}
	done := uuid.NewString()
	for range 2 {
		if a := p.ask(200, "POST", "/v1/tasks/"+first.Task.ID+"/complete", "", "Idempotency-Key", done); a.Version != 2 {
			t.Errorf("completed at version %d", a.Version)
		}
	}
	if list := p.list(); len(list.Tasks) != 1 || list.Version != 2 {
		t.Errorf("%d tasks at version %d", len(list.Tasks), list.Version)
	}
}

// Nobody sees or changes what is another's, even by its id.
func TestPeopleAreApart(t *testing.T) {
	ann, bob := someone(t), someone(t)
	id := ann.adds("Hers", time.Time{})
	bob.ask(404, "GET", "/v1/tasks/"+id, "")
	bob.ask(422, "POST", "/v1/tasks/"+id+"/complete", "")
	bob.ask(422, "PATCH", "/v1/tasks/"+id, `{"title":"His"}`)
	bob.ask(422, "DELETE", "/v1/tasks/"+id, "")
	raw, _ := json.Marshal(map[string]string{"id": id, "title": "His own, under the same id"})
	bob.ask(201, "POST", "/v1/tasks", string(raw))
	if a := ann.ask(200, "GET", "/v1/tasks/"+id, ""); a.Task.Title != "Hers" || a.Version != 1 {
		t.Errorf("hers is %q at version %d", a.Task.Title, a.Version)
	}
	if list := bob.list(); len(list.Tasks) != 1 || list.Version != 1 {
		t.Errorf("his list is %+v at version %d", list.Tasks, list.Version)
	}
}

// Another Dapr app uses the API by service invocation.
func TestServiceInvocation(t *testing.T) {
	p := someone(t)
	probe, err := system.App(probeApp)
	must(t, err)
	invoke := func(status int, method, path, body string) answer {
		t.Helper()
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		defer cancel()
		req, err := http.NewRequestWithContext(ctx, method, probe.DaprHTTP+"/v1.0/invoke/chat/method"+path, strings.NewReader(body))
		must(t, err)
		req.Header.Set("errand-user", p.user)
		if body != "" {
			req.Header.Set("Content-Type", "application/json")
		}
		res, err := web.Do(req)
		must(t, err)
		defer res.Body.Close()
		raw, err := io.ReadAll(res.Body)
		must(t, err)
		if res.StatusCode != status {
			t.Fatalf("%s %s: %d %s, want %d", method, path, res.StatusCode, raw, status)
		}
		a := answer{status: res.StatusCode, header: res.Header}
		must(t, json.NewDecoder(bytes.NewReader(raw)).Decode(&a))
		return a
	}
	added := invoke(201, "POST", "/v1/tasks", `{"title":"From another app"}`)
	if list := invoke(200, "GET", "/v1/tasks", ""); len(list.Tasks) != 1 || list.Tasks[0].ID != added.Task.ID || list.header.Get("ETag") != `"1"` {
		t.Errorf("it sees %+v, ETag %s", list.Tasks, list.header.Get("ETag"))
	}
	if a := invoke(422, "POST", "/v1/tasks", `{"title":""}`); a.Code != "empty_title" || a.header.Get("Content-Type") != "application/problem+json" {
		t.Errorf("a refusal arrives as %q, %s", a.Code, a.header.Get("Content-Type"))
	}
	if list := p.list(); len(list.Tasks) != 1 || list.Tasks[0].Title != "From another app" {
		t.Errorf("the person sees %+v", list.Tasks)
	}
}
