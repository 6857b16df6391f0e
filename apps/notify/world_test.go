package main

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/actors/tasklist/contract/story"
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
	SMTPHost: "localhost", SMTPPort: 25, WebhookURL: "http://localhost/hook", PublicURL: "https://errand.example/",
	MailFrom: "errand@example.com", MailTo: "{user}@example.com",
}

// rang is the fact that rings in story.EveryType: due at ringAt, two minutes
// late.
func rang(list string) []byte { return story.Bytes(story.EveryType(list)[6]) }

var ringAt = time.Date(2026, 11, 23, 8, 10, 0, 0, time.UTC)

func newWorld(t *testing.T, cfg Config) *world {
	w := &world{t: t, clock: ringAt.Add(2*time.Minute + time.Second)}
	w.dapr = newFake(t, w.now)
	for _, list := range []string{"ann", "bob"} {
		f := story.EveryType(list)[6]
		w.dapr.tasks[list+"/"+f.Data.Task.ID] = *f.Data.Task
	}
	w.door = w.replica(cfg)
	return w
}

// replica is one more notify on the same sidecar.
func (w *world) replica(cfg Config) http.Handler {
	entry, _ := wire(cfg, w.dapr, outside{now: w.now, newName: rand.Text, log: slog.New(slog.DiscardHandler), registry: prometheus.NewRegistry()})
	return entry.Handler()
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

// task changes ann's task, as its list would.
func (w *world) task(change func(*tasklist.Task)) {
	w.dapr.mu.Lock()
	defer w.dapr.mu.Unlock()
	task := w.dapr.tasks["ann/task-1"]
	change(&task)
	w.dapr.tasks["ann/task-1"] = task
}

func (w *world) ask(method, path, body string, header ...string) (int, string) {
	w.t.Helper()
	r := httptest.NewRequest(method, path, bytes.NewReader([]byte(body)))
	r.Header.Set("errand-user", "ann")
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	rec := httptest.NewRecorder()
	w.door.ServeHTTP(rec, r)
	return rec.Code, strings.TrimSpace(rec.Body.String())
}

// bring delivers facts as Dapr does, and returns what is said of each.
func (w *world) bring(door http.Handler, facts ...[]byte) (statuses []string) {
	w.t.Helper()
	type entry struct {
		ID    string `json:"entryId"`
		Event []byte `json:"event"` // base64, as with rawPayload
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
	rec := httptest.NewRecorder()
	door.ServeHTTP(rec, httptest.NewRequest("POST", "/facts", bytes.NewReader(raw)))
	var answer struct {
		Statuses []struct{ EntryID, Status string }
	}
	if err := json.Unmarshal(rec.Body.Bytes(), &answer); err != nil || rec.Code != 200 || len(answer.Statuses) != len(facts) {
		w.t.Fatalf("%d facts: %d %s", len(facts), rec.Code, rec.Body)
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
	if got := w.bring(w.door, rang("ann"))[0]; got != want {
		w.t.Errorf("delivery: got %s, want %s", got, want)
	}
}

const done, again = "SUCCESS", "RETRY"

// jobs are the jobs that are set, the next one first.
func (w *world) jobs() (names []string) {
	w.dapr.mu.Lock()
	defer w.dapr.mu.Unlock()
	for name := range w.dapr.jobs {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int { return w.dapr.jobs[a].Compare(w.dapr.jobs[b]) })
	return names
}

// ring moves the clock to the next job and lets it ring, as often as it takes.
// What is not ended rings again a minute later. It returns how long that was.
func (w *world) ring() time.Duration {
	w.t.Helper()
	names := w.jobs()
	if len(names) == 0 {
		w.t.Fatal("no job is set")
	}
	name := names[0]
	at := w.dapr.jobAt(name)
	began := w.now()
	w.later(max(0, at.Sub(began)))
	for tries := 1; ; tries++ {
		code, said := w.ask("POST", "/job/"+name, "")
		if code == 200 {
			break
		}
		if code == 503 && w.dapr.jobAt(name).IsZero() {
			break // it was ended, though that seemed to fail
		}
		if code != 503 || tries > 30 {
			w.t.Fatalf("job %s: %d %s", name, code, said)
		}
		w.later(5 * time.Second)
	}
	w.dapr.ringsAgain(name, at)
	return w.now().Sub(began)
}

// settle lets all jobs ring.
func (w *world) settle() {
	w.t.Helper()
	for n := 0; len(w.jobs()) > 0; n++ {
		if n > 50 {
			w.t.Fatalf("jobs without end: %q", w.jobs())
		}
		w.ring()
	}
}

func (w *world) told(user string) (list struct {
	Notifications []tell.Told
	Seen          uint64
}) {
	w.t.Helper()
	code, said := w.ask("GET", "/notifications", "", "errand-user", user)
	if err := json.Unmarshal([]byte(said), &list); err != nil || code != 200 {
		w.t.Fatalf("notifications: %d %s %v", code, said, err)
	}
	return list
}

// by is how it stands with ann's only notification on a channel.
func (w *world) by(channel string) tell.Outcome {
	w.t.Helper()
	list := w.told("ann").Notifications
	if len(list) != 1 {
		w.t.Fatalf("%d are listed", len(list))
	}
	for _, o := range list[0].Channels {
		if o.Channel == channel {
			return o
		}
	}
	return tell.Outcome{}
}

// tries are the outcomes of the tries on a channel.
func (w *world) tries(channel string) (all []string) {
	w.t.Helper()
	for _, a := range w.told("ann").Notifications[0].Attempts {
		if a.Channel == channel {
			all = append(all, a.Outcome)
		}
	}
	return all
}

func (w *world) wants(mails, hooks int) {
	w.t.Helper()
	if m, h := w.dapr.count("mail"), w.dapr.count("webhook"); m != mails || h != hooks {
		w.t.Errorf("%d mails and %d webhooks, want %d and %d", m, h, mails, hooks)
	}
}

func (w *world) deadLetters() []deadLetter {
	w.dapr.mu.Lock()
	defer w.dapr.mu.Unlock()
	return slices.Clone(w.dapr.dead)
}

// failing lets a binding fail while on is true.
func (w *world) failing(binding string, on *bool) {
	w.dapr.fault = func(op, key string) fault {
		if *on && op == "send" && key == binding {
			return drops
		}
		return works
	}
}
