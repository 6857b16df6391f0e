package main

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/notify/tell"
)

var mailOnly = Config{SMTPHost: "localhost", SMTPPort: 25, MailFrom: "errand@example.com", MailTo: "{user}@example.com"}

// atOnce lets jobs ring at the same time, and those that must come again do.
func (w *world) atOnce(jobs []string) {
	w.t.Helper()
	var rings sync.WaitGroup
	for _, job := range jobs {
		rings.Go(func() { w.ask("POST", "/job/"+job, "") })
	}
	rings.Wait()
	w.settle()
}

// While a digest is sent so many are put aside that another comes at once.
// Nothing is part of both.
func TestTwoDigestsAtOnce(t *testing.T) {
	w := newWorld(t, mailOnly)
	w.choose(`{"digest":"all"}`)
	facts := ringing("ann", 2*tell.MaxDigest)
	w.bring(w.door, facts[:tell.MaxDigest]...)
	first := w.jobs()[0]
	w.later(2 * time.Second)
	w.dapr.midway = func() {
		w.bring(w.door, facts[tell.MaxDigest:]...)
		for _, job := range w.jobs() {
			if job != first {
				w.ask("POST", "/job/"+job, "")
			}
		}
	}
	w.ask("POST", "/job/"+first, "")
	w.settle()
	parts := 0
	for _, m := range w.dapr.of("mail") {
		parts += strings.Count(string(m.Data), "<li>")
	}
	if mails := w.dapr.count("mail"); mails != 2 || parts != len(facts) {
		t.Errorf("%d parts in %d mails, of %d facts", parts, mails, len(facts))
	}
}

// She turns the digest off in the second in which it rings.
func TestNoDigestAnyMoreJustNow(t *testing.T) {
	w := newWorld(t, mailOnly)
	w.choose(`{"digest":"all"}`)
	w.deliver(done)
	job := w.jobs()[0]
	w.later(w.dapr.jobAt(job).Sub(w.now()))
	w.choose(`{"digest":"none"}`)
	jobs := w.jobs()
	w.later(time.Second)
	w.atOnce(jobs)
	w.wants(1, 0)
}

// A digest that is moved comes at the new time alone.
func TestADigestIsMoved(t *testing.T) {
	w := newWorld(t, mailOnly)
	w.choose(`{"digest":"all","digestAt":"18:00"}`)
	w.deliver(done)
	w.choose(`{"digestAt":"21:00"}`)
	for w.dapr.count("mail") == 0 {
		w.ring()
	}
	if h := w.now().Hour(); h != 21 || len(w.jobs()) > 0 {
		t.Errorf("it came at %d, and there are jobs: %q", h, w.jobs())
	}
}

// A digest whose mail failed waits for quiet hours to end, and is not sent
// when all its parts are done by then.
func TestADigestThatIsTriedAgain(t *testing.T) {
	for _, finished := range []bool{false, true} {
		w := newWorld(t, mailOnly)
		w.choose(`{"digest":"all","digestAt":"21:59"}`)
		w.dapr.set = tasklist.Settings{QuietFrom: "22:00", QuietTo: "07:00"}
		failing := true
		w.failing("mail", &failing)
		w.deliver(done)
		for range 3 { // at 21:59, 5 s and 30 s later
			w.ring()
		}
		failing = false
		if finished {
			w.task(func(task *tasklist.Task) { task.CompletedAt = w.now() })
		}
		w.settle()
		if finished {
			w.wants(0, 0)
			continue
		}
		w.wants(1, 0)
		if h := w.now().Hour(); h < 7 || h >= 22 {
			t.Errorf("it came at %v", w.now())
		}
	}
}

// What was done meanwhile waits for no digest any more.
func TestWhatIsDoneIsNotPutAside(t *testing.T) {
	w := newWorld(t, mailOnly)
	w.choose(`{"digest":"all"}`)
	w.deliver(done)
	w.task(func(task *tasklist.Task) { task.CompletedAt = w.now() })
	w.settle()
	w.task(func(task *tasklist.Task) { task.CompletedAt = time.Time{} })
	w.choose(`{"digestAt":"20:00"}`)
	w.wants(0, 0)
	if jobs := w.jobs(); len(jobs) > 0 {
		t.Errorf("jobs %q", jobs)
	}
}
