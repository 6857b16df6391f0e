package main

import (
	"crypto/ecdh"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/notify/tell"
)

var all = Config{
	SMTPHost: "localhost", SMTPPort: 25, WebhookURL: "http://localhost/hook", NtfyURL: "http://localhost/ntfy", PublicURL: "https://errand.example/",
	MailFrom: "errand@example.com", MailTo: "{user}@example.com", PushLocal: true,
}

// ok asks and expects 200.
func (w *world) ok(method, path, body string) string {
	w.t.Helper()
	code, said := w.ask(method, path, body)
	if code != 200 {
		w.t.Fatalf("%s %s %s: %d %s", method, path, body, code, said)
	}
	return said
}

func (w *world) choose(change string) { w.t.Helper(); w.ok("PATCH", "/notifications/settings", change) }

// A pushService takes push messages as a browser vendor's does.
type pushService struct {
	*httptest.Server
	mu     sync.Mutex
	status int
	got    []http.Header
}

func newPushService(t *testing.T) *pushService {
	s := &pushService{status: 201}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.status < 300 {
			s.got = append(s.got, r.Header)
		}
		w.WriteHeader(s.status)
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *pushService) says(status int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.status = status
}

// browser is what a new browser says of itself.
func browser(t *testing.T, endpoint, name string) string {
	t.Helper()
	key, err := ecdh.P256().GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	b64 := base64.RawURLEncoding.EncodeToString
	return fmt.Sprintf(`{"endpoint":%q,"expirationTime":null,"keys":{"p256dh":%q,"auth":%q},"name":%q}`, endpoint, b64(key.PublicKey().Bytes()), b64(make([]byte, 16)), name)
}

func TestSettings(t *testing.T) {
	w := newWorld(t, all)
	var s map[string]any
	if err := json.Unmarshal([]byte(w.ok("GET", "/notifications/settings", "")), &s); err != nil {
		t.Fatal(err)
	}
	if key, _ := s["pushKey"].(string); len(key) != 87 {
		t.Errorf("pushKey %q is no P-256 point", key)
	}
	delete(s, "pushKey")
	if diff := cmp.Diff(map[string]any{
		"available": []any{"in-app", "email", "webhook", "push", "ntfy"}, "email": true, "emailTo": "ann@example.com", "push": true, "devices": []any{},
		"webhook": true, "ntfy": false, "ntfyTopic": "", "digest": "none", "digestAt": "18:00",
	}, s); diff != "" {
		t.Errorf("settings (-want +got):\n%s", diff)
	}
	for change, field := range map[string]string{
		`{"emailTo":"ann"}`: "emailTo", `{"emailTo":"a@b.example;c@d.example"}`: "emailTo", `{"emailTo":"Ann <a@b.example>"}`: "emailTo",
		`{"ntfyTopic":"a/b"}`: "ntfyTopic", `{"ntfy":true}`: "ntfyTopic", `{"digest":"weekly"}`: "digest", `{"digestAt":"24:00"}`: "digestAt",
		`{"email":1}`: "email", `{"fax":true}`: "fax", `[]`: "body",
	} {
		code, said := w.ask("PATCH", "/notifications/settings", change)
		if code != 422 || !strings.Contains(said, `"field":"`+field+`"`) {
			t.Errorf("%s: %d %s", change, code, said)
		}
	}
	w.choose(`{"email":false,"ntfyTopic":"anns","webhook":false}`)
	w.deliver(done)
	if got := w.dapr.of("ntfy"); len(got) != 1 || w.dapr.count("mail")+w.dapr.count("webhook") != 0 {
		t.Fatalf("by ntfy %d, mail %d, webhook %d", len(got), w.dapr.count("mail"), w.dapr.count("webhook"))
	}
	var m map[string]any
	if err := json.Unmarshal(w.dapr.of("ntfy")[0].Data, &m); err != nil || m["topic"] != "anns" || m["title"] != "Due: Kauf Milch für Zoë 🥛" || m["priority"] != 4.0 || len(m["sequence_id"].(string)) != 32 {
		t.Errorf("ntfy: %v, %v", m, err)
	}
	w.choose(`{"email":true,"emailTo":"other@example.net"}`)
	w.later(time.Minute)
	w.bring(w.door, ringing("ann", 9)[8])
	if mails := w.dapr.of("mail"); len(mails) != 1 || mails[0].Metadata["emailTo"] != "other@example.net" {
		t.Errorf("mails %+v", mails)
	}
	w.choose(`{"emailTo":""}`)
	if said := w.ok("GET", "/notifications/settings", ""); !strings.Contains(said, `"emailTo":"ann@example.com"`) {
		t.Error(said)
	}
}

func TestPush(t *testing.T) {
	w := newWorld(t, all)
	service := newPushService(t)
	for _, bad := range []string{`{}`, browser(t, "https://10.0.0.1/x", "x"), browser(t, "http://push.example/x", "x"), strings.Replace(browser(t, service.URL, "x"), `"auth":"A`, `"auth":"`, 1)} {
		if code, said := w.ask("POST", "/notifications/push", bad); code != 422 {
			t.Errorf("%s: %d %s", bad, code, said)
		}
	}
	first := browser(t, service.URL+"/1", "Firefox")
	for _, b := range []string{first, first, browser(t, service.URL+"/2", "Firefox"), browser(t, service.URL+"/3", "")} {
		w.ok("POST", "/notifications/push", b)
	}
	w.deliver(done)
	var names []string
	for _, o := range w.told("ann").Notifications[0].Channels {
		if o.Channel == tell.Push && o.Outcome == "sent" {
			names = append(names, o.Device)
		}
	}
	if !slices.Equal(names, []string{"Firefox", "Firefox 2", "A browser"}) || len(service.got) != 3 {
		t.Fatalf("sent to %q, %d arrived", names, len(service.got))
	}
	h := service.got[0]
	if len(h.Get("Topic")) != 32 || h.Get("TTL") != "86400" || h.Get("Urgency") != "high" || !strings.HasPrefix(h.Get("Authorization"), "vapid t=") || h.Get("Content-Encoding") != "aes128gcm" {
		t.Errorf("headers %v", h)
	}

	// A service that is away is tried again; a browser that is gone is not, and
	// is forgotten.
	service.says(500)
	w.later(time.Minute)
	w.bring(w.door, ringing("ann", 9)[8])
	if n := len(w.jobs()); n != 3 {
		t.Errorf("%d jobs", n)
	}
	service.says(410)
	w.settle()
	if said := w.ok("GET", "/notifications/settings", ""); !strings.Contains(said, `"devices":[]`) {
		t.Error(said)
	}
	for _, o := range w.told("ann").Notifications[0].Channels {
		if o.Channel == tell.Push && o.Outcome != "not_told" {
			t.Errorf("%+v", o)
		}
	}
	if len(w.deadLetters()) != 0 {
		t.Errorf("dead letters %v", w.deadLetters())
	}
	service.says(201)
	w.later(time.Minute)
	w.bring(w.door, ringing("ann", 10)[9])
	if len(service.got) != 3 {
		t.Error("a browser that is gone was sent to")
	}
}

func TestOnlySoManyBrowsers(t *testing.T) {
	w := newWorld(t, all)
	for i := range tell.MaxDevices + 2 {
		w.ok("POST", "/notifications/push", browser(t, fmt.Sprintf("http://127.0.0.1:9/%d", i), fmt.Sprint("b", i)))
	}
	var s struct{ Devices []struct{ ID, Name string } }
	if err := json.Unmarshal([]byte(w.ok("GET", "/notifications/settings", "")), &s); err != nil || len(s.Devices) != tell.MaxDevices || s.Devices[0].Name != "b2" {
		t.Errorf("%+v %v", s, err)
	}
	w.ok("DELETE", "/notifications/push", `{"id":"`+s.Devices[0].ID+`"}`)
	w.ok("DELETE", "/notifications/push", `{"endpoint":"http://127.0.0.1:9/3"}`)
	if err := json.Unmarshal([]byte(w.ok("GET", "/notifications/settings", "")), &s); err != nil || len(s.Devices) != tell.MaxDevices-2 {
		t.Errorf("%+v %v", s, err)
	}
}

// A channel that is turned off while it is tried again is not tried any more.
func TestTurnedOffMeanwhile(t *testing.T) {
	w := newWorld(t, all)
	away := true
	w.failing("mail", &away)
	w.deliver(done)
	away = false
	w.choose(`{"email":false}`)
	w.settle()
	if got := w.by("email"); got.Outcome != "not_told" || w.dapr.count("mail") != 0 {
		t.Errorf("%+v", got)
	}
}

func TestTheLinkInTheMail(t *testing.T) {
	w := newWorld(t, all)
	w.deliver(done)
	mail := string(w.dapr.of("mail")[0].Data)
	_, rest, _ := strings.Cut(mail, "List-Unsubscribe: <https://errand.example/v1/notifications/unsubscribe?token=")
	token, _, _ := strings.Cut(rest, ">")
	for _, bad := range []string{"", "ann", "ann.", strings.Replace(token, "ann", "bob", 1), token[:len(token)-2], "a b." + token[4:]} {
		if code, said := w.ask("POST", "/notifications/unsubscribe", fmt.Sprintf(`{"token":%q}`, bad)); code != 422 {
			t.Errorf("%q: %d %s", bad, code, said)
		}
	}
	for range 2 {
		w.ok("POST", "/notifications/unsubscribe", fmt.Sprintf(`{"token":%q}`, token))
	}
	w.later(time.Minute)
	w.bring(w.door, ringing("ann", 9)[8])
	w.wants(1, 2)
}

// Dapr's own SMTP binding gets one HTML body, one mail at a time.
func TestDaprsOwnSMTPBinding(t *testing.T) {
	w := newWorld(t, both)
	w.dapr.stock = true
	w.bring(w.door, ringing("ann", 5)...)
	w.wants(5, 5)
	in := w.dapr.of("mail")[0]
	if diff := cmp.Diff(map[string]string{"emailFrom": "errand@example.com", "emailTo": "ann@example.com", "subject": "Due: Kauf Milch für Zoë 🥛", "priority": "3", "traceparent": in.Metadata["traceparent"]}, in.Metadata); diff != "" || in.Operation != "create" {
		t.Error(in.Operation, diff)
	}
	if !strings.HasPrefix(string(in.Data), "<p><strong>Kauf Milch") || !strings.Contains(string(in.Data), "/v1/notifications/unsubscribe?token=ann.") {
		t.Errorf("mail %s", in.Data)
	}
}

func TestATest(t *testing.T) {
	w := newWorld(t, all)
	service := newPushService(t)
	w.ok("POST", "/notifications/push", browser(t, service.URL, "Firefox"))
	w.dapr.status["webhook"] = "404"
	var said struct{ Channels []tell.Outcome }
	if err := json.Unmarshal([]byte(w.ok("POST", "/notifications/test", "")), &said); err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, o := range said.Channels {
		got[o.Channel] = o.Outcome + " " + o.Error
	}
	if diff := cmp.Diff(map[string]string{"email": "sent ", "push": "sent ", "webhook": "failed It was answered with 404 Not Found."}, got); diff != "" {
		t.Error(diff)
	}
	if len(w.told("ann").Notifications) != 0 || len(w.jobs()) != 0 || len(w.deadLetters()) != 0 {
		t.Error("a test left something behind")
	}
}

func TestSeen(t *testing.T) {
	w := newWorld(t, Config{})
	w.deliver(done)
	for _, v := range []string{"7", "3"} {
		w.ok("POST", "/notifications/seen", `{"version":`+v+`}`)
	}
	w.bring(w.door, ringing("ann", 9)[8])
	if got := w.told("ann"); got.Seen != 7 || len(got.Notifications) != 2 {
		t.Errorf("%+v", got)
	}
}

// What waits for the digest comes together at the person's time of day, what
// is done by then does not, and a program hears everything at once.
func TestDigest(t *testing.T) {
	w := newWorld(t, both)
	w.dapr.set = tasklist.Settings{TimeZone: "America/New_York"}
	w.choose(`{"digest":"all","digestAt":"07:30"}`)
	facts := ringing("ann", 3)
	w.bring(w.door, facts...)
	w.bring(w.door, facts...) // delivered again
	w.wants(0, 3)
	if got := w.told("ann").Notifications[0].Channels[1]; got.Channel != "email" || got.Outcome != "digest" {
		t.Errorf("%+v", got)
	}
	w.ring()
	if want := time.Date(2026, 11, 23, 12, 30, 0, 0, time.UTC); !w.now().Equal(want) {
		t.Errorf("the digest comes at %v, want %v", w.now(), want)
	}
	w.wants(1, 3)
	if mail := string(w.dapr.of("mail")[0].Data); !strings.Contains(mail, "Subject: 3 tasks came due\r\n") || strings.Count(mail, "<li>") != 3 {
		t.Errorf("mail %s", mail)
	}
	for _, n := range w.told("ann").Notifications {
		if got := n.Channels[1]; got.Channel != "email" || got.Outcome != "sent" || got.Attempt != 1 {
			t.Errorf("%d: %+v", n.Version, got)
		}
	}
	if len(w.jobs()) != 0 {
		t.Errorf("jobs %q", w.jobs())
	}
	w.bring(w.door, facts...)
	w.settle()
	w.wants(1, 3)

	// The next one: the task is done by then.
	w.bring(w.door, ringing("ann", 4)[3])
	w.task(func(t *tasklist.Task) { t.CompletedAt = w.clock })
	w.settle()
	w.wants(1, 4)
	if got := w.told("ann").Notifications[0].Channels[1]; got.Outcome != "not_told" || got.Error != "Not told: done meanwhile." {
		t.Errorf("%+v", got)
	}
}

func TestDigestOfLowPriority(t *testing.T) {
	w := newWorld(t, both)
	w.choose(`{"digest":"low"}`)
	w.deliver(done) // its priority is high
	w.wants(1, 1)
	if len(w.jobs()) != 0 {
		t.Errorf("jobs %q", w.jobs())
	}
}

// A digest that falls into quiet hours waits for their end.
func TestDigestInQuietHours(t *testing.T) {
	w := newWorld(t, both)
	w.dapr.set = tasklist.Settings{QuietFrom: "17:00", QuietTo: "21:15"}
	w.choose(`{"digest":"all"}`)
	w.deliver(done)
	w.settle()
	w.wants(1, 1)
	if want := time.Date(2026, 11, 23, 21, 15, 0, 0, time.UTC); !w.now().Equal(want) {
		t.Errorf("it came at %v", w.now())
	}
}

// Who wants no digest any more gets what waited for it at once.
func TestNoDigestAnyMore(t *testing.T) {
	w := newWorld(t, both)
	w.choose(`{"digest":"all"}`)
	w.deliver(done)
	w.choose(`{"digest":"none"}`)
	w.ring()
	w.wants(1, 1)
	if took := w.now().Sub(ringAt); took > 5*time.Minute {
		t.Errorf("it came after %v", took)
	}
	w.settle()
	w.wants(1, 1)
}

// What is put aside while a digest is told has a job under the name of that
// digest, which is about to be ended.
func TestPutAsideWhileADigestIsTold(t *testing.T) {
	w := newWorld(t, Config{SMTPHost: "localhost", SMTPPort: 25, MailFrom: "errand@example.com", MailTo: "{user}@example.com"})
	w.choose(`{"digest":"all"}`)
	facts := ringing("ann", 2)
	w.bring(w.door, facts[0])
	job := w.jobs()[0]
	w.dapr.ending = func(name string) {
		if w.dapr.count("mail") == 1 && name == job {
			w.dapr.ending = nil
			w.later(-time.Second)
			w.bring(w.door, facts[1])
			w.later(time.Second)
		}
	}
	w.ring()
	w.settle()
	if mails := w.dapr.count("mail"); mails != 2 {
		t.Errorf("%d mails", mails)
	}
}

// The digest's mail fails, and every call fails once: it comes once, with a
// receipt in each of its parts.
func TestEveryCallOfADigestFails(t *testing.T) {
	for _, mode := range []fault{drops, happens} {
		for failing := 0; ; failing++ {
			w := newWorld(t, Config{SMTPHost: "localhost", SMTPPort: 25, MailFrom: "errand@example.com", MailTo: "{user}@example.com"})
			w.choose(`{"digest":"all"}`)
			made := 0
			w.dapr.fault = func(op, _ string) fault {
				made++
				if made-1 != failing {
					return works
				}
				return mode
			}
			facts := ringing("ann", 3)
			for slices.Contains(w.bring(w.door, facts...), again) {
				w.later(5 * time.Second)
			}
			w.settle()
			w.dapr.fault = nil
			if mails := w.dapr.count("mail"); mails != 1 && (mode == drops || mails != 2) {
				t.Errorf("mode %d call %d: %d mails", mode, failing, mails)
			}
			for _, n := range w.told("ann").Notifications {
				if len(n.Channels) != 2 || n.Channels[1].Outcome != "sent" {
					t.Errorf("mode %d call %d: %+v", mode, failing, n.Channels)
				}
			}
			if made <= failing {
				break
			}
		}
	}
}
