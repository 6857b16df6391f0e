package hosting_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/errandapp/errand/actors/hosting"
	"github.com/errandapp/errand/actors/hosting/storetest"
	"github.com/errandapp/errand/internal/pgtest"
)

// The table and the upsert are those of Dapr's state.postgresql v2.
const (
	stateTable = `create table state (key text not null primary key, value bytea not null, etag uuid not null,
		created_at timestamptz not null default now(), updated_at timestamptz, expires_at timestamptz)`
	upsert = `insert into state as t (key, value, etag, expires_at) values ($1, $2, gen_random_uuid(), null)
		on conflict (key) do update set value = $2, updated_at = now(), etag = gen_random_uuid(), expires_at = null`
)

// TestFence is about Postgres, and about the store that stands for it where
// hosts are tested.
func TestFence(t *testing.T) {
	ctx := context.Background()
	url := pgtest.Database(t)
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	if err := hosting.RaiseFence(ctx, url); err == nil {
		t.Fatal("the fence was raised before there was a table")
	}
	if _, err := conn.Exec(ctx, stateTable); err != nil {
		t.Fatal(err)
	}
	for range 2 { // twice is once
		if err := hosting.RaiseFence(ctx, url); err != nil {
			t.Fatal(err)
		}
	}
	const ann, bob, talk = "tasks||TaskList||ann||head", "tasks||TaskList||bob||head", "tasks||Conversation||ann||head"
	head := func(revision int) []byte {
		return fmt.Appendf(nil, `{"format":1,"revision":%d,"version":%d,"x":"%s"}`, revision, revision, strings.Repeat("ü", 9000))
	}
	fake := storetest.New()
	for _, step := range []struct {
		name  string
		key   string
		value []byte
		ok    bool
	}{
		{"the first save of a list", ann, head(1), true},
		{"is not repeated", ann, head(1), false},
		{"the next one", ann, head(2), true},
		{"a stale one", ann, head(2), false},
		{"one from the past", ann, head(1), false},
		{"one too far ahead", ann, head(4), false},
		{"the right one, after all these", ann, head(3), true},
		{"one without a revision", ann, []byte(`{"format":1}`), false},
		{"one that is not JSON", ann, []byte{0xff, 0x00, 0x5c}, false},
		{"a list that begins in the middle", bob, head(7), false},
		{"a list of its own", bob, head(1), true},
		{"another key of a list", "tasks||TaskList||ann||open-1", []byte("[]"), true},
		{"the same again", "tasks||TaskList||ann||open-1", []byte("[]"), true},
		{"a conversation that begins in the middle", talk, head(2), false},
		{"the first save of a conversation", talk, head(1), true},
		{"is not repeated either", talk, head(1), false},
		{"the next one of a conversation", talk, head(2), true},
	} {
		_, err := conn.Exec(ctx, upsert, step.key, step.value)
		actor, key := step.key[:strings.LastIndex(step.key, "||")], step.key[strings.LastIndex(step.key, "||")+2:]
		for store, err := range map[string]error{
			"Postgres": err, "the fake": fake.Save(ctx, actor, []hosting.Write{{Key: key, Value: step.value}}),
		} {
			if (err == nil) != step.ok {
				t.Errorf("%s: %s: %v", step.name, store, err)
			}
			if err != nil && !hosting.Fenced(err) {
				t.Errorf("%s: %s: %v is not known as the fence", step.name, store, err)
			}
		}
	}
	if _, err := conn.Exec(ctx, upsert, "tasks||Other||ann||head", []byte("{}")); err != nil {
		t.Errorf("another type's head: %v", err)
	}

	// Of two transactions on one head, the second is refused whole.
	first, err := conn.Begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	other, err := pgx.Connect(ctx, url)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close(ctx)
	second, err := other.Begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := first.Exec(ctx, upsert, ann, head(4)); err != nil {
		t.Fatal(err)
	}
	refused := make(chan error, 1)
	go func() {
		_, err := second.Exec(ctx, upsert, ann, head(4)) // waits for the first
		refused <- err
	}()
	if err := first.Commit(ctx); err != nil {
		t.Fatal(err)
	}
	if err := <-refused; !hosting.Fenced(err) {
		t.Errorf("the second transaction got %v", err)
	}
	if err := second.Rollback(ctx); err != nil {
		t.Error(err)
	}
}

// TestAFrozenHostLetsGo: a transaction that holds a head and goes quiet is
// ended by the database, so that another host can save.
func TestAFrozenHostLetsGo(t *testing.T) {
	ctx := context.Background()
	url := pgtest.Database(t)
	var conns [2]*pgx.Conn
	for i := range conns {
		conn, err := pgx.Connect(ctx, url)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close(ctx)
		conns[i] = conn
	}
	if _, err := conns[0].Exec(ctx, stateTable); err != nil {
		t.Fatal(err)
	}
	if err := hosting.RaiseFence(ctx, url); err != nil {
		t.Fatal(err)
	}
	const head = "tasks||TaskList||ann||head"
	frozen, err := conns[0].Begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := frozen.Exec(ctx, upsert, head, []byte(`{"format":1,"revision":1,"version":1}`)); err != nil {
		t.Fatal(err)
	}
	// It says no more. The other one waits for the row, and gets it.
	if _, err := conns[1].Exec(ctx, upsert, head, []byte(`{"format":1,"revision":1,"version":9}`)); err != nil {
		t.Fatal(err)
	}
	if err := frozen.Commit(ctx); err == nil {
		t.Error("the frozen transaction was committed after all")
	}
}
