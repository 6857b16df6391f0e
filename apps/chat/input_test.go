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
		{400, "bad_field", "due", "PATCH", "/v1/tasks/t", `{"title":"x","due":null}`, nil},
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
