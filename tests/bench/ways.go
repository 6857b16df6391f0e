package main

import (
	"bytes"
	"context"
	"fmt"
	"time"
)

// Ways to write, by index.
const (
	overHTTP = iota
	overActor
	overPeer
	overTx
	overRow
)

// A yardstick is the bytes that the ways beside ours write: those that a list
// has just written.
type yardstick struct {
	all     written
	message []byte // for the peer
	row     []byte // for one row
	sums    sizes
}

// measure looks at what the lists have just written.
func (y *yardstick) measure(ctx context.Context, b *running, p *people) error {
	all, sums, err := b.measureWritten(ctx, p.lists)
	if err != nil {
		return err
	}
	y.all, y.message, y.row = all, packed(all), bytes.Join(all.rows(), nil)
	y.sums.head, y.sums.page = y.sums.head+sums.head, y.sums.page+sums.page
	y.sums.undo, y.sums.n = y.sums.undo+sums.undo, y.sums.n+sums.n
	return nil
}

// ways are all ways, in the order of their constants. Call n is for list n:
// while no more than maxConcurrency write, each list has one writer.
func (b *running) ways(p *people) ([]way, *yardstick) {
	y := &yardstick{}
	list := func(n int) string { return p.lists[n%len(p.lists)] }
	return []way{
		overHTTP:  {"AddTask over HTTP", true, func(ctx context.Context, n int) error { return p.add(ctx, b.addOverHTTP, list(n), time.Time{}) }},
		overActor: {"AddTask over the actor call", true, func(ctx context.Context, n int) error { return p.add(ctx, b.addOverActor, list(n), time.Time{}) }},
		overPeer:  {"a bare Dapr actor's save", false, func(ctx context.Context, n int) error { return b.save(ctx, list(n), y.message) }},
		overTx:    {"pgx, three upserts in a transaction", false, func(ctx context.Context, n int) error { return b.upsertAll(ctx, list(n), y.all) }},
		overRow:   {"pgx, one upsert", false, func(ctx context.Context, n int) error { return b.upsertOne(ctx, list(n), y.row) }},
	}, y
}

// awaitAudit waits until the audit, the slowest of the consumers, has every
// fact that was acknowledged.
func (b *running) awaitAudit(ctx context.Context, p *people) error {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	p.mu.Lock()
	var lists []string
	var versions []int64
	for list, version := range p.versions {
		lists, versions = append(lists, list), append(versions, int64(version))
	}
	p.mu.Unlock()
	for {
		var missing int
		err := b.db.QueryRow(ctx, `
			select count(*) from unnest($1::text[], $2::bigint[]) as w (list, version)
			where not exists (select from audit.facts f where f.list = w.list and f.version = w.version)`,
			lists, versions).Scan(&missing)
		if err != nil {
			return fmt.Errorf("wait for the audit: %w", err)
		}
		if missing == 0 {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("the audit lacks facts of %d lists: %w", missing, ctx.Err())
		case <-time.After(20 * time.Millisecond):
		}
	}
}
