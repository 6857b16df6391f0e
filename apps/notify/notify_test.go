package main

import (
	"encoding/json"
	"fmt"
	"mime"
	"mime/multipart"
	"net/mail"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/actors/tasklist/contract/story"
	"github.com/errandapp/errand/apps/notify/channel"
	"github.com/errandapp/errand/apps/notify/tell"
)

func TestAPersonIsTold(t *testing.T) {
	w := newWorld(t, both)
	w.deliver(done)
	w.wants(1, 1)

	in := w.dapr.of("mail")[0]
	if in.Operation != "send" || in.Metadata["emailFrom"] != "errand@example.com" || in.Metadata["emailTo"] != "ann@example.com" ||
		!strings.HasPrefix(in.Metadata["traceparent"], story.TraceParent[:35]) {
		t.Errorf("mail: %s %v", in.Operation, in.Metadata)
	}
	m, err := mail.ReadMessage(strings.NewReader(string(in.Data)))
	if err != nil {
		t.Fatal(err)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil || subject != "Due: Kauf Milch für Zoë 🥛" {
		t.Errorf("subject %q, %v", subject, err)
	}
	for header, want := range map[string]string{"To": "<ann@example.com>", "From": "Errand <errand@example.com>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"} {
		if got := m.Header.Get(header); got != want {
			t.Errorf("%s: %q", header, got)
		}
	}
	off := m.Header.Get("List-Unsubscribe")
	if !strings.HasPrefix(off, "<https://errand.example/v1/notifications/unsubscribe?token=ann.") {
		t.Errorf("List-Unsubscribe: %s", off)
	}
	kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/alternative" {
		t.Fatal(kind, err)
	}
	var kinds []string
	for parts := multipart.NewReader(m.Body, params["boundary"]); ; {
		part, err := parts.NextPart()
		if err != nil {
			break
		}
		var text strings.Builder
		if _, err := fmt.Fprint(&text, readString(t, part)); err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{"Kauf Milch für Zoë 🥛", "Due Monday, 23 November 2026, 08:10 (UTC)", "The *blue* one", "/v1/notifications/unsubscribe"} {
			if !strings.Contains(text.String(), want) {
				t.Errorf("%s lacks %q: %s", part.Header.Get("Content-Type"), want, &text)
			}
		}
		kinds = append(kinds, part.Header.Get("Content-Type"))
	}
	if diff := cmp.Diff([]string{"text/plain; charset=utf-8", "text/html; charset=utf-8"}, kinds); diff != "" {
		t.Error(diff)
	}

	hook := w.dapr.of("webhook")[0]
	signature, err := channel.Sign("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "ann/7", w.now(), hook.Data)
	if err != nil || hook.Operation != "post" || hook.Metadata[channel.WebhookID] != "ann/7" || hook.Metadata[channel.WebhookSignature] != signature {
		t.Errorf("webhook: got %+v, %v", hook, err)
	}
	var got map[string]any
	if err := json.Unmarshal(hook.Data, &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]any{
		"type": "task.came_due", "id": "ann/7", "timestamp": "2026-11-23T08:12:00Z",
		"data": map[string]any{
			"id": "ann/7", "list": "ann", "version": 7.0, "task": "task-1", "title": "Kauf Milch für Zoë 🥛", "notes": "The *blue* one", "priority": 2.0,
			"due": map[string]any{"date": "2026-11-23", "time": "08:10", "timeZone": "UTC"}, "dueAt": "2026-11-23T08:10:00Z", "rangAt": "2026-11-23T08:12:00Z",
		},
	}, got); diff != "" {
		t.Errorf("webhook (-want +got):\n%s", diff)
	}

	at := w.now()
	if diff := cmp.Diff([]tell.Told{{
		Task: "task-1", Version: 7, Title: "Kauf Milch für Zoë 🥛", DueAt: ringAt, ToldAt: at,
		Channels: []tell.Outcome{
			{Channel: "in-app", Outcome: "sent", At: at, Attempt: 1}, {Channel: "email", Outcome: "sent", At: at, Attempt: 1}, {Channel: "webhook", Outcome: "sent", At: at, Attempt: 1},
		},
		Attempts: []tell.Attempt{
			{Channel: "in-app", Attempt: 1, At: at, Outcome: "sent"}, {Channel: "email", Attempt: 1, At: at, Outcome: "sent"}, {Channel: "webhook", Attempt: 1, At: at, Outcome: "sent"},
		},
	}}, w.told("ann").Notifications); diff != "" {
		t.Errorf("notifications (-want +got):\n%s", diff)
	}
	if others := w.told("bob").Notifications; len(others) != 0 {
		t.Errorf("bob is shown %+v", others)
	}
	if w.dapr.asked != 0 || len(w.jobs()) != 0 {
		t.Errorf("%d lists asked, jobs %q: for nothing", w.dapr.asked, w.jobs())
	}
}

func TestToldOnceWhateverIsDeliveredAgain(t *testing.T) {
	w := newWorld(t, both)
	for range 3 {
		w.deliver(done)
		w.later(10 * time.Minute)
	}
	w.wants(1, 1)
	if list := w.told("ann").Notifications; len(list) != 1 || len(list[0].Attempts) != 3 {
		t.Errorf("listed as %+v", list)
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
	if list := w.told("ann").Notifications; len(list) != 1 || len(list[0].Channels) != 1 {
		t.Errorf("without channels: got %+v", list)
	}
	everything := both
	everything.NtfyURL = "https://ntfy.example"
	_, components := wire(everything, w.dapr, outside{registry: newRegistry()})
	if diff := cmp.Diff([]string{"shared", "secrets", "mail", "webhook", "ntfy"}, components); diff != "" {
		t.Error(diff)
	}
}

// A channel that fails is tried again by jobs, for as long as its plan says,
// and others are not. In the end it is a dead letter.
func TestAChannelThatFails(t *testing.T) {
	w := newWorld(t, both)
	away := true
	w.failing("mail", &away)
	w.deliver(done)
	w.wants(0, 1)
	if got := w.by("email"); got.Outcome != "waiting" || got.Error != "The mail server did not take it." || !got.NextAt.After(w.now()) || got.Attempt != 1 {
		t.Errorf("it is shown as %+v", got)
	}
	waited := w.ring()
	if got := w.by("email"); waited < 4*time.Second || waited > 6*time.Second || got.Outcome != "waiting" || got.Attempt != 2 {
		t.Errorf("after %v: %+v", waited, got)
	}
	away = false
	w.ring()
	w.wants(1, 1)
	if got := w.by("email"); got.Outcome != "sent" || got.Error != "" || got.Attempt != 3 {
		t.Errorf("after it went out: %+v", got)
	}
	if got := w.tries("email"); !slices.Equal(got, []string{"failed", "failed", "sent"}) {
		t.Errorf("receipts %q", got)
	}
	w.deliver(done)
	if len(w.jobs()) != 0 || len(w.deadLetters()) != 0 {
		t.Errorf("jobs %q and dead letters %v are left", w.jobs(), w.deadLetters())
	}
	w.wants(1, 1)
}

func TestAChannelThatFailsForGood(t *testing.T) {
	w := newWorld(t, both)
	away := true
	w.failing("webhook", &away)
	began := w.now()
	w.deliver(done)
	w.settle()
	w.wants(1, 0)
	if took := w.now().Sub(began); took < 21*time.Hour || took > 27*time.Hour {
		t.Errorf("given up after %v", took)
	}
	if dead := w.deadLetters(); len(dead) != 1 || dead[0].Fact != string(rang("ann")) {
		t.Errorf("dead letters: %v", dead)
	}
	if got := w.by("webhook"); got.Outcome != "failed" || got.Attempt != 9 || got.Error == "" {
		t.Errorf("it is shown as %+v", got)
	}
	if got := w.tries("webhook"); len(got) != 9 {
		t.Errorf("receipts %q", got)
	}
	away = false
	w.deliver(done)
	w.wants(1, 0)
}

// What the receiver says decides whether it is tried again, and when.
func TestWhatAReceiverSays(t *testing.T) {
	for _, c := range []struct {
		binding, status, after string
		want                   string
		wait                   time.Duration
	}{
		{"webhook", "404", "", "failed", 0},
		{"webhook", "410", "", "failed", 0},
		{"webhook", "301", "", "failed", 0},
		{"webhook", "500", "", "waiting", 5 * time.Second},
		{"webhook", "429", "120", "waiting", 2 * time.Minute},
		{"webhook", "503", ringAt.Add(time.Second + 50*365*24*time.Hour).Format("Mon, 02 Jan 2006 15:04:05 GMT"), "waiting", tell.MostWait},
		{"mail", "450", "", "waiting", 5 * time.Second},
		{"mail", "550", "", "failed", 0},
	} {
		w := newWorld(t, both)
		w.dapr.status[c.binding], w.dapr.header["Retry-After"] = c.status, c.after
		w.deliver(done)
		name := map[string]string{"mail": "email"}[c.binding]
		if name == "" {
			name = c.binding
		}
		got := w.by(name)
		if got.Outcome != c.want || c.want == "failed" && len(w.deadLetters()) != 1 {
			t.Errorf("%s %s: %+v, dead letters %v", c.binding, c.status, got, w.deadLetters())
		}
		if wait := got.NextAt.Sub(got.At); c.want == "waiting" && (wait < c.wait*9/10 || wait > c.wait*11/10) {
			t.Errorf("%s %s: tried again after %v, want about %v", c.binding, c.status, wait, c.wait)
		}
	}
}

// A task that is not to be done any more is not told of, hours later.
func TestDoneMeanwhile(t *testing.T) {
	for words, change := range map[string]func(*tasklist.Task){
		"Not told: done meanwhile.":                 func(t *tasklist.Task) { t.CompletedAt = ringAt.Add(time.Hour) },
		"Not told: removed meanwhile.":              func(t *tasklist.Task) { t.RemovedAt = ringAt.Add(time.Hour) },
		"Not told: snoozed meanwhile.":              func(t *tasklist.Task) { t.SnoozedUntil = ringAt.Add(5 * time.Hour) },
		"Not told: its date was changed meanwhile.": func(t *tasklist.Task) { t.Due = &tasklist.Due{Date: "2026-12-01", TimeZone: "UTC"} },
	} {
		w := newWorld(t, both)
		away := true
		w.failing("mail", &away)
		w.deliver(done)
		w.later(2 * time.Hour)
		away = false
		w.task(change)
		w.ring()
		w.wants(0, 1)
		if got := w.by("email"); got.Outcome != "not_told" || got.Error != words {
			t.Errorf("%s: got %+v", words, got)
		}
		if got := w.tries("email"); !slices.Equal(got, []string{"failed", "not_told"}) || len(w.jobs()) != 0 {
			t.Errorf("%s: receipts %q, jobs %q", words, got, w.jobs())
		}

		// And when the fact itself comes late.
		w = newWorld(t, both)
		w.later(2 * time.Hour)
		w.task(change)
		w.deliver(done)
		w.wants(0, 0)
		if got := w.by("webhook"); got.Outcome != "not_told" || got.Error != words {
			t.Errorf("%s, late: got %+v", words, got)
		}
	}
	w := newWorld(t, both)
	w.later(2 * time.Hour)
	w.task(func(t *tasklist.Task) { t.Title = "Another title" })
	w.deliver(done)
	w.wants(1, 1) // it still is to be done
}

// The list cannot be asked: it is asked again, and nothing is told before.
func TestTheListIsAway(t *testing.T) {
	w := newWorld(t, both)
	w.later(time.Hour)
	w.dapr.fault = func(op, _ string) fault {
		if op == "list" {
			return drops
		}
		return works
	}
	w.bringBriefly(t)
	w.wants(0, 0)
	if got := w.by("email"); got.Outcome != "waiting" || got.Attempt != 0 {
		t.Errorf("it is shown as %+v", got)
	}
	w.dapr.fault = nil
	w.settle()
	w.wants(1, 1)
	if got := w.by("email"); got.Outcome != "sent" || got.Attempt != 1 {
		t.Errorf("it is shown as %+v", got)
	}
}

// What is tried again waits for the end of quiet hours; a webhook does not.
func TestQuietHoursHoldWhatIsTriedAgain(t *testing.T) {
	w := newWorld(t, both)
	away := true
	w.dapr.fault = func(op, _ string) fault {
		if op == "send" && away {
			return drops
		}
		return works
	}
	w.deliver(done)
	w.dapr.set = tasklist.Settings{TimeZone: "UTC", QuietFrom: "08:00", QuietTo: "20:00"}
	away = false
	w.later(time.Minute)
	w.ring()
	w.ring()
	w.wants(0, 1)
	if got := w.by("email"); got.Outcome != "waiting" || !got.NextAt.Equal(time.Date(2026, 11, 23, 20, 0, 0, 0, time.UTC)) || got.Attempt != 1 {
		t.Errorf("it is shown as %+v", got)
	}
	w.ring()
	w.wants(1, 1)
}

// A crash while it was being sent: nobody knows, so it waits, and then it is
// sent again, under the same id.
func TestAnAbandonedClaim(t *testing.T) {
	w := newWorld(t, both)
	// The claim is there and nothing after it: as if the process had died.
	w.claim("ann/7/email", fmt.Sprintf(`{"state":"sending","by":"x","try":1,"at":%q}`, w.now().Format(time.RFC3339)))
	w.deliver(done)
	w.wants(0, 1)
	if waited := w.ring(); waited < tell.Abandoned-time.Second {
		t.Errorf("taken over after %v", waited)
	}
	w.wants(1, 1)
	if got := w.tries("email"); !slices.Equal(got, []string{"unknown", "sent"}) {
		t.Errorf("receipts %q", got)
	}
	w.later(tell.Abandoned)
	w.deliver(done)
	w.wants(1, 1)
}

func (w *world) claim(key, value string) {
	w.t.Helper()
	err := channel.NewStore(w.dapr).Write(w.t.Context(), tell.Write{Key: "notify/claim/" + key, Value: []byte(value), TTL: time.Hour})
	if err != nil {
		w.t.Fatal(err)
	}
}

// It was sent by somebody who died before it stood in the list: it is there
// when it is delivered again, and not sent again.
func TestSentButNotRemembered(t *testing.T) {
	w := newWorld(t, both)
	at := w.now()
	w.claim("ann/7/email", fmt.Sprintf(`{"state":"sent","by":"x","try":1,"at":%q}`, at.Format(time.RFC3339)))
	for range 2 {
		w.deliver(done)
		w.wants(0, 1)
	}
	if got := w.by("email"); got.Outcome != "sent" || !got.At.Equal(at) {
		t.Errorf("it is shown as %+v", got)
	}
}

// Every call fails in both ways, one after the other; Dapr delivers again
// until it hears success, and rings jobs.
func TestEveryCallFails(t *testing.T) {
	for _, mode := range []fault{drops, happens} {
		for failing := 0; ; failing++ {
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
			for deliveries := 1; w.bring(w.door, rang("ann"))[0] != done; deliveries++ {
				if deliveries > 10 {
					t.Fatalf("mode %d call %d: it never was taken", mode, failing)
				}
				w.later(5 * time.Second)
			}
			w.settle()
			if made <= failing {
				if failing < 7 {
					t.Errorf("only %d calls were made", made)
				}
				break
			}
			w.dapr.fault = nil
			// A send that failed but happened is sent again: at least once.
			mails, hooks := w.dapr.count("mail"), w.dapr.count("webhook")
			if mails < 1 || hooks < 1 || mails+hooks > 2+unheard {
				// What was written down too late is sent again as well.
				if mails > 2 || hooks > 2 {
					t.Errorf("mode %d call %d: %d mails and %d webhooks; %d happened unheard", mode, failing, mails, hooks, unheard)
				}
			}
			for _, c := range []string{"in-app", "email", "webhook"} {
				if got := w.by(c); got.Outcome != "sent" {
					t.Errorf("mode %d call %d: %s is shown as %+v", mode, failing, c, got)
				}
			}
			w.deliver(done)
			w.wants(mails, hooks)
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
			for w.bring(one, rang(list))[0] != done {
				time.Sleep(5 * time.Millisecond) // as Dapr would
			}
		})
	}
	wait.Wait()
	w.wants(3, 3)
	for i := range 3 {
		list := w.told(fmt.Sprintf("user-%d", i)).Notifications
		if len(list) != 1 || len(list[0].Channels) != 3 {
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
		"not a fact":    []byte(`"no"`),
		"another fact":  story.Bytes(story.EveryType("ann")[0]),
		"no task":       as(func(f *tasklist.Fact) { f.Data.Task = nil }),
		"no moment":     as(func(f *tasklist.Fact) { f.Data.Change = json.RawMessage(`{}`) }),
		"an id of evil": as(func(f *tasklist.Fact) { f.ID = "ann/.." }),
		"a list of evil": as(func(f *tasklist.Fact) {
			f.Data.List, f.ID, f.PartitionKey = "a;b@evil.example", "a;b@evil.example/7", "a;b@evil.example"
		}),
	} {
		ringing := what != "another fact"
		w.dapr.dead = nil
		if got := w.bring(w.door, body)[0]; got != done || ringing != (len(w.dapr.dead) == 1 && w.dapr.dead[0].Fact == string(body)) {
			t.Errorf("%s: got %s and dead letters %v", what, got, w.dapr.dead)
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
	if code, _ := w.ask("POST", "/facts", "no"); code != 400 {
		t.Errorf("no delivery: got %d", code)
	}
	if code, _ := w.ask("POST", "/job/no.such.job", ""); code != 404 {
		t.Errorf("no job: got %d", code)
	}
	w.dapr.fault = nil
	w.later(tell.TooOld)
	w.deliver(done)
	w.wants(0, 0)
	if got := w.by("email"); got.Outcome != "not_told" || got.Error != "Not told: it came due too long ago." {
		t.Errorf("it is shown as %+v", got)
	}
}

// A dead letter that cannot be written is tried until it is there; the message
// is not.
func TestADeadLetterThatCannotBeWritten(t *testing.T) {
	w := newWorld(t, both)
	w.dapr.status["webhook"] = "404"
	fails := 2
	w.dapr.fault = func(op, _ string) fault {
		if op == "publish" && fails > 0 {
			fails--
			return drops
		}
		return works
	}
	w.deliver(done)
	if got := w.by("webhook"); got.Outcome != "waiting" {
		t.Errorf("it is shown as %+v", got)
	}
	w.settle()
	if got := w.by("webhook"); got.Outcome != "failed" || got.Attempt != 1 || len(w.deadLetters()) != 1 {
		t.Errorf("it is shown as %+v, dead letters %v", got, w.deadLetters())
	}
}

func TestTheDoorIsForTheSidecar(t *testing.T) {
	cfg := both
	cfg.AppToken = "secret"
	w := newWorld(t, cfg)
	for token, want := range map[string]int{"": 401, "wrong": 401, "secret": 200} {
		if code, _ := w.ask("POST", "/facts", `{"entries":[]}`, "dapr-api-token", token); code != want {
			t.Errorf("token %q: got %d, want %d", token, code, want)
		}
	}
	w = newWorld(t, both)
	for user, want := range map[string]int{"": 400, "a b": 400, "ann": 200} {
		if code, _ := w.ask("GET", "/notifications", "", "errand-user", user); code != want {
			t.Errorf("user %q: got %d, want %d", user, code, want)
		}
	}
	w.dapr.fault = func(string, string) fault { return drops }
	if code, body := w.ask("GET", "/notifications", ""); code != 503 || strings.Contains(body, "sidecar was lost") {
		t.Errorf("store away: got %d %s", code, body)
	}
}
