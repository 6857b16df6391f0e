//go:build e2e

package e2e

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/errandapp/errand/deploy/local/stack"
)

// TestMembersComeAndGo: under load a second audit and a second notify join
// their groups, the first ones go, by SIGKILL and politely, and come back.
// Nothing is recorded twice or missing, and whoever has something due is told
// of it once.
func TestMembersComeAndGo(t *testing.T) {
	mend(t)
	topic := readKafka(t)
	l := startLoad(t, 24, 6, overAPI(t))
	l.await(100)
	var who []person
	rings := func() { who = append(who, due(t, 13)...) } // of most partitions
	recordedAll := func() { t.Helper(); catchesUp(t, l) }

	second := replica(t, "audit")
	third := replica(t, "notify")
	rings()
	l.await(200)
	recordedAll()

	must(t, system.Kill("audit")) // its partitions are the second's soon
	l.await(200)
	recordedAll()
	must(t, system.Restart(t.Context(), "audit"))
	l.await(100)
	leave(t, second.Name)
	leave(t, third.Name)
	rings()
	l.await(200)
	recordedAll()

	for _, p := range who {
		within(t, 60*time.Second, "the receipts of "+p.user, func() error { return toldOnce(p) })
	}
	l.checkAll(topic)
}

// replica starts an app once more; it goes with the test.
func replica(t *testing.T, app string) stack.App {
	t.Helper()
	return replicaWith(t, app, nil)
}

func replicaWith(t *testing.T, app string, env map[string]string) stack.App {
	t.Helper()
	name := app + "-" + uuid.NewString()[:8]
	at, err := system.Replica(t.Context(), app, name, env)
	t.Cleanup(func() { leave(t, name) })
	must(t, err)
	return at
}

// leave stops an app and its sidecar politely and for good.
func leave(t *testing.T, name string) {
	t.Helper()
	for _, part := range []string{name, name + "/daprd"} {
		p, err := system.Process(part)
		must(t, err)
		p.Stop(time.Now().Add(5 * time.Second))
	}
}

// toldOnce: the person has one receipt, of all channels, and got one mail and
// one call.
func toldOnce(p person) error {
	if err := sentTo(p); err != nil {
		return err
	}
	if err := oneMailWith(p.user); err != nil {
		return err
	}
	if n := webhook.with(p.user); n != 1 {
		return fmt.Errorf("%d calls", n)
	}
	return nil
}
