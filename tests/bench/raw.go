package main

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
)

// written is what AddTask writes: the head of the list, one page, and how to
// take it back.
type written struct{ head, page, undo []byte }

// keys are the keys of all that a bare actor saves, in this order.
var keys = []string{"head", "live-1", "undo-1"}

func (w written) rows() [][]byte { return [][]byte{w.head, w.page, w.undo} }

func (w written) size() int { return len(w.head) + len(w.page) + len(w.undo) }

// measureWritten reads what the lists' last saves wrote, and returns the one
// in the middle by size, with the mean sizes of all in bytes.
func (b *running) measureWritten(ctx context.Context, lists []string) (typical written, mean sizes, err error) {
	all := make([]written, len(lists))
	for i, list := range lists {
		if all[i], err = b.readWritten(ctx, list); err != nil {
			return written{}, sizes{}, err
		}
		mean.add(all[i])
	}
	slices.SortFunc(all, func(x, y written) int { return cmp.Compare(x.size(), y.size()) })
	return all[len(all)/2], mean, nil
}

// sizes are sums of sizes, in bytes.
type sizes struct{ head, page, undo, n int }

func (s *sizes) add(w written) {
	s.head, s.page, s.undo, s.n = s.head+len(w.head), s.page+len(w.page), s.undo+len(w.undo), s.n+1
}

func (b *running) readWritten(ctx context.Context, list string) (w written, err error) {
	key := "tasks||TaskList||" + list + "||"
	const read = `select value from state where key = $1`
	if err := b.db.QueryRow(ctx, read, key+"head").Scan(&w.head); err != nil {
		return w, fmt.Errorf("head of %s: %w", list, err)
	}
	// What else has the head's transaction.
	rows, err := b.db.Query(ctx, `
		select key, value from state where starts_with(key, $1) and key <> $1 || 'head'
		and xmin = (select xmin from state where key = $1 || 'head')`, key)
	if err != nil {
		return w, fmt.Errorf("rows of %s: %w", list, err)
	}
	var name string
	var value []byte
	_, err = pgx.ForEachRow(rows, []any{&name, &value}, func() error {
		switch {
		case strings.Contains(name, "||live-"):
			w.page = bytes.Clone(value)
		case strings.Contains(name, "||undo-"):
			w.undo = bytes.Clone(value)
		}
		return nil
	})
	if err == nil && (w.page == nil || w.undo == nil) {
		err = fmt.Errorf("%s: AddTask did not write a page and an undo", list)
	}
	return w, err
}

// makeYardstick makes a table like Dapr's, with its indexes, without the
// fence.
func (b *running) makeYardstick(ctx context.Context) error {
	_, err := b.db.Exec(ctx, `create schema bench; create table bench.state (like state including all)`)
	return err
}

// upsert is what Dapr's state.postgresql v2 does for a key without an etag.
const upsert = `insert into bench.state (key, value, etag) values ($1, $2, gen_random_uuid())
	on conflict (key) do update set value = excluded.value, updated_at = now(), etag = gen_random_uuid(), expires_at = null`

// upsertAll writes head, page and undo as a list's save does: in one
// transaction, statement by statement.
func (b *running) upsertAll(ctx context.Context, id string, w written) error {
	return pgx.BeginFunc(ctx, b.db, func(tx pgx.Tx) error {
		for i, value := range w.rows() {
			if _, err := tx.Exec(ctx, upsert, id+"||"+keys[i], value); err != nil {
				return err
			}
		}
		return nil
	})
}

// upsertOne writes the same bytes as one row.
func (b *running) upsertOne(ctx context.Context, id string, all []byte) error {
	_, err := b.db.Exec(ctx, upsert, id+"||all", all)
	return err
}
