package main

import (
	"bytes"
	"crypto/rand"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/client_golang/prometheus"

	"github.com/errandapp/errand/actors/tasklist/contract/story"
)

// away lets no list be asked while on is true.
func (w *world) away(on *bool) {
	w.dapr.fault = func(op, _ string) fault {
		if *on && op == "list" {
			return drops
		}
		return works
	}
}

// One list that cannot be asked holds nobody up: it is asked once for all that
// rings for it, and jobs ask again.
func TestAListThatIsAwayIsAskedOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, mailOnly)
		w.later(40 * time.Second)
		away := true
		w.away(&away)
		began := time.Now()
		facts := append(ringing("ann", 30), ringing("bob", 1)...)
		if got := w.bring(w.door, facts...); !cmp.Equal(got, answers(done, len(facts))) {
			t.Error(got)
		}
		if took := time.Since(began); took > 10*time.Second {
			t.Errorf("it took %v", took)
		}
		if jobs := w.jobs(); len(jobs) != len(facts) {
			t.Errorf("%d jobs", len(jobs))
		}
	})
}

// Whoever wants a digest gets one, though her list is away when a task comes
// due, and though its time zone cannot be asked.
func TestADigestWhoseListIsAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, late := range []time.Duration{0, 40 * time.Second} {
			w := newWorld(t, mailOnly)
			w.choose(`{"digest":"all"}`)
			w.later(late)
			away := true
			w.away(&away)
			w.deliver(done)
			away = false
			for w.dapr.count("mail") == 0 {
				w.ring()
			}
			if h := w.now().Hour(); h != 18 {
				t.Errorf("%v late: it came at %v", late, w.now())
			}
			w.settle()
			w.wants(1, 0)
		}
	})
}

// What came due days ago and rang just now, after an outage, is told when its
// list can be asked again.
func TestALateReminderWhoseListIsAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, mailOnly)
		raw := bytes.ReplaceAll(rang("ann"), []byte(`"dueAt":"2026-11-23T08:10:00Z"`), []byte(`"dueAt":"2026-11-20T08:10:00Z"`))
		w.later(40 * time.Second)
		away := true
		w.away(&away)
		w.bring(w.door, raw)
		w.ring()
		away = false
		w.settle()
		w.wants(1, 0)
	})
}

// A moment that is in the year 10000 once it is in UTC cannot be written: such
// a fact is a dead letter.
func TestAMomentBeyondTime(t *testing.T) {
	w := newWorld(t, both)
	for _, at := range []string{"9999-12-31T23:59:59-01:00", "0000-12-31T23:00:00+00:00"} {
		raw := bytes.ReplaceAll(rang("ann"), []byte(`"dueAt":"2026-11-23T08:10:00Z"`), []byte(`"dueAt":"`+at+`"`))
		if bytes.Equal(raw, rang("ann")) {
			t.Fatalf("%s", raw)
		}
		w.bring(w.door, raw)
	}
	if dead := w.deadLetters(); len(dead) != 2 {
		t.Errorf("%d dead letters", len(dead))
	}
	w.wants(0, 0)
}

// A dead letter is the fact as it came, to the byte.
func TestADeadLetterIsTheFact(t *testing.T) {
	w := newWorld(t, Config{WebhookURL: both.WebhookURL})
	raw := bytes.Replace(story.Bytes(story.EveryType("ann")[6]), []byte(`Kauf`), []byte(`<Kauf> & `), 1)
	failing := true
	w.failing("webhook", &failing)
	w.bring(w.door, raw)
	w.settle()
	if dead := w.deadLetters(); len(dead) != 1 || dead[0].Fact != string(raw) {
		t.Errorf("got %+v\nwant %s", dead, raw)
	}
}

// Whoever has the address of a browser can send there: the log has only its
// host.
func TestNoAddressesInTheLog(t *testing.T) {
	w := newWorld(t, all)
	var logged bytes.Buffer
	entry, _ := wire(all, w.dapr, outside{now: w.now, newName: rand.Text, log: slog.New(slog.NewTextHandler(&logged, nil)), registry: prometheus.NewRegistry()})
	w.door = entry.Handler()
	s := newPushService(t)
	w.ok("POST", "/notifications/push", browser(t, s.URL+"/send/KNOWS-THIS", "Phone"))
	s.Close()
	w.deliver(done)
	w.ok("POST", "/notifications/test", "")
	if said := logged.String(); strings.Contains(said, "KNOWS-THIS") || !strings.Contains(said, "127.0.0.1") {
		t.Error(said)
	}
}
