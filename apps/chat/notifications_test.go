package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/errandapp/errand/apps/chat/api"
)

const someSettings = `{"available":["in-app","email"],"email":true,"emailTo":"anna@example.org","push":true,"devices":[],"pushKey":"BA","webhook":true,"ntfy":false,"ntfyTopic":"","digest":"none","digestAt":"18:00"}`

func TestNotificationsAreAskedForThePerson(t *testing.T) {
	w := newWorld(t)
	w.apps.answer = someSettings
	ok[api.NotificationSettings](w, 200, "GET", "/v1/notifications/settings", "", "errand-user: anna")
	ok[api.NotificationSettings](w, 200, "PATCH", "/v1/notifications/settings", `{"email":false}`, "errand-user: anna")
	w.apps.answer = `{"id":"0011223344556677","name":"Firefox","since":"2026-11-24T12:00:00Z"}`
	push := `{"endpoint":"https://push.example/x","expirationTime":null,"keys":{"p256dh":"BA","auth":"aa"},"name":"Firefox"}`
	ok[api.PushDevice](w, 201, "POST", "/v1/notifications/push", push, "errand-user: anna")
	w.apps.answer = `{"channels":[]}`
	ok[api.NotificationTest](w, 200, "POST", "/v1/notifications/test", "", "errand-user: anna")
	for _, c := range []struct{ method, path, body string }{
		{"DELETE", "/v1/notifications/push?id=0011223344556677", ""}, {"POST", "/v1/notifications/seen", `{"version":7}`},
	} {
		if rec := w.send(c.method, c.path, c.body, "errand-user: anna"); rec.Code != 204 || rec.Body.Len() > 0 {
			t.Errorf("%s %s: %d %s", c.method, c.path, rec.Code, rec.Body)
		}
	}
	if diff := cmp.Diff([]string{
		"notify notifications/settings? for anna",
		`notify PATCH notifications/settings {"email":false} for anna`,
		"notify POST notifications/push " + push + " for anna",
		"notify POST notifications/test  for anna",
		`notify DELETE notifications/push {"id":"0011223344556677"} for anna`,
		`notify POST notifications/seen {"version":7} for anna`,
	}, w.apps.asked); diff != "" {
		t.Error(diff)
	}
}

func TestBadNotificationSettings(t *testing.T) {
	w := newWorld(t)
	for _, c := range []struct {
		status                    int
		code, field, method, path string
		body                      string
	}{
		{400, codeMissingField, "email", "PATCH", "/v1/notifications/settings", `{}`},
		{400, codeBadField, "email", "PATCH", "/v1/notifications/settings", `{"email":null}`},
		{400, codeBadField, "email", "PATCH", "/v1/notifications/settings", `{"email":"yes"}`},
		{400, codeUnknownField, "fax", "PATCH", "/v1/notifications/settings", `{"fax":true}`},
		{400, codeMissingField, "keys.auth", "POST", "/v1/notifications/push", `{"endpoint":"https://x","keys":{"p256dh":"BA"}}`},
		{400, codeMissingField, "version", "POST", "/v1/notifications/seen", `{}`},
		{400, codeBadField, "version", "POST", "/v1/notifications/seen", `{"version":-1}`},
		{400, codeBadParameter, "id", "DELETE", "/v1/notifications/push", ""},
	} {
		w.refused(c.status, c.code, c.field, c.method, c.path, c.body)
	}
	w.apps.err = &problem{422, "bad_setting", "There is no such time of day.", "digestAt"}
	w.refused(422, "bad_setting", "digestAt", "PATCH", "/v1/notifications/settings", `{"digestAt":"25:00"}`)
	if len(w.apps.asked) != 1 {
		t.Errorf("notify was asked %q", w.apps.asked)
	}
}

// The page of the link does nothing; its button does, from a browser and, as
// one click, from a mail server.
func TestUnsubscribe(t *testing.T) {
	w := newWorld(t)
	rec := w.send("GET", `/v1/notifications/unsubscribe?token=anna.%22%3E`, "")
	if rec.Code != 200 || len(w.apps.asked) != 0 || !strings.Contains(rec.Body.String(), `action="/v1/notifications/unsubscribe?token=anna.%22%3E"`) {
		t.Errorf("%d %s, asked %q", rec.Code, rec.Body, w.apps.asked)
	}
	if got := rec.Header().Get("Referrer-Policy"); got != "same-origin" {
		t.Errorf("Referrer-Policy %q: browsers would send the form with the origin null", got)
	}
	rec = w.send("POST", "/v1/notifications/unsubscribe?token=anna.x", "List-Unsubscribe=One-Click", "Content-Type: application/x-www-form-urlencoded")
	if rec.Code != 200 || !strings.HasPrefix(rec.Header().Get("Content-Type"), "text/html") {
		t.Errorf("%d %s", rec.Code, rec.Body)
	}
	if diff := cmp.Diff([]string{`notify POST notifications/unsubscribe {"token":"anna.x"} for local`}, w.apps.asked); diff != "" {
		t.Error(diff)
	}
	w.apps.err = &problem{422, "bad_setting", "This link is not one of ours, or not whole.", "token"}
	w.refused(422, "bad_setting", "token", "POST", "/v1/notifications/unsubscribe?token=x", "")
	w.refused(400, codeBadParameter, "token", "POST", "/v1/notifications/unsubscribe", "")
}
