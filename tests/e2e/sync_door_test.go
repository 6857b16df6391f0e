//go:build e2e

package e2e

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"github.com/errandapp/errand/internal/ticket"
)

// TestWhoMayConnect knocks at sync's door, through chat and at its own port,
// with tickets that are good, used, old, forged and somebody else's, and as
// pages of other sites.
func TestWhoMayConnect(t *testing.T) {
	at, err := system.App("sync")
	must(t, err)
	key := ticketKey(t)
	for name, address := range map[string]string{"through chat": system.URL, "at its own port": at.URL} {
		ann := someone(t)
		fresh := func() string { return ann.ask(200, "GET", "/v1/sync/ticket", "").Ticket }
		old, _ := key.Sign(ann.user, time.Now().Add(-ticket.Life-time.Second))
		foreign := ticket.Key{ID: key.ID, Secret: append([]byte{key.Secret[0] ^ 1}, key.Secret[1:]...)}
		forged, _ := foreign.Sign(ann.user, time.Now())
		_, mac, _ := strings.Cut(fresh(), ".")
		body, _, _ := strings.Cut(fresh(), ".")
		used := fresh()
		for _, c := range []struct {
			what, ticket, since, origin string
			status                      int
			code                        string
		}{
			{"a fresh ticket", used, "0", "", 101, ""},
			{"the same again", used, "0", "", 401, "ticket_used"},
			{"the same from another page", used, "5", address, 401, "ticket_used"},
			{"a page of ours", fresh(), "0", address, 101, ""},
			{"a page of another site", fresh(), "0", "https://evil.example", 403, ""},
			{"a page that hides where it is from", fresh(), "0", "null", 403, ""},
			{"no ticket", "", "0", "", 401, "bad_ticket"},
			{"an old ticket", old, "0", "", 401, "ticket_expired"},
			{"a ticket of another key", forged, "0", "", 401, "bad_ticket"},
			{"a ticket with another's signature", body + "." + mac, "0", "", 401, "bad_ticket"},
			{"no version", fresh(), "seven", "", 400, "bad_request"},
		} {
			header := http.Header{}
			if c.origin != "" {
				header.Set("Origin", c.origin)
			}
			query := url.Values{"ticket": {c.ticket}, "since": {c.since}}
			conn, res, err := websocket.Dial(t.Context(), "ws"+strings.TrimPrefix(address, "http")+"/v1/sync?"+query.Encode(),
				&websocket.DialOptions{HTTPHeader: header})
			if res == nil {
				t.Fatalf("%s, %s: %v", name, c.what, err)
			}
			if err == nil {
				_ = conn.CloseNow() // that it opened was all
			}
			if res.StatusCode != c.status {
				t.Errorf("%s, %s: %s %v, want %d", name, c.what, res.Status, err, c.status)
				continue
			}
			if err == nil || c.code == "" {
				continue
			}
			var problem struct{ Code string }
			raw, readErr := io.ReadAll(res.Body)
			if readErr != nil || json.Unmarshal(raw, &problem) != nil || problem.Code != c.code {
				t.Errorf("%s, %s: %s %v, want %s", name, c.what, raw, readErr, c.code)
			}
		}
	}
}

// ticketKey is the key that chat and sync share, from where they keep it.
func ticketKey(t *testing.T) ticket.Key {
	t.Helper()
	someone(t).ask(200, "GET", "/v1/sync/ticket", "") // it is made when it is first needed
	raw, err := query[string](`select convert_from(value, 'UTF8') from shared_state where key like '%ticket-key'`)
	must(t, err)
	var key ticket.Key
	must(t, json.Unmarshal([]byte(raw), &key))
	return key
}
