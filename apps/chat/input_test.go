package main

import (
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/errandapp/errand/apps/chat/api"
)

// What cannot be read is refused by name, and changes nothing.
func TestBadInput(t *testing.T) {
	w := newWorld(t)
	large := `{"title":"` + strings.Repeat("x", 64<<10) + `"}`
	for _, c := range []struct {
		status                          int
		code, field, method, path, body string
		headers                         []string
	}{
		{400, "not_json", "body", "POST", "/v1/tasks", `buy milk`, nil},
		{400, "not_json", "body", "POST", "/v1/tasks", `{"title":"x"`, nil},
		{400, "not_json", "body", "POST", "/v1/tasks", `{"title":"x"}{"title":"y"}`, nil},
		{400, "not_json", "body", "POST", "/v1/tasks", `[]`, nil},
		{400, "not_json", "body", "POST", "/v1/tasks", `null`, nil},
		{400, "not_json", "body", "POST", "/v1/tasks", "{\"title\":\"\xff\"}", nil},
		{400, "not_json", "body", "POST", "/v1/tasks", ``, []string{"Content-Type: application/json"}},
		{400, "not_json", "Content-Type", "POST", "/v1/tasks", ``, nil},
		{400, "not_json", "Content-Type", "POST", "/v1/tasks", `{"title":"x"}`, []string{"Content-Type: text/plain"}},
		{400, "not_json", "Content-Type", "POST", "/v1/tasks", `title=x`, []string{"Content-Type: application/x-www-form-urlencoded"}},
		{400, "not_json", "Content-Type", "POST", "/v1/tasks/t/complete", `{}`, []string{"Content-Type: text/plain"}},
		{400, "missing_field", "title", "POST", "/v1/tasks", `{}`, nil},
		{400, "missing_field", "title", "POST", "/v1/tasks", `{"title":null}`, nil},
		{400, "missing_field", "due.date", "POST", "/v1/tasks", `{"title":"x","due":{}}`, nil},
		{400, "missing_field", "due.date", "PATCH", "/v1/tasks/t", `{"due":{"time":"17:00"}}`, nil},
		{400, "missing_field", "title", "PATCH", "/v1/tasks/t", `{}`, nil},
		{400, "missing_field", "id", "POST", "/v1/chat", `{"text":"milk"}`, nil},
		{400, "missing_field", "text", "POST", "/v1/chat", `{"id":"m"}`, nil},
		{400, "unknown_field", "titel", "POST", "/v1/tasks", `{"titel":"x"}`, nil},
		{400, "unknown_field", "Title", "POST", "/v1/tasks", `{"title":"x","Title":"y"}`, nil},
		{400, "unknown_field", "due.zone", "POST", "/v1/tasks", `{"title":"x","due":{"date":"2026-12-01","zone":"UTC"}}`, nil},
		{400, "unknown_field", "done", "PATCH", "/v1/tasks/t", `{"done":true}`, nil},
		{400, "unknown_field", "x", "POST", "/v1/tasks/t/complete", `{"x":1}`, nil},
		{400, "unknown_field", "x", "DELETE", "/v1/tasks/t", `{"x":1}`, nil},
		{400, "unknown_field", "user", "POST", "/v1/chat", `{"id":"m","text":"milk","user":"anna"}`, nil},
		{400, "bad_field", "title", "POST", "/v1/tasks", `{"title":5}`, nil},
		{400, "bad_field", "priority", "POST", "/v1/tasks", `{"title":"x","priority":"high"}`, nil},
		{400, "bad_field", "priority", "POST", "/v1/tasks", `{"title":"x","priority":1.5}`, nil},
		{400, "bad_field", "labels", "POST", "/v1/tasks", `{"title":"x","labels":"home"}`, nil},
		{400, "bad_field", "due", "POST", "/v1/tasks", `{"title":"x","due":"tomorrow"}`, nil},
		{400, "bad_field", "due.date", "POST", "/v1/tasks", `{"title":"x","due":{"date":5}}`, nil},
		{400, "bad_field", "title", "PATCH", "/v1/tasks/t", `{"title":null}`, nil},
		{400, "bad_field", "notes", "PATCH", "/v1/tasks/t", `{"title":"x","notes":null}`, nil},
		{400, "bad_field", "reminders", "PATCH", "/v1/tasks/t", `{"reminders":null}`, nil},
		{400, "bad_field", "later", "PATCH", "/v1/tasks/t", `{"later":true}`, nil},
		{400, "bad_field", "later", "PATCH", "/v1/tasks/t", `{"due":null,"later":true}`, nil},
		{400, "bad_field", "this", "PATCH", "/v1/tasks/t", `{"this":true,"due":null}`, nil},
		{400, "missing_field", "recurrence.rrule", "PATCH", "/v1/tasks/t", `{"recurrence":{}}`, nil},
		{400, "missing_field", "recurrence.rrule", "POST", "/v1/tasks", `{"title":"x","recurrence":{"strict":true}}`, nil},
		{400, "unknown_field", "recurrence.rule", "POST", "/v1/tasks", `{"title":"x","recurrence":{"rule":"FREQ=DAILY"}}`, nil},
		{400, "unknown_field", "reminders[1].offset", "POST", "/v1/tasks", `{"title":"x","reminders":[{"beforeMin":1},{"offset":5}]}`, nil},
		{400, "bad_field", "reminders", "POST", "/v1/tasks", `{"title":"x","reminders":[{"at":"soon"}]}`, nil},
		{400, "bad_field", "reminders.beforeMin", "POST", "/v1/tasks", `{"title":"x","reminders":[{"beforeMin":"5"}]}`, nil},
		{400, "bad_field", "durationMin", "POST", "/v1/tasks", `{"title":"x","durationMin":"5"}`, nil},
		{400, "missing_field", "until", "POST", "/v1/tasks/t/snooze", `{}`, nil},
		{400, "bad_field", "until", "POST", "/v1/tasks/t/snooze", `{"until":"soon"}`, nil},
		{400, "bad_field", "minutes", "POST", "/v1/tasks/t/snooze", `{"until":"2026-12-01T00:00:00Z","minutes":5}`, nil},
		{400, "bad_field", "minutes", "POST", "/v1/tasks/t/snooze", `{"minutes":0}`, nil},
		{400, "bad_field", "minutes", "POST", "/v1/tasks/t/snooze", `{"minutes":527041}`, nil},
		{400, "unknown_field", "x", "POST", "/v1/tasks/t/skip", `{"x":1}`, nil},
		{400, "unknown_field", "x", "POST", "/v1/tasks/t/restore", `{"x":1}`, nil},
		{400, "missing_field", "commands", "POST", "/v1/batch", `{}`, nil},
		{400, "bad_field", "commands", "POST", "/v1/batch", `{"commands":[]}`, nil},
		{400, "bad_field", "commands", "POST", "/v1/batch", `{"commands":[` + strings.Repeat(`{"verb":"Redo"},`, 100) + `{"verb":"Redo"}]}`, nil},
		{400, "unknown_field", "commands[0].arguments", "POST", "/v1/batch", `{"commands":[{"verb":"AddTask","arguments":{}}]}`, nil},
		{422, "bad_verb", "commands[0].verb", "POST", "/v1/batch", `{"commands":[{"verb":"Explode"}]}`, nil},
		{422, "bad_verb", "commands[1].verb", "POST", "/v1/batch", `{"commands":[{"verb":"AddTask"},{"verb":"Undo"}]}`, nil},
		{422, "bad_verb", "commands[0].verb", "POST", "/v1/batch", `{"commands":[{"verb":"RingDue"}]}`, nil},
		{422, "bad_verb", "commands[0].verb", "POST", "/v1/batch", `{"commands":[{"verb":"Batch","args":{"verbs":[]}}]}`, nil},
		{400, "bad_field", "commands[0].args", "POST", "/v1/batch", `{"commands":[{"verb":"AddTask","args":[]}]}`, nil},
		{400, "unknown_field", "commands[0].args.titel", "POST", "/v1/batch", `{"commands":[{"verb":"AddTask","args":{"titel":"x"}}]}`, nil},
		{400, "unknown_field", "commands[0].args.due.zone", "POST", "/v1/batch", `{"commands":[{"verb":"SetDue","args":{"id":"t","due":{"date":"2026-12-01","zone":"UTC"}}}]}`, nil},
		{400, "bad_field", "commands[0].args.title", "POST", "/v1/batch", `{"commands":[{"verb":"AddTask","args":{"title":5}}]}`, nil},
		{400, "bad_field", "commands[0].args.until", "POST", "/v1/batch", `{"commands":[{"verb":"SnoozeTask","args":{"until":"soon"}}]}`, nil},
		{400, "missing_field", "filter", "POST", "/v1/bulk", `{"do":{"verb":"CompleteTask"}}`, nil},
		{400, "missing_field", "do", "POST", "/v1/bulk", `{"filter":"open"}`, nil},
		{400, "missing_field", "do.verb", "POST", "/v1/bulk", `{"filter":"open","do":{}}`, nil},
		{422, "bad_verb", "do.verb", "POST", "/v1/bulk", `{"filter":"open","do":{"verb":"Bulk"}}`, nil},
		{400, "unknown_field", "do.args.x", "POST", "/v1/bulk", `{"filter":"open","do":{"verb":"CompleteTask","args":{"x":1}}}`, nil},
		{422, "bad_filter", "filter", "POST", "/v1/bulk", `{"filter":"due <","do":{"verb":"CompleteTask"}}`, nil},
		{400, "bad_field", "command", "POST", "/v1/undo", `{"command":5}`, nil},
		{400, "unknown_field", "x", "POST", "/v1/undo", `{"x":5}`, nil},
		{400, "unknown_field", "x", "POST", "/v1/redo", `{"x":5}`, nil},
		{400, "missing_field", "timeZone", "PATCH", "/v1/settings", `{}`, nil},
		{400, "bad_field", "morning", "PATCH", "/v1/settings", `{"morning":null}`, nil},
		{400, "unknown_field", "weekStart", "PATCH", "/v1/settings", `{"weekStart":"monday"}`, nil},
		{400, "missing_field", "to", "POST", "/v1/labels/rename", `{"from":"x"}`, nil},
		{400, "missing_field", "from", "POST", "/v1/projects/rename", `{"to":"x"}`, nil},
		{400, "bad_parameter", "limit", "GET", "/v1/tasks?limit=0", ``, nil},
		{400, "bad_parameter", "limit", "GET", "/v1/tasks?limit=1001", ``, nil},
		{400, "bad_parameter", "limit", "GET", "/v1/tasks?limit=x", ``, nil},
		{422, "bad_filter", "filter", "GET", "/v1/tasks?filter=due+%3C+soon", ``, nil},
		{422, "bad_filter", "sort", "GET", "/v1/tasks?sort=age", ``, nil},
		{422, "bad_filter", "cursor", "GET", "/v1/tasks?cursor=abc", ``, nil},
		{422, "unknown_time_zone", "timeZone", "GET", "/v1/tasks?filter=today&timeZone=Mars/Base", ``, nil},
		{405, "bad_method", "", "PUT", "/v1/settings", `{}`, nil},
		{400, "bad_field", "id", "POST", "/v1/chat", `{"id":"a b","text":"milk"}`, nil},
		{400, "bad_field", "id", "POST", "/v1/chat", `{"id":"` + strings.Repeat("x", 49) + `","text":"milk"}`, nil},
		{400, "bad_field", "text", "POST", "/v1/chat", `{"id":"m","text":"` + strings.Repeat("x", 10_001) + `"}`, nil},
		{400, "bad_parameter", "status", "GET", "/v1/tasks?status=late", ``, nil},
		{400, "bad_parameter", "limit", "GET", "/v1/history?limit=x", ``, nil},
		{400, "bad_parameter", "limit", "GET", "/v1/history?limit=0", ``, nil},
		{400, "bad_parameter", "limit", "GET", "/v1/history?limit=501", ``, nil},
		{400, "bad_parameter", "before", "GET", "/v1/history?before=0", ``, nil},
		{400, "bad_parameter", "task", "GET", "/v1/history?task=../x", ``, nil},
		{400, "bad_parameter", "errand-user", "GET", "/v1/tasks", ``, []string{"errand-user: a/b"}},
		{400, "bad_parameter", "errand-user", "GET", "/v1/tasks", ``, []string{"errand-user: " + strings.Repeat("x", 65)}},
		{400, "bad_parameter", "Idempotency-Key", "POST", "/v1/tasks", `{"title":"x"}`, []string{"Idempotency-Key: a b"}},
		{413, "too_large", "body", "POST", "/v1/tasks", large, nil},
		{413, "too_large", "body", "POST", "/v1/tasks", large, []string{"Content-Type: text/plain"}},
		{413, "too_large", "body", "POST", "/v1/chat", large, nil},
		{413, "too_large", "body", "POST", "/v1/tasks/t/complete", large, nil},
		{404, "not_found", "", "GET", "/v1/nothing", ``, nil},
		{404, "not_found", "", "POST", "/v1/tasks/t/explode", ``, nil},
		{404, "not_found", "", "GET", "/v1/tasks/", ``, nil},
		{404, "not_found", "", "GET", "/nothing.js", ``, nil},
		{404, "not_found", "", "POST", "/", `{}`, nil},
		{405, "bad_method", "", "PUT", "/v1/tasks", `{}`, nil},
		{405, "bad_method", "", "DELETE", "/v1/chat", ``, nil},
	} {
		w.refused(c.status, c.code, c.field, c.method, c.path, c.body, c.headers...)
	}
	if n := len(w.memory.lists); n != 0 {
		t.Errorf("bad input made %d lists", n)
	}
	if len(w.apps.asked) != 0 {
		t.Errorf("bad input was passed on: %v", w.apps.asked)
	}
}

// A body without a length is counted as it comes.
func TestLargeBodyOfUnknownLength(t *testing.T) {
	w := newWorld(t)
	req := httptest.NewRequestWithContext(t.Context(), "POST", "http://localhost/v1/tasks", strings.NewReader(strings.Repeat(" ", 70_000)))
	req.ContentLength = -1
	req.Header.Set("Content-Type", "application/json")
	res := httptest.NewRecorder()
	w.handler.ServeHTTP(res, req)
	if res.Code != 413 {
		t.Errorf("got %d %s", res.Code, res.Body)
	}
}

func TestTwoUsersAtOnce(t *testing.T) {
	w := newWorld(t)
	req := httptest.NewRequestWithContext(t.Context(), "GET", "http://localhost/v1/tasks", nil)
	req.Header["Errand-User"] = []string{"anna", "ben"}
	res := httptest.NewRecorder()
	w.handler.ServeHTTP(res, req)
	if res.Code != 400 || !strings.Contains(res.Body.String(), `"field":"errand-user"`) {
		t.Errorf("got %d %s", res.Code, res.Body)
	}
}

func TestPagesOfOtherSitesAreTurnedAway(t *testing.T) {
	w := newWorld(t)
	for _, host := range []string{"evil.example", "localhost.evil.example", "192.168.1.5:8080", "errand.example.evil", "", "127.0.0.1.nip.io"} {
		w.refused(403, "foreign_host", "Host", "GET", "/v1/tasks", "", "Host: "+host)
		w.refused(403, "foreign_host", "Host", "GET", "/", "", "Host: "+host)
	}
	for _, origin := range []string{"http://evil.example", "null", "http://localhost:9999", "https://localhost:8080.evil.example", "file://", "http://localhost"} {
		w.refused(403, "foreign_origin", "Origin", "POST", "/v1/tasks", `{"title":"x"}`, "Origin: "+origin)
		w.refused(403, "foreign_origin", "Origin", "GET", "/v1/sync", "", "Origin: "+origin)
	}
	if n := len(w.memory.lists); n != 0 {
		t.Errorf("they made %d lists", n)
	}
	for host, origin := range map[string]string{
		"localhost:8080": "http://localhost:8080", "127.0.0.1:8080": "http://127.0.0.1:8080", "[::1]:8080": "http://[::1]:8080",
		"errand.example": "https://errand.example", "ERRAND.example:8443": "https://errand.example:8443", "app.localhost": "http://app.localhost", "LOCALHOST.": "http://localhost.",
	} {
		ok[api.TaskAnswer](w, 201, "POST", "/v1/tasks", `{"title":"x"}`, "Host: "+host, "Origin: "+origin)
	}
}

func TestEveryAnswerIsSecured(t *testing.T) {
	w := newWorld(t)
	for _, path := range []string{"/", "/v1/tasks", "/v1/nothing", "/openapi.yaml", "/assets/app-abc.js"} {
		h := w.send("GET", path, "").Header()
		csp := h.Get("Content-Security-Policy")
		if strings.Contains(csp, "unsafe") || !strings.Contains(csp, "default-src 'none'") || !strings.Contains(csp, "frame-ancestors 'none'") || h.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: %v", path, h)
		}
		if h.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s lets other sites read it", path)
		}
	}
}
