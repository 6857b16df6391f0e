//go:build e2e

package e2e

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"
)

// The tests of this file and of fault_*_test.go take parts of the system away
// while people use it. What was acknowledged must be there afterwards, in the
// list, on the topic and, once, in the audit.

// TestHostsAndDoorsAreKilled kills everything between a person and the lists,
// one after the other and again.
func TestHostsAndDoorsAreKilled(t *testing.T) {
	mend(t)
	topic := readKafka(t)
	l := startLoad(t, 24, 12, overAPI(t))
	l.await(100)
	for range 3 {
		for _, name := range []string{"tasks", "tasks/daprd", "chat", "chat/daprd"} {
			crash(t, name)
			l.await(60)
		}
	}
	l.checkAll(topic)
	if l.faults == 0 {
		t.Error("no call failed: the load did not notice")
	}
}

// crash kills a process and waits until it is back.
func crash(t *testing.T, name string) {
	t.Helper()
	began := time.Now()
	must(t, system.Crash(name))
	must(t, system.AwaitReady(t.Context(), name))
	t.Logf("%s was killed and back after %.1f s", name, time.Since(began).Seconds())
}

func must(t testing.TB, errs ...error) {
	t.Helper()
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
}

// mend brings everything back that is down or frozen when the test ends, and
// waits until a task goes all the way again.
func mend(t *testing.T) {
	t.Helper()
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		var group errgroup.Group
		for _, name := range parts() {
			group.Go(func() error {
				if system.PID(name) == 0 {
					return system.Restart(ctx, name)
				}
				if err := system.Resume(name); err != nil { // it runs on if it was not frozen
					return err
				}
				return system.AwaitReady(ctx, name)
			})
		}
		if err := group.Wait(); err != nil {
			t.Fatalf("the system was not mended: %v", err)
		}
		probe := newLoad(t, 1)
		probe.add(ctx, probe.lists[0], overAPI(t))
		probe.checkAudit(time.Minute, map[string]uint64{probe.lists[0]: 1})
	})
}

// parts are the processes of the system; replicas are not among them.
func parts() []string {
	return slices.DeleteFunc(system.Names(), func(name string) bool {
		app, _, _ := strings.Cut(name, "/")
		switch app {
		case "postgres", "kafka", "placement", "scheduler":
			return false
		}
		_, err := system.App(app)
		return err != nil
	})
}

// audited is how many facts of a list the audit has.
func audited(t testing.TB, list string) int {
	t.Helper()
	n, err := query[int](`select count(*) from audit.facts where list = $1`, list)
	must(t, err)
	return n
}

// away asks once and expects 503 as the API promises it: as a problem, with a
// time to come back, and before the limit.
func (p person) away(limit time.Duration, method, path, body string) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	began := time.Now()
	a, err := p.try(ctx, method, path, body)
	if err != nil {
		p.t.Errorf("%s %s: no answer within %v: %v", method, path, limit, err)
		return
	}
	problem := a.header.Get("Content-Type") == "application/problem+json" && a.Code != "" && a.Detail != ""
	if a.status != 503 || !problem || a.header.Get("Retry-After") == "" {
		p.t.Errorf("%s %s: %d %s %q, Content-Type %q, Retry-After %q; want 503", method, path, a.status, a.Code, a.Detail,
			a.header.Get("Content-Type"), a.header.Get("Retry-After"))
	}
	p.t.Logf("%s %s: 503 after %.1f s", method, path, time.Since(began).Seconds())
}

// again sends the same until it is answered with the status.
func (p person) again(status int, limit time.Duration, method, path, body string, header ...string) (a answer) {
	p.t.Helper()
	within(p.t, limit, method+" "+path+" again", func() (err error) {
		ctx, cancel := context.WithTimeout(context.Background(), 15*time.Second)
		defer cancel()
		a, err = p.try(ctx, method, path, body, header...)
		if err == nil && a.status != status {
			err = fmt.Errorf("%d %s %s", a.status, a.Code, a.Detail)
		}
		return err
	})
	return a
}
