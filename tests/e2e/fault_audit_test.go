//go:build e2e

package e2e

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// TestAuditIsKilledInMidBatch kills audit at known points of its transaction,
// during a burst: before the facts are inserted, and between the facts and the
// offsets. A lock of the test's own holds the transaction there.
func TestAuditIsKilledInMidBatch(t *testing.T) {
	mend(t)
	topic := readKafka(t)
	l := startLoad(t, 24, 8, overAPI(t))
	for _, table := range []string{"audit.facts", "audit.offsets"} {
		l.await(300)
		release := holdWrites(t, table)
		within(t, 40*time.Second, "audit waits for "+table, func() error {
			n, err := query[int](`select count(*) from pg_locks where not granted and relation = $1::regclass`, table)
			if err == nil && n == 0 {
				err = fmt.Errorf("nobody waits")
			}
			return err
		})
		l.await(300)
		rows := recorded(t, l)
		must(t, system.Crash("audit"))
		release()
		must(t, system.AwaitReady(t.Context(), "audit"))
		t.Logf("killed at its writes to %s, with %d facts recorded of %d acknowledged", table, rows, l.count())
		if rows >= l.count() {
			t.Errorf("%d facts of %d were recorded: nothing was left in the middle", rows, l.count())
		}
	}
	for l.count() < 2000 {
		l.await(100)
	}
	began := recorded(t, l)
	within(t, 40*time.Second, "audit goes on", func() error {
		if n := recorded(t, l); n == began {
			return fmt.Errorf("%d facts recorded", n)
		}
		return nil
	})
	crash(t, "audit") // wherever it is now
	l.checkAll(topic)
}

// holdWrites keeps everybody from writing a table, while reading and row
// locks are still granted.
func holdWrites(t *testing.T, table string) (release func()) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	conn, err := pgx.Connect(ctx, system.Postgres)
	must(t, err)
	release = func() { // the lock goes with the connection
		conn.Close(context.Background())
		cancel()
	}
	t.Cleanup(release)
	_, err = conn.Exec(ctx, "begin; lock table "+table+" in share mode")
	must(t, err)
	return release
}

// recorded is how many facts of a load the audit has.
func recorded(t *testing.T, l *load) int {
	t.Helper()
	n, err := query[int](`select count(*) from audit.facts where list = any ($1)`, l.lists)
	must(t, err)
	return n
}

// catchesUp waits until the audit has all that a load has done so far.
func catchesUp(t *testing.T, l *load) {
	t.Helper()
	goal := l.count()
	within(t, time.Minute, "audit catches up", func() error {
		if n := recorded(t, l); n < goal {
			return fmt.Errorf("%d facts of %d", n, goal)
		}
		return nil
	})
}
