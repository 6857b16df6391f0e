package main

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// written is what AddTask writes: the head of the list, and one page.
type written struct{ head, page []byte }

// measureWritten reads what the lists' last saves wrote, and returns the one
// in the middle by size, with the mean sizes of all in bytes.
func (b *running) measureWritten(ctx context.Context, lists []string) (typical written, head, page int, err error) {
	all := make([]written, len(lists))
	for i, list := range lists {
		if all[i], err = b.readWritten(ctx, list); err != nil {
			return written{}, 0, 0, err
		}
		head, page = head+len(all[i].head), page+len(all[i].page)
	}
	head, page = head/len(all), page/len(all)
	best := -1
	for _, w := range all {
		off := abs(len(w.head)-head) + abs(len(w.page)-page)
		if best < 0 || off < best {
			typical, best = w, off
		}
	}
	return typical, head, page, nil
}

func (b *running) readWritten(ctx context.Context, list string) (w written, err error) {
	key := "tasks||TaskList||" + list + "||"
	const read = `select value from state where key = $1`
	if err := b.db.QueryRow(ctx, read, key+"head").Scan(&w.head); err != nil {
		return w, fmt.Errorf("head of %s: %w", list, err)
	}
	var directory struct {
		Open struct {
			Pages []uint32 `json:"pages"`
		} `json:"open"`
	}
	if err := json.Unmarshal(w.head, &directory); err != nil {
		return w, err
	}
	pages := directory.Open.Pages
	if len(pages) == 0 {
		return w, fmt.Errorf("%s has no page", list)
	}
	// Ids go up with time: the last page is the one that was written.
	err = b.db.QueryRow(ctx, read, fmt.Sprintf("%sopen-%d", key, pages[len(pages)-1])).Scan(&w.page)
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

// upsertBoth writes head and page as a list's save does: in one transaction,
// statement by statement.
func (b *running) upsertBoth(ctx context.Context, id string, w written) error {
	return pgx.BeginFunc(ctx, b.db, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, upsert, id+"||head", w.head); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, upsert, id+"||open-1", w.page)
		return err
	})
}

// upsertOne writes the same bytes as one row.
func (b *running) upsertOne(ctx context.Context, id string, both []byte) error {
	_, err := b.db.Exec(ctx, upsert, id+"||both", both)
	return err
}

func abs(n int) int { return max(n, -n) }
