//go:build e2e

package e2e

import (
	"context"
	"fmt"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/actors/tasklist/remote"
)

// TestListsMoveAwayAndBack: the sidecar of one of two hosts is killed, as when
// it runs out of memory; the host lives on, and nobody tells it that its lists
// are elsewhere. The other host writes them all. When they are back, none is
// read as it was before.
func TestListsMoveAwayAndBack(t *testing.T) {
	shared := system
	t.Cleanup(func() { system = shared })
	system = startHosts(t, "stream")
	_, err := system.Replica(t.Context(), "tasks", "tasks-2", nil)
	must(t, err)
	lists := remote.New(sidecarOf(t, probeApp))
	const n = 48
	name := func(i int) string { return fmt.Sprint("moved-", i) }
	add := func(round int) {
		t.Helper()
		var all errgroup.Group
		for i := range n {
			all.Go(func() error {
				id := fmt.Sprintf("r%d-%d", round, i)
				c := tasklist.Command{ID: "c-" + id, Verb: tasklist.AddTask{ID: id, Content: tasklist.Content{Title: "Moved"}}}
				var err error
				for began := time.Now(); time.Since(began) < time.Minute; time.Sleep(200 * time.Millisecond) {
					ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
					_, err = lists.Do(ctx, name(i), c)
					cancel()
					if err == nil {
						return nil
					}
				}
				return err
			})
		}
		must(t, all.Wait())
	}
	add(1)
	must(t, system.Kill("tasks/daprd"))
	add(2)
	must(t, system.Restart(t.Context(), "tasks/daprd"), system.AwaitReady(t.Context(), "tasks"))
	stale := 0
	for range 5 { // while they move back
		for i := range n {
			var r tasklist.Reply
			within(t, 30*time.Second, name(i), func() (err error) {
				r, err = lists.List(t.Context(), name(i), tasklist.Query{Done: true})
				return err
			})
			if r.Version < 2 {
				stale++
			}
		}
		time.Sleep(time.Second)
	}
	if stale > 0 {
		t.Errorf("%d of %d times a list was read as it was before", stale, 5*n)
	}
	add(3)
}
