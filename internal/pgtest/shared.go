package pgtest

import (
	"context"
	"fmt"
	"os"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// shared is the cluster of the running test binary, between Main's begin and
// end. Main owns it.
var shared *Cluster

var databases atomic.Int64

// Main starts the package's cluster, runs its tests and removes it. Its
// result is for os.Exit.
func Main(m *testing.M) int {
	c, err := NewCluster()
	if err != nil {
		fmt.Fprintln(os.Stderr, "pgtest:", err)
		return 1
	}
	shared = c
	code := m.Run()
	if err := c.Remove(); err != nil {
		fmt.Fprintln(os.Stderr, "pgtest:", err)
		return 1
	}
	return code
}

// Database is the URL of a new, empty database on the package's cluster. It
// goes away with the cluster.
func Database(t testing.TB) string {
	t.Helper()
	if shared == nil {
		t.Fatal("pgtest: TestMain must call pgtest.Main")
	}
	return shared.NewDatabase(t)
}

// NewDatabase is the URL of a new, empty database on the cluster.
func (c *Cluster) NewDatabase(t testing.TB) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	conn, err := pgx.Connect(ctx, c.URL("postgres"))
	if err != nil {
		t.Fatal(err)
	}
	name := fmt.Sprintf("test_%d", databases.Add(1))
	if _, err := conn.Exec(ctx, "create database "+name); err != nil {
		t.Fatal(err)
	}
	if err := conn.Close(ctx); err != nil {
		t.Fatal(err)
	}
	return c.URL(name)
}
