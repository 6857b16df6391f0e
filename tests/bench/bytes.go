package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/errandapp/errand/actors/tasklist"
)

// commandsWeighed is how many commands of a kind are weighed, of each list.
const commandsWeighed = 40

// A weight is what one command wrote.
type weight struct {
	rows   int
	values int64 // bytes of the rows' values, the head's among them
	head   int64
	log    int64 // bytes of write-ahead log, indexes and the fence included
}

// sizeBytes weighs what commands write. Nothing else writes meanwhile: the
// audit rests.
func (b *running) sizeBytes(ctx context.Context, p *people, lists []*sized) (err error) {
	if err := b.awaitAudit(ctx, p); err != nil {
		return err
	}
	if err := b.system.Pause("audit"); err != nil {
		return err
	}
	defer func() {
		if err == nil {
			err = b.awaitAudit(ctx, p)
		}
	}()
	defer func() {
		if resumed := b.system.Resume("audit"); err == nil {
			err = resumed
		}
	}()
	for _, l := range lists {
		for i := range commandsWeighed {
			t := variedTask(i)
			if err := b.weigh(ctx, l.list, &l.addBytes, func() error { _, err := b.do(ctx, p, l.list, t); return err }); err != nil {
				return err
			}
			if _, err := b.do(ctx, p, l.list, tasklist.CompleteTask{ID: t.ID}); err != nil {
				return err
			}
			if err := b.weigh(ctx, l.list, &l.completeBytes, func() error { return b.completeSeries(ctx, p, l, i) }); err != nil {
				return err
			}
		}
	}
	return nil
}

// weigh finds the rows that a command's one transaction wrote: those that
// have the head's.
func (b *running) weigh(ctx context.Context, list string, into *[]weight, command func() error) error {
	const position = `select (pg_current_wal_insert_lsn() - '0/0')::bigint`
	var w weight
	var before, after int64
	if err := b.db.QueryRow(ctx, position).Scan(&before); err != nil {
		return err
	}
	if err := command(); err != nil {
		return err
	}
	if err := b.db.QueryRow(ctx, position).Scan(&after); err != nil {
		return err
	}
	key := "tasks||" + tasklist.ActorType + "||" + list + "||"
	err := b.db.QueryRow(ctx, `
		select count(*), sum(octet_length(value)), sum(octet_length(value)) filter (where key = $1 || 'head')
		from state where starts_with(key, $1) and xmin = (select xmin from state where key = $1 || 'head')`,
		key).Scan(&w.rows, &w.values, &w.head)
	if err != nil {
		return fmt.Errorf("rows of %s: %w", list, err)
	}
	w.log = after - before
	*into = append(*into, w)
	return nil
}

// middle is the median of something about commands, and most is the most.
func middle(all []weight, of func(weight) int64) int64 {
	var sorted []int64
	for _, w := range all {
		sorted = append(sorted, of(w))
	}
	slices.Sort(sorted)
	return sorted[len(sorted)/2]
}

func most(all []weight, of func(weight) int64) int64 {
	var n int64
	for _, w := range all {
		n = max(n, of(w))
	}
	return n
}
