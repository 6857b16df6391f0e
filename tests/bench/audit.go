package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// What the audit is measured with.
const (
	auditFacts   = 500_000
	auditEach    = 500 // facts of a list
	auditTurn    = 100_000
	auditBatch   = 2000 // as the intake's: rows in one transaction of the plain COPY
	auditRate    = 200  // a second, for the time until a fact is a row
	auditFor     = 15 * time.Second
	auditReady   = 2 * time.Minute // for the rows of a turn
	auditSampled = 5 * time.Millisecond
)

// audit measures how fast facts come into the Merkle log, beside a plain COPY
// of the same rows; how long a fact needs to be a row; and how fast an export
// is verified. The other apps are down meanwhile: they read the topic too.
func (b *running) audit(ctx context.Context) (err error) {
	others := []string{"notify", "sync", "chat", "tasks"}
	for _, name := range others {
		if err := b.system.Kill(name); err != nil {
			return err
		}
	}
	defer func() {
		for _, name := range []string{"tasks", "chat", "sync", "notify"} {
			err = errors.Join(err, b.system.Restart(context.WithoutCancel(ctx), name))
		}
	}()
	if err := b.factToRow(ctx); err != nil {
		return fmt.Errorf("fact to row: %w", err)
	}
	if err := b.ingest(ctx); err != nil {
		return fmt.Errorf("ingest: %w", err)
	}
	if err := b.exportAndVerify(ctx); err != nil {
		return fmt.Errorf("verify: %w", err)
	}
	return nil
}

// ingest lets the audit take turns with a plain COPY. In its turn the facts
// are on the topic before the audit is started, and the clock is Postgres's:
// from the first transaction that recorded some of them to the last.
func (b *running) ingest(ctx context.Context) error {
	if _, err := b.db.Exec(ctx, `
		create schema if not exists bench;
		create table bench.plain (like audit.facts)`); err != nil {
		return err
	}
	var logs, copies []float64
	for turn := range auditFacts / auditTurn {
		facts := makeFacts(fmt.Sprintf("ingest-%d", turn), auditTurn)
		rate, err := b.copyPlain(ctx, facts)
		if err != nil {
			return fmt.Errorf("plain copy: %w", err)
		}
		copies = append(copies, rate)
		if rate, err = b.intoLog(ctx, facts); err != nil {
			return err
		}
		logs = append(logs, rate)
	}
	mean := func(all []float64) (sum float64) {
		for _, x := range all {
			sum += x / float64(len(all))
		}
		return sum
	}
	printTable(fmt.Sprintf("Audit: %d facts in %d turns, the broker's and Postgres's work included", auditFacts, len(logs)), [][]string{
		{"way", "facts/s", "slowest turn", "plain COPY : this"},
		{"from the topic into the Merkle log", fmt.Sprintf("%.0f", mean(logs)), fmt.Sprintf("%.0f", least(logs)), ratio(copies, logs)},
		{"pgx COPY of the same rows, without indexes", fmt.Sprintf("%.0f", mean(copies)), fmt.Sprintf("%.0f", least(copies)), "1"},
	})
	b.goals.atLeast("facts into the Merkle log", 5000, mean(logs), "/s")
	return nil
}

func least(all []float64) float64 {
	x := all[0]
	for _, y := range all {
		x = min(x, y)
	}
	return x
}

// copyPlain copies facts into a table without indexes, in transactions of the
// intake's size, and says how many that were a second.
func (b *running) copyPlain(ctx context.Context, facts []madeFact) (rate float64, err error) {
	began := time.Now()
	for from := 0; from < len(facts); from += auditBatch {
		part := facts[from:min(from+auditBatch, len(facts))]
		err := pgx.BeginFunc(ctx, b.db, func(tx pgx.Tx) error {
			_, err := tx.CopyFrom(ctx, pgx.Identifier{"bench", "plain"}, []string{
				"index", "month", "list", "version", "type", "task", "command", "at", "recorded_at", "partition", "offset", "traceparent", "salt", "raw",
			}, pgx.CopyFromSlice(len(part), func(i int) ([]any, error) {
				f := part[i]
				return []any{int64(from + i), f.fact.Time, f.fact.Data.List, int64(f.fact.Data.Version), f.fact.Type, f.fact.Subject, f.fact.Data.Command,
					f.fact.Time, f.fact.Time, int32(0), int64(i), f.fact.TraceParent, f.raw[:16], f.raw}, nil
			}))
			return err
		})
		if err != nil {
			return 0, err
		}
	}
	return float64(len(facts)) / time.Since(began).Seconds(), nil
}

// intoLog lets the audit record facts that are on the topic when it starts.
func (b *running) intoLog(ctx context.Context, facts []madeFact) (rate float64, err error) {
	size := func() (n int64, err error) {
		return n, b.db.QueryRow(ctx, `select coalesce(max(size), 0) from audit.batches`).Scan(&n)
	}
	before, err := size()
	if err != nil {
		return 0, err
	}
	if err := b.system.Kill("audit"); err != nil {
		return 0, err
	}
	if err := b.produce(ctx, facts); err != nil {
		return 0, err
	}
	if err := b.system.Restart(ctx, "audit"); err != nil {
		return 0, err
	}
	for deadline := time.Now().Add(auditReady); ; {
		now, err := size()
		if err != nil {
			return 0, err
		}
		if now >= before+int64(len(facts)) {
			break
		}
		if time.Now().After(deadline) {
			return 0, fmt.Errorf("%d of %d facts were recorded", now-before, len(facts))
		}
		select {
		case <-ctx.Done():
			return 0, ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
	// The first transaction's rows do not count: its beginning is not known.
	var rows int64
	var seconds float64
	err = b.db.QueryRow(ctx, `
		select max(size) - min(size), extract(epoch from max(at) - min(at)) from audit.batches where first >= $1`, before).Scan(&rows, &seconds)
	if err == nil && (rows == 0 || seconds == 0) {
		err = errors.New("all facts were recorded at once")
	}
	return float64(rows) / seconds, err
}
