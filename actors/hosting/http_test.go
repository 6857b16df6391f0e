package hosting

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

func TestHTTPHost(t *testing.T) {
	grey, green := newParrots(), newParrots()
	types := Types{"Grey": grey, "Green": green}
	open, closed := types.HTTP(""), types.HTTP("secret")
	ask := func(h http.Handler, method, path, body, token string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		r := httptest.NewRequest(method, path, strings.NewReader(body))
		r.Header.Set("dapr-api-token", token)
		h.ServeHTTP(w, r)
		return w
	}

	t.Run("carries a call to its type", func(t *testing.T) {
		w := ask(open, "PUT", "/actors/Grey/ann/method/Say", "hello", "")
		if w.Code != 200 || w.Body.String() != "hello" {
			t.Errorf("%d %s", w.Code, w.Body)
		}
		if len(grey.active["ann"]) != 1 || len(green.active) != 0 {
			t.Errorf("grey %v, green %v", grey.active, green.active)
		}
		if w := ask(open, "PUT", "/actors/Blue/ann/method/Say", "hello", ""); w.Code != 404 {
			t.Errorf("a type that is not hosted: %d", w.Code)
		}
	})
	t.Run("says which actors, without drain", func(t *testing.T) {
		w := ask(open, "GET", "/dapr/config", "", "")
		if !strings.Contains(w.Body.String(), `"drainRebalancedActors":false`) || !strings.Contains(w.Body.String(), `["Green","Grey"]`) {
			t.Errorf("%s", w.Body)
		}
	})
	t.Run("asks for the token", func(t *testing.T) {
		for token, want := range map[string]int{"": 401, "guess": 401, "secret": 200} {
			if w := ask(closed, "PUT", "/actors/Green/bob/method/Say", "hello", token); w.Code != want {
				t.Errorf("token %q: %d, want %d", token, w.Code, want)
			}
		}
	})
	t.Run("a ring or a timer that fails fails", func(t *testing.T) {
		paths := []string{"/actors/Grey/ann/method/remind/wake", "/actors/Grey/ann/method/timer/flush"}
		for _, path := range paths {
			if w := ask(open, "PUT", path, "{}", ""); w.Code != 200 {
				t.Errorf("%s: %d %s", path, w.Code, w.Body)
			}
		}
		if want := []string{"remind wake", "fire flush"}; !slices.Equal(grey.active["ann"], want) { // and nothing from before the config was asked for
			t.Errorf("got %v, want %v", grey.active["ann"], want)
		}
		grey.fail = true
		defer func() { grey.fail = false }()
		for _, path := range paths {
			if w := ask(open, "PUT", path, "{}", ""); w.Code != 500 {
				t.Errorf("%s: %d, want 500: Dapr takes anything below 400 for done", path, w.Code)
			}
		}
	})
	t.Run("deactivates", func(t *testing.T) {
		if w := ask(open, "DELETE", "/actors/Grey/ann", "", ""); w.Code != 200 || len(grey.active) != 0 || len(green.active) != 1 {
			t.Errorf("%d; grey %v, green %v", w.Code, grey.active, green.active)
		}
	})
}
