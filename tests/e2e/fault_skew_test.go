//go:build e2e

package e2e

import (
	"fmt"
	"testing"
	"time"

	"github.com/errandapp/errand/deploy/local/stack"
)

// TestClocksDiffer runs three hosts of the lists, one with a clock that is
// ahead and one with a clock that is behind. Lists move from one to another
// when the first is killed. Versions have no gaps, and everybody is told once,
// at most as early and late as the clocks are apart. (Two minutes, in virtual
// time, are in actors/tasklist/host.)
func TestClocksDiffer(t *testing.T) {
	const skew = 12 * time.Second
	mend(t)
	topic := readKafka(t)
	fast := replicaWith(t, "tasks", map[string]string{"ERRAND_TEST_CLOCK_AHEAD": skew.String()})
	slow := replicaWith(t, "tasks", map[string]string{"ERRAND_TEST_CLOCK_AHEAD": (-skew).String()})
	l := startLoad(t, 24, 4, overAPI(t))
	l.await(50)

	at := time.Now().Add(skew + 6*time.Second).Truncate(time.Second)
	var who []person
	for range 30 {
		p := someone(t)
		p.again(201, 30*time.Second, "POST", "/v1/tasks", newTask("Due for "+p.user, at))
		who = append(who, p)
	}
	l.await(50)
	for _, host := range []stack.App{fast, slow} {
		if turnsOf(t, host, "AddTask")+turnsOf(t, host, "RingDue") == 0 {
			t.Errorf("%s has hosted nothing", host.Name)
		}
	}
	rung := func() (n int) {
		for _, p := range who {
			if topic.has(p.user, "errand.task.came_due") == nil {
				n++
			}
		}
		return n
	}
	if n := rung(); n > 0 && time.Now().Before(at.Add(-skew)) {
		t.Errorf("%d tasks came due more than %v early", n, skew)
	}
	must(t, system.Crash(fast.Name)) // its lists go to clocks that are behind its own
	l.await(50)
	time.Sleep(time.Until(at.Add(skew)))
	for _, p := range who {
		within(t, 30*time.Second, "the receipts of "+p.user, func() error { return toldOnce(p) })
	}
	late := time.Since(at)
	t.Logf("all were told %.1f s after their moment", late.Seconds())
	for _, p := range who {
		rings := 0
		for _, f := range topic.of(p.user) {
			if f.Type == "errand.task.came_due" {
				rings++
			}
		}
		if rings != 1 {
			t.Errorf("%s: one task came due %d times", p.user, rings)
		}
	}
	if n := turnsOf(t, slow, "RingDue"); n > 500 {
		t.Errorf("%s was woken %d times for %d due moments: on and on", slow.Name, n, len(who))
	}
	l.checkAll(topic)
}

// turnsOf is how many turns of a command a host has brought to an end.
func turnsOf(t *testing.T, at stack.App, command string) int {
	t.Helper()
	return counted(t, at, fmt.Sprintf(`errand_turn_seconds_count{command=%q,outcome="ok"}`, command))
}
