package main

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/client_golang/prometheus"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/actors/tasklist/contract/story"
	"github.com/errandapp/errand/apps/notify/channel"
	"github.com/errandapp/errand/apps/notify/door"
	"github.com/errandapp/errand/apps/notify/tell"
)

// A world is notify in front of a fake sidecar, on a clock of its own.
type world struct {
	t    *testing.T
	dapr *fakeDapr
	door http.Handler

	mu    sync.Mutex
	clock time.Time
}

var both = Config{
	SMTPHost: "localhost", SMTPPort: 25, WebhookURL: "http://localhost/hook",
	MailFrom: "errand@example.com", MailTo: "{user}@example.com",
}

// rang is the fact that rings in story.EveryType, at ringAt or later.
func rang(list string) []byte { return story.Bytes(story.EveryType(list)[6]) }

var ringAt = time.Date(2026, 11, 23, 8, 10, 0, 0, time.UTC)

func newWorld(t *testing.T, cfg Config) *world {
	w := &world{t: t, clock: ringAt.Add(time.Second)}
	w.dapr = newFake(t, w.now)
	w.door = w.replica(cfg)
	return w
}

// replica is one more notify on the same sidecar.
func (w *world) replica(cfg Config) http.Handler {
	log := slog.New(slog.DiscardHandler)
	channels, _ := configured(cfg, w.dapr)
	return door.Door{Token: cfg.AppToken, Log: log, Topics: channel.NewTopics(w.dapr), Teller: &tell.Teller{
		Store: channel.NewStore(w.dapr), Channels: channels, Now: w.now, NewName: rand.Text,
		Log: log, Figures: tell.NewFigures(prometheus.NewRegistry()),
	}}.Handler()
}

func (w *world) now() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.clock
}

func (w *world) later(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.clock = w.clock.Add(d)
}

func (w *world) post(door http.Handler, path string, body []byte, header ...string) (int, string) {
	w.t.Helper()
	r := httptest.NewRequest("POST", path, bytes.NewReader(body))
	if len(header) > 0 {
		r.Header.Set(header[0], header[1])
	}
	rec := httptest.NewRecorder()
	door.ServeHTTP(rec, r)
	return rec.Code, strings.TrimSpace(rec.Body.String())
}

// bring delivers facts as Dapr does, and returns what is said of each.
func (w *world) bring(door http.Handler, facts ...[]byte) (statuses []string) {
	w.t.Helper()
	type entry struct {
		ID    string          `json:"entryId"`
		Event json.RawMessage `json:"event"`
	}
	var all struct {
		Entries []entry `json:"entries"`
	}
	for i, f := range facts {
		all.Entries = append(all.Entries, entry{fmt.Sprint(i), f})
	}
	raw, err := json.Marshal(all)
	if err != nil {
		w.t.Fatal(err)
	}
	code, body := w.post(door, "/facts", raw)
	var answer struct {
		Statuses []struct{ EntryID, Status string }
	}
	if err := json.Unmarshal([]byte(body), &answer); err != nil || code != 200 || len(answer.Statuses) != len(facts) {
		w.t.Fatalf("%d facts: %d %s", len(facts), code, body)
	}
	for i, s := range answer.Statuses {
		if s.EntryID != fmt.Sprint(i) {
			w.t.Errorf("entry %d is answered as %q", i, s.EntryID)
		}
		statuses = append(statuses, s.Status)
	}
	return statuses
}

func (w *world) deliver(want string) {
	w.t.Helper()
	if got := w.one(w.door, rang("ann")); got != want {
		w.t.Errorf("delivery: got %s, want %s", got, want)
	}
}

// one delivers a fact, and says done when nothing is left to do about it.
func (w *world) one(door http.Handler, fact []byte) string {
	w.t.Helper()
	before := len(w.aside(later))
	status := w.bring(door, fact)[0]
	if len(w.aside(later)) > before {
		return again
	}
	return status
}

// aside are the facts that were published.
func (w *world) aside(topic string) []string {
	w.dapr.mu.Lock()
	defer w.dapr.mu.Unlock()
	return slices.Clone(w.dapr.aside[topic])
}

const (
	done, again = "SUCCESS", "RETRY"
	later, dead = "facts tasklist.facts.again", "facts tasklist.facts.dead"
)

func (w *world) told(user string) (list struct{ Notifications []tell.Told }) {
	w.t.Helper()
	r := httptest.NewRequest("GET", "/notifications", nil)
	r.Header.Set("errand-user", user)
	rec := httptest.NewRecorder()
	w.door.ServeHTTP(rec, r)
	if err := json.Unmarshal(rec.Body.Bytes(), &list); err != nil || rec.Code != 200 {
		w.t.Fatalf("notifications: %d %s %v", rec.Code, rec.Body, err)
	}
	return list
}

func (w *world) wants(mails, hooks int) {
	w.t.Helper()
	if m, h := w.dapr.count("mail"), w.dapr.count("webhook"); m != mails || h != hooks {
		w.t.Errorf("%d mails and %d webhooks, want %d and %d", m, h, mails, hooks)
	}
}

func TestAPersonIsTold(t *testing.T) {
	w := newWorld(t, both)
	w.deliver(done)
	w.wants(1, 1)

	mail := w.dapr.sent[0]
	wantMeta := map[string]string{
		"emailFrom": "errand@example.com", "emailTo": "ann@example.com", "subject": "Due: Kauf Milch für Zoë 🥛", "priority": "3",
	}
	trace := mail.Metadata["traceparent"]
	delete(mail.Metadata, "traceparent")
	if diff := cmp.Diff(wantMeta, mail.Metadata); diff != "" || !strings.HasPrefix(trace, story.TraceParent[:35]) {
		t.Errorf("mail, in trace %q (-want +got):\n%s", trace, diff)
	}
	wantBody := "<p><strong>Kauf Milch für Zoë 🥛</strong></p>\n<p>Due Monday, 23 November 2026, 08:10 (UTC)</p>\n" +
		"<pre style=\"white-space:pre-wrap;font-family:inherit\">The *blue* one</pre>\n"
	if diff := cmp.Diff(wantBody, string(mail.Data)); diff != "" || mail.Operation != "create" {
		t.Errorf("mail (-want +got):\n%s", diff)
	}

	hook := w.dapr.sent[1]
	if hook.Operation != "post" || hook.Metadata[channel.IDHeader] != "ann/7" {
		t.Errorf("webhook: got %+v", hook)
	}
	var got map[string]any
	if err := json.Unmarshal(hook.Data, &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]any{
		"id": "ann/7", "list": "ann", "version": 7.0, "task": "task-1", "title": "Kauf Milch für Zoë 🥛", "notes": "The *blue* one",
		"due": map[string]any{"date": "2026-11-23", "time": "08:10", "timeZone": "UTC"}, "dueAt": "2026-11-23T08:10:00Z",
	}, got); diff != "" {
		t.Errorf("webhook (-want +got):\n%s", diff)
	}

	at := w.now()
	if diff := cmp.Diff([]tell.Told{{
		Task: "task-1", Version: 7, Title: "Kauf Milch für Zoë 🥛", DueAt: ringAt, ToldAt: at,
		Channels: []tell.Outcome{{Channel: "email", Outcome: "sent", At: at}, {Channel: "webhook", Outcome: "sent", At: at}},
	}}, w.told("ann").Notifications); diff != "" {
		t.Errorf("notifications (-want +got):\n%s", diff)
	}
	if others := w.told("bob").Notifications; len(others) != 0 {
		t.Errorf("bob is shown %+v", others)
	}
}

func TestToldOnceWhateverIsDeliveredAgain(t *testing.T) {
	w := newWorld(t, both)
	for range 3 {
		w.deliver(done)
		w.later(10 * time.Minute)
	}
	w.wants(1, 1)
	if list := w.told("ann").Notifications; len(list) != 1 {
		t.Errorf("it is listed %d times", len(list))
	}
}

func TestOnlyWhatIsConfigured(t *testing.T) {
	cfg := both
	cfg.SMTPHost = ""
	w := newWorld(t, cfg)
	w.deliver(done)
	w.wants(0, 1)
	w = newWorld(t, Config{})
	w.deliver(done)
	w.wants(0, 0)
	if list := w.told("ann").Notifications; len(list) != 1 || len(list[0].Channels) != 0 {
		t.Errorf("without channels: got %+v", list)
	}
	_, components := configured(both, w.dapr)
	if diff := cmp.Diff([]string{"shared", "mail", "webhook"}, components); diff != "" {
		t.Error(diff)
	}
}

func TestAChannelThatFailsIsTriedAgainAndOthersAreNot(t *testing.T) {
	w := newWorld(t, both)
	w.dapr.fault = func(op, key string) fault {
		if op == "send" && key == "mail" {
			return drops
		}
		return works
	}
	w.deliver(again)
	w.wants(0, 1)
	if got := w.told("ann").Notifications[0].Channels[0]; got.Outcome != "failed" || got.Error != "The mail server did not take it." {
		t.Errorf("the failed one is shown as %+v", got)
	}
	w.dapr.fault = nil
	w.later(time.Second)
	w.deliver(done)
	w.wants(1, 1)
	if got := w.told("ann").Notifications[0].Channels; len(got) != 2 || got[0].Outcome != "sent" || got[0].Error != "" {
		t.Errorf("after it went out: %+v", got)
	}
}

// A crash while it was being sent: nobody knows, so it waits, and then it is
// sent again.
func TestAnAbandonedClaim(t *testing.T) {
	w := newWorld(t, both)
	// The claim is there and nothing after it: as if the process had died.
	n, err := tell.ReadNotice(rang("ann"))
	if err != nil {
		t.Fatal(err)
	}
	store := channel.NewStore(w.dapr)
	if err := store.Swap(t.Context(), "notify/claim/"+n.ID+"/email", fmt.Appendf(nil, `{"state":"sending","by":"x","at":%q}`, w.now().Format(time.RFC3339)), "", time.Hour); err != nil {
		t.Fatal(err)
	}
	w.deliver(again)
	w.wants(0, 1)
	w.later(tell.Abandoned - time.Second)
	w.deliver(again)
	w.wants(0, 1)
	w.later(2 * time.Second)
	w.deliver(done)
	w.wants(1, 1)
}

// A crash after it was sent, before it was remembered: it is remembered when
// it is delivered again, and not sent again.
func TestSentButNotRemembered(t *testing.T) {
	w := newWorld(t, both)
	at := w.now()
	store := channel.NewStore(w.dapr)
	if err := store.Swap(t.Context(), "notify/claim/ann/7/email", fmt.Appendf(nil, `{"state":"sent","by":"x","at":%q}`, at.Format(time.RFC3339)), "", time.Hour); err != nil {
		t.Fatal(err)
	}
	w.later(time.Minute)
	for range 2 {
		w.deliver(done)
		w.wants(0, 1)
	}
	if diff := cmp.Diff([]tell.Outcome{
		{Channel: "email", Outcome: "sent", At: at}, {Channel: "webhook", Outcome: "sent", At: at.Add(time.Minute)},
	}, w.told("ann").Notifications[0].Channels); diff != "" {
		t.Errorf("channels (-want +got):\n%s", diff)
	}
}

// Every save, read and send fails in both ways, one after the other; Dapr
// delivers again until it hears 200.
func TestEveryCallFails(t *testing.T) {
	const calls = 8 // of one delivery that goes well: three for each channel, two for the list
	for _, mode := range []fault{drops, happens} {
		for failing := range calls {
			t.Run(fmt.Sprintf("mode %d call %d", mode, failing), func(t *testing.T) {
				w := newWorld(t, both)
				made, unheard := 0, 0
				w.dapr.fault = func(op, _ string) fault {
					made++
					if made-1 != failing {
						return works
					}
					if op == "send" && mode == happens {
						unheard = 1
					}
					return mode
				}
				for deliveries := 1; ; deliveries++ {
					if w.one(w.door, rang("ann")) == done {
						break
					}
					if deliveries > 10 {
						t.Fatal("it never was told")
					}
					w.later(10 * time.Second)
				}
				if made <= failing {
					t.Fatal("that call was not made")
				}
				w.dapr.fault = nil
				// A send that failed but happened is sent again: at least once.
				mails, hooks := w.dapr.count("mail"), w.dapr.count("webhook")
				if mails < 1 || hooks < 1 || mails+hooks != 2+unheard {
					t.Errorf("%d mails and %d webhooks; %d happened unheard", mails, hooks, unheard)
				}
				list := w.told("ann").Notifications
				if len(list) != 1 || len(list[0].Channels) != 2 || list[0].Channels[0].Outcome != "sent" || list[0].Channels[1].Outcome != "sent" {
					t.Errorf("listed as %+v", list)
				}
				w.deliver(done)
				w.wants(mails, hooks)
			})
		}
	}
}

// Several replicas get the same delivery at once, and others meanwhile.
func TestReplicasAtOnce(t *testing.T) {
	w := newWorld(t, both)
	one := w.replica(both)
	var wait sync.WaitGroup
	for i := range 12 {
		list := fmt.Sprintf("user-%d", i%3)
		wait.Go(func() {
			for {
				if code, _ := w.post(one, "/again", rang(list)); code == 200 {
					return
				}
				time.Sleep(5 * time.Millisecond) // as Dapr would
			}
		})
	}
	wait.Wait()
	w.wants(3, 3)
	for i := range 3 {
		list := w.told(fmt.Sprintf("user-%d", i)).Notifications
		if len(list) != 1 || len(list[0].Channels) != 2 {
			t.Errorf("user-%d is shown %+v", i, list)
		}
	}
}

// A ring may be late, may come again, and may be a reminder's.
func TestEveryRingIsRead(t *testing.T) {
	rings := 0
	for _, f := range story.EveryType("ann") {
		n, err := tell.ReadNotice(story.Bytes(f))
		if f.Type != tell.ComeDue {
			if err == nil {
				t.Errorf("%s rings", f.Type)
			}
			continue
		}
		rings++
		if err != nil || n.Task != f.Subject || n.DueAt.After(f.Time) {
			t.Errorf("%s is read as %+v, %v", story.Bytes(f), n, err)
		}
	}
	if rings < 2 {
		t.Errorf("%d rings in the story", rings)
	}
}

func TestAReminderOfATaskWithoutADueDate(t *testing.T) {
	w := newWorld(t, both)
	facts := story.Tell("ann", tasklist.AddTask{ID: "call", Content: tasklist.Content{
		Title: "Call Zoë", Reminders: []tasklist.Reminder{{At: story.Began.Add(time.Minute)}}}}, tasklist.RingDue{})
	if got := w.bring(w.door, story.Bytes(facts[1]))[0]; got != done {
		t.Fatal(got)
	}
	w.wants(1, 1)
	if mail := string(w.dapr.sent[0].Data); !strings.Contains(mail, "Due Monday, 23 November 2026, 08:01 UTC") {
		t.Errorf("the mail says %s", mail)
	}
}

func TestTheListIsBoundedAndNewestFirst(t *testing.T) {
	w := newWorld(t, Config{})
	f := story.EveryType("ann")[6]
	for v := uint64(1); v <= tell.MaxTold+5; v++ {
		f.Data.Version, f.ID = v, fmt.Sprintf("ann/%d", v)
		if got := w.bring(w.door, story.Bytes(f))[0]; got != done {
			t.Fatal(got)
		}
	}
	list := w.told("ann").Notifications
	if len(list) != tell.MaxTold || list[0].Version != tell.MaxTold+5 || list[tell.MaxTold-1].Version != 6 {
		t.Errorf("%d are listed, from %d to %d", len(list), list[0].Version, list[len(list)-1].Version)
	}
}

func TestWhatIsNotTold(t *testing.T) {
	w := newWorld(t, both)
	as := func(change func(*tasklist.Fact)) []byte {
		f := story.EveryType("ann")[6]
		change(&f)
		return story.Bytes(f)
	}
	for what, body := range map[string][]byte{
		"not a fact":   []byte(`"no"`),
		"another fact": story.Bytes(story.EveryType("ann")[0]),
		"no task":      as(func(f *tasklist.Fact) { f.Data.Task = nil }),
		"no moment":    as(func(f *tasklist.Fact) { f.Data.Change = json.RawMessage(`{}`) }),
		"a list of evil": as(func(f *tasklist.Fact) {
			f.Data.List, f.ID, f.PartitionKey = "a;b@evil.example", "a;b@evil.example/7", "a;b@evil.example"
		}),
	} {
		ringing := what != "another fact"
		clear(w.dapr.aside)
		if got := w.bring(w.door, body)[0]; got != done || ringing != slices.Equal(w.aside(dead), []string{string(body)}) {
			t.Errorf("%s: got %s and dead letters %q", what, got, w.aside(dead))
		}
		clear(w.dapr.aside)
		if code, _ := w.post(w.door, "/again", body); code != 200 || len(w.aside(dead)) != 1 {
			t.Errorf("%s, again: got %d and dead letters %q", what, code, w.aside(dead))
		}
	}
	w.dapr.fault = func(op, _ string) fault {
		if op == "publish" {
			return drops
		}
		return works
	}
	if got := w.bring(w.door, []byte(`"no"`))[0]; got != again {
		t.Errorf("a dead letter that was not taken: got %s", got)
	}
	if code, _ := w.post(w.door, "/again", []byte(`"no"`)); code != 503 {
		t.Errorf("a dead letter that was not taken, again: got %d", code)
	}
	if code, _ := w.post(w.door, "/facts", []byte("no")); code != 400 {
		t.Errorf("no delivery: got %d", code)
	}
	w.later(tell.TooOld)
	w.deliver(done)
	w.wants(0, 0)
}

func TestTheDoorIsForTheSidecar(t *testing.T) {
	cfg := both
	cfg.AppToken = "secret"
	w := newWorld(t, cfg)
	for token, want := range map[string]int{"": 401, "wrong": 401, "secret": 200} {
		if code, _ := w.post(w.door, "/facts", []byte(`{"entries":[]}`), "dapr-api-token", token); code != want {
			t.Errorf("token %q: got %d, want %d", token, code, want)
		}
	}
	w = newWorld(t, both)
	for user, want := range map[string]int{"": 400, "a b": 400, "ann": 200} {
		r := httptest.NewRequest("GET", "/notifications", nil)
		r.Header.Set("errand-user", user)
		rec := httptest.NewRecorder()
		w.door.ServeHTTP(rec, r)
		if rec.Code != want {
			t.Errorf("user %q: got %d, want %d", user, rec.Code, want)
		}
	}
	w.dapr.fault = func(string, string) fault { return drops }
	r := httptest.NewRequest("GET", "/notifications", nil)
	r.Header.Set("errand-user", "ann")
	rec := httptest.NewRecorder()
	w.door.ServeHTTP(rec, r)
	if body, _ := io.ReadAll(rec.Body); rec.Code != 503 || bytes.Contains(body, []byte("sidecar was lost")) {
		t.Errorf("store away: got %d %s", rec.Code, body)
	}
}
