package host

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestHTTPHost(t *testing.T) {
	b := newBench()
	open := b.lists.HTTP("")
	closed := b.lists.HTTP("secret")
	ask := func(h http.Handler, method, path, body, token string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		r := httptest.NewRequest(method, path, strings.NewReader(body))
		r.Header.Set("dapr-api-token", token)
		h.ServeHTTP(w, r)
		return w
	}
	const add = `{"id":"c1","args":{"id":"a","title":"A"}}`

	t.Run("follows a command", func(t *testing.T) {
		w := ask(open, "PUT", "/actors/TaskList/ann/method/AddTask", add, "")
		if w.Code != 200 || !strings.Contains(w.Body.String(), `"version":1`) {
			t.Errorf("%d %s", w.Code, w.Body)
		}
	})
	t.Run("says which actors, without drain", func(t *testing.T) {
		w := ask(open, "GET", "/dapr/config", "", "")
		if !strings.Contains(w.Body.String(), `"drainRebalancedActors":false`) || !strings.Contains(w.Body.String(), `["TaskList"]`) {
			t.Errorf("%s", w.Body)
		}
	})
	t.Run("asks for the token", func(t *testing.T) {
		for token, want := range map[string]int{"": 401, "guess": 401, "secret": 200} {
			if w := ask(closed, "PUT", "/actors/TaskList/bob/method/AddTask", add, token); w.Code != want {
				t.Errorf("token %q: %d, want %d", token, w.Code, want)
			}
		}
	})
	t.Run("a ring that fails rings again", func(t *testing.T) {
		const ring = "/actors/TaskList/ann/method/remind/wake"
		if w := ask(open, "PUT", ring, "{}", ""); w.Code != 200 {
			t.Errorf("%d %s", w.Code, w.Body)
		}
		b.lists.Deactivate("ann")
		b.store.down = true
		defer func() { b.store.down = false }()
		if w := ask(open, "PUT", ring, "{}", ""); w.Code != 500 {
			t.Errorf("%d, want 500: Dapr takes anything below 400 for done", w.Code)
		}
	})
	t.Run("deactivates", func(t *testing.T) {
		if w := ask(open, "DELETE", "/actors/TaskList/ann", "", ""); w.Code != 200 {
			t.Errorf("%d", w.Code)
		}
		if n := len(b.lists.active); n != 1 {
			t.Errorf("%d lists are active, want bob's", n)
		}
	})
	t.Run("flushes", func(t *testing.T) {
		if w := ask(open, "PUT", "/actors/TaskList/ann/method/timer/flush", "{}", ""); w.Code != 200 {
			t.Errorf("%d", w.Code)
		}
		if w := ask(open, "PUT", "/actors/TaskList/ann/method/timer/other", "{}", ""); w.Code != 500 {
			t.Errorf("%d", w.Code)
		}
	})
}
