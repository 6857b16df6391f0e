//go:build e2e

package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"
	"time"
)

// TestNothingStaysUntold kills the host of the lists between save and tell:
// nobody touches those lists any more, and yet their facts are told, because
// each save was covered by a wake-up at most a minute ahead. That minute is
// used to kill notify while it tells people what came due.
func TestNothingStaysUntold(t *testing.T) {
	mend(t)
	topic := readKafka(t)
	untold := killBetweenSaveAndTell(t)
	back := time.Now()
	t.Run("notify is killed while it tells", notifyIsKilled)

	sizes := untold.sizes()
	limit := max(time.Second, 75*time.Second-time.Since(back))
	untold.checkFacts(limit, topic, sizes)
	untold.checkAudit(10*time.Second, sizes)
	last, err := query[time.Time](`select max(recorded_at) from audit.facts where list = any ($1)`, untold.lists)
	must(t, err)
	t.Logf("the last fact was told %.0f s after the host was back", last.Sub(back).Seconds())
	untold.checkLists(readAPI(t)) // only now may they be touched
}

// killBetweenSaveAndTell adds tasks to old and to new lists while Kafka is
// frozen, kills the host, and brings all back. The load says what was
// acknowledged and cannot have been told.
func killBetweenSaveAndTell(t *testing.T) *load {
	t.Helper()
	l := newLoad(t, 8)
	add := func(lists ...string) {
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		defer cancel()
		for _, list := range lists {
			l.add(ctx, list, overAPI(t))
		}
	}
	old := l.lists[:4]
	add(old...)
	for _, list := range old {
		within(t, 20*time.Second, "what was told before", func() error {
			if n := audited(t, list); n != 1 {
				return fmt.Errorf("%d facts", n)
			}
			return nil
		})
	}

	must(t, system.Pause("kafka"))
	add(l.lists...)
	add(l.lists...)
	unheard := func() {
		t.Helper()
		for i, list := range l.lists {
			want := 0
			if i < len(old) {
				want = 1
			}
			if n := audited(t, list); n != want {
				t.Fatalf("the audit has %d facts of %s, and %d could be told", n, list, want)
			}
			n, err := query[int](`select jsonb_array_length(convert_from(value, 'UTF8')::jsonb -> 'untold') from state where key = $1`,
				"tasks||TaskList||"+list+"||head")
			must(t, err)
			if n < 2 {
				t.Fatalf("%d facts are in the outbox of %s", n, list)
			}
		}
	}
	unheard()
	must(t, system.Kill("tasks"), system.Kill("tasks/daprd"))
	// What the host had sent lies in the socket of the frozen broker: it goes
	// with the broker, or the test would prove nothing.
	must(t, system.Kill("kafka"), system.Restart(t.Context(), "kafka"))
	time.Sleep(2 * time.Second)
	unheard()
	must(t, restartAll(t.Context(), "tasks/daprd", "tasks"))
	return l
}

// notifyIsKilled kills notify, then its sidecar, while a webhook is being
// called. Everybody is told everything all the same; a receiver that heard it
// twice could tell by the id.
func notifyIsKilled(t *testing.T) {
	told := func(who []person, limit time.Duration) {
		t.Helper()
		for _, p := range who {
			within(t, limit, "the receipts of "+p.user, func() error { return sentTo(p) })
		}
	}

	// Nobody is killed, but the webhook fails at first.
	calm := due(t, 4)
	webhook.failNext(6)
	told(calm, 60*time.Second)
	for _, p := range calm {
		must(t, oneMailWith(p.user))
		if n := webhook.with(p.user); n != 1 {
			t.Errorf("%d calls for one moment that nobody disturbed", n)
		}
	}

	var hurt []person
	for _, victim := range []string{"notify", "notify/daprd"} {
		release := webhook.hold()
		t.Cleanup(release)
		hurt = append(hurt, due(t, 6)...)
		within(t, 40*time.Second, "notify calls the webhook", func() error {
			if webhook.holding() == 0 {
				return fmt.Errorf("no call")
			}
			return nil
		})
		held := webhook.holding()
		must(t, system.Crash(victim))
		release()
		must(t, system.AwaitReady(t.Context(), victim))
		t.Logf("%s was killed in the middle of %d calls", victim, held)
	}
	told(hurt, 150*time.Second)
	for _, p := range hurt {
		mails, err := mailsWith(p.user)
		must(t, err)
		calls := webhook.bodies(p.user)
		if len(mails) == 0 || len(calls) == 0 {
			t.Errorf("%s got %d mails and %d calls", p.user, len(mails), len(calls))
		}
		for _, raw := range calls {
			var call struct{ ID string }
			must(t, json.Unmarshal([]byte(raw), &call))
			if want := p.user + "/2"; call.ID != want {
				t.Errorf("a call has id %q: the receiver cannot know a repeat of %s", call.ID, want)
			}
		}
		if len(mails) > 1 || len(calls) > 1 {
			t.Logf("%s got %d mails and %d calls", p.user, len(mails), len(calls))
		}
	}
}

// due makes so many people with one task each that comes due in a moment.
func due(t *testing.T, n int) []person {
	t.Helper()
	var who []person
	at := time.Now().Add(2 * time.Second)
	for range n {
		p := someone(t)
		p.again(201, 30*time.Second, "POST", "/v1/tasks", newTask("Due for "+p.user, at))
		who = append(who, p)
	}
	return who
}

// sentTo: the person has receipts of one due moment, sent by both channels.
func sentTo(p person) error {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	a, err := p.try(ctx, "GET", "/v1/notifications", "")
	if err != nil || a.status != 200 {
		return fmt.Errorf("%d %v", a.status, err)
	}
	return sentOnce(a)
}

// sentOnce: one due moment, on the page and sent by both other channels.
func sentOnce(a answer) error {
	if len(a.Notifications) != 1 || len(a.Notifications[0].Channels) != 3 {
		return fmt.Errorf("%+v", a.Notifications)
	}
	for _, c := range a.Notifications[0].Channels {
		if c.Outcome != "sent" {
			return fmt.Errorf("%+v", c)
		}
	}
	return nil
}
