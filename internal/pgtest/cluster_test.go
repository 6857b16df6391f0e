package pgtest_test

import (
	"context"
	"os"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/errandapp/errand/internal/pgtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

func TestEveryDatabaseIsNew(t *testing.T) {
	for range 2 {
		conn := connect(t, pgtest.Database(t))
		if _, err := conn.Exec(t.Context(), "create table mine (x int)"); err != nil {
			t.Error(err)
		}
	}
}

func TestAClusterStopsAndComesBackAsItWas(t *testing.T) {
	c, err := pgtest.NewCluster()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Remove(); err != nil {
			t.Error(err)
		}
	})
	url := c.NewDatabase(t)
	conn := connect(t, url)
	if _, err := conn.Exec(t.Context(), "set synchronous_commit=on; create table kept as select 7 as x"); err != nil {
		t.Fatal(err)
	}
	if err := c.Stop(); err != nil {
		t.Fatal(err)
	}
	if _, err := pgx.Connect(t.Context(), url); err == nil {
		t.Fatal("the server answers after Stop")
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	var got int
	if err := connect(t, url).QueryRow(t.Context(), "select x from kept").Scan(&got); err != nil || got != 7 {
		t.Errorf("kept: got %d, %v; want 7", got, err)
	}
}

func connect(t *testing.T, url string) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(context.Background()) }) // a test may have stopped its server
	return conn
}
