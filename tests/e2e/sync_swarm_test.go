//go:build e2e

package e2e

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"github.com/errandapp/errand/tests/load/swarm"
)

// A crowd is a swarm of clients, and what it needs of the system. tests/load
// is the same with thousands.
type crowd struct {
	t     *testing.T
	api   *swarm.API
	lists []string
	w     *swarm.Writer
	stop  context.CancelFunc
	ended chan error
}

// newCrowd makes lists and keeps adding to them.
func newCrowd(t *testing.T, lists int, rate float64) *crowd {
	c := &crowd{t: t, api: swarm.NewAPI(system.URL, 32), ended: make(chan error, 1)}
	run := uuid.NewString()[:8]
	for i := range lists {
		c.lists = append(c.lists, fmt.Sprintf("swarm-%s-%d", run, i))
	}
	c.w = &swarm.Writer{Swarm: swarm.New(c.options(system.URL, 0)), Rate: rate, Write: c.api.Add(c.lists)}
	ctx, stop := context.WithCancel(context.Background())
	c.stop = stop
	go func() { c.ended <- c.w.Run(ctx, 30*time.Second) }()
	t.Cleanup(stop)
	return c
}

func (c *crowd) options(address string, clients int) swarm.Options {
	return swarm.Options{Lists: c.lists, Clients: clients, Address: "ws" + strings.TrimPrefix(address, "http") + "/v1/sync",
		Ticket: c.api.Ticket, Fetch: c.api.Version}
}

// clients connects some of them and waits until all are.
func (c *crowd) clients(address string, n int) *swarm.Swarm {
	c.t.Helper()
	s := swarm.New(c.options(address, n))
	s.Start(context.Background(), time.Second)
	c.t.Cleanup(s.Stop)
	c.open(s)
	return s
}

// open waits until all clients of the swarms are connected.
func (c *crowd) open(all ...*swarm.Swarm) {
	c.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	for _, s := range all {
		must(c.t, s.AwaitOpen(ctx))
	}
}

// finish stops the writes and checks that every client saw every version
// once, and has the last one.
func (c *crowd) finish(all ...*swarm.Swarm) {
	c.t.Helper()
	c.stop()
	must(c.t, <-c.ended)
	var g errgroup.Group
	for i, s := range all {
		g.Go(func() error {
			ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
			defer cancel()
			if _, err := s.Finish(ctx); err != nil {
				return fmt.Errorf("swarm %d: %w", i, err)
			}
			return nil
		})
	}
	must(c.t, g.Wait())
	for i, s := range all {
		counts := s.Counts()
		c.t.Logf("swarm %d: %+v; connections ended: %v", i, counts, s.Ends())
		if counts.Facts == 0 {
			c.t.Errorf("swarm %d was told no fact: it has checked nothing", i)
		}
	}
	c.t.Logf("%d facts were made, %d tries failed", c.w.Made.Load(), c.w.Failed.Load())
}

// TestASwarmOfClients kills sync and the broker under 200 clients, each of
// which checks that it is told every version of its list once.
func TestASwarmOfClients(t *testing.T) {
	mend(t)
	c := newCrowd(t, 100, 60)
	s := c.clients(system.URL, 200)
	time.Sleep(3 * time.Second)
	for _, name := range []string{"sync", "kafka"} {
		crash(t, name)
		c.open(s)
		time.Sleep(3 * time.Second)
	}
	if ends := s.Ends(); len(ends) == 0 {
		t.Error("sync was killed, and no client noticed")
	}
	c.finish(s)
}

// TestTwoReplicasOfSync starts a second sync while facts flow. Clients of the
// old one and of the new one see the same; when the old one dies its clients
// come back, and those of the new one notice nothing.
func TestTwoReplicasOfSync(t *testing.T) {
	mend(t)
	first, err := system.App("sync")
	must(t, err)
	c := newCrowd(t, 40, 60)
	old := c.clients(first.URL, 80)
	second, err := system.Replica(t.Context(), "sync", "sync-2", nil)
	must(t, err)
	young := c.clients(second.URL, 80)
	time.Sleep(2 * time.Second)
	crash(t, "sync")
	c.open(old)
	time.Sleep(2 * time.Second)
	c.finish(old, young)
	if ends := young.Ends(); len(ends) > 0 {
		t.Errorf("connections to the other sync ended: %v", ends)
	}
}
