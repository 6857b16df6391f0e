//go:build e2e

package e2e

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"
)

// TestSchedulerIsAway: without reminders only those commands go on that a
// wake-up already covers, and what was set rings once when they are back.
func TestSchedulerIsAway(t *testing.T) {
	mend(t)
	frames := map[string]*facts{}
	ann, bob, cat := someone(t), someone(t), someone(t)
	for _, p := range []person{ann, bob, cat} {
		frames[p.user], _ = watch(t, p, 0)
	}
	tag := ann.user[len(ann.user)-8:]
	ann.adds("Arms the wake-up for the next minute", time.Time{})
	during := time.Now().Add(5 * time.Second).Truncate(time.Second)
	after := time.Now().Add(16 * time.Second).Truncate(time.Second)
	missed := bob.adds("Due without a scheduler "+tag, during)
	later := cat.adds("Due with the next scheduler "+tag, after)

	must(t, system.Kill("scheduler"))
	const soon = 12 * time.Second
	ann.adds("Covered already", time.Time{})
	early := newTask("Wants an earlier wake-up", time.Now().Add(10*time.Second))
	ann.away(soon, "POST", "/v1/tasks", early)
	newcomer, first := someone(t), newTask("The first of a list", time.Time{})
	newcomer.away(soon, "POST", "/v1/tasks", first)
	if list := newcomer.list(); list.Version != 0 {
		t.Errorf("a command that was not acknowledged led to version %d", list.Version)
	}
	ann.adds("Still covered", time.Time{})
	time.Sleep(time.Until(during.Add(time.Second)))
	if len(frames[bob.user].of(bob.user)) != 1 {
		t.Errorf("something rang without a scheduler: %+v", frames[bob.user].of(bob.user))
	}

	must(t, system.Restart(t.Context(), "scheduler"))
	back := time.Now()
	if back.After(after) {
		t.Logf("the scheduler was back only %v after the second moment", back.Sub(after))
	}
	newcomer.again(201, 40*time.Second, "POST", "/v1/tasks", first)
	t.Logf("new lists work %.1f s after the scheduler is back", time.Since(back).Seconds())
	if a := ann.again(201, 40*time.Second, "POST", "/v1/tasks", early); a.Version < 4 {
		t.Errorf("version %d after four commands", a.Version)
	}

	for _, ring := range []struct {
		who   person
		task  string
		title string
		due   time.Time
	}{
		{bob, missed, "Due without a scheduler " + tag, during},
		{cat, later, "Due with the next scheduler " + tag, after},
	} {
		within(t, 60*time.Second, ring.title, func() error { return frames[ring.who.user].has(ring.who.user, "errand.task.came_due") })
		within(t, 30*time.Second, "the mail: "+ring.title, func() error { return oneMailWith(ring.title) })
		within(t, 30*time.Second, "the webhook: "+ring.title, func() error {
			if n := webhook.with(ring.task); n != 1 {
				return fmt.Errorf("%d calls", n)
			}
			return nil
		})
		rung := frames[ring.who.user].of(ring.who.user)[1]
		t.Logf("%s: rang %.1f s after its second", ring.title, rung.Time.Sub(ring.due).Seconds())
	}
	// Once, also a while later.
	time.Sleep(3 * time.Second)
	for who, task := range map[person]string{bob: missed, cat: later} {
		if got := frames[who.user].of(who.user); len(got) != 2 {
			t.Errorf("%d facts about one task that was added and rang", len(got))
		}
		if n := webhook.with(task); n != 1 {
			t.Errorf("%d webhook calls about one ring", n)
		}
	}
	for _, title := range []string{"Due without a scheduler " + tag, "Due with the next scheduler " + tag} {
		must(t, oneMailWith(title))
	}
}

// newTask is the request for a task with an id of its own.
func newTask(title string, due time.Time) string {
	body := map[string]any{"id": uuid.Must(uuid.NewV7()).String(), "title": title}
	if !due.IsZero() {
		body["due"] = map[string]string{"date": due.UTC().Format("2006-01-02"), "time": due.UTC().Format("15:04:05"), "timeZone": "UTC"}
	}
	raw, err := json.Marshal(body)
	if err != nil {
		panic(err) // of strings
	}
	return string(raw)
}
