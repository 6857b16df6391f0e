package ledger

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
)

const insertFacts = `
	insert into audit.facts
		(list, version, type, task, command, at, partition, "offset", traceparent, fact, raw)
	select list, version, type, task, command, at, partition, "offset", traceparent,
		convert_from(raw, 'UTF8')::jsonb, raw
	from unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::timestamptz[],
		$7::int[], $8::bigint[], $9::text[], $10::bytea[])
		as r (list, version, type, task, command, at, partition, "offset", traceparent, raw)
	on conflict (list, version) do nothing`

// insertAll inserts facts in one statement and counts those that were new.
func insertAll(ctx context.Context, tx pgx.Tx, entries []entry) (int, []Reject, error) {
	if len(entries) == 0 {
		return 0, nil, nil
	}
	n := len(entries)
	var (
		lists, types, tasks, commands, traces = make([]string, n), make([]string, n), make([]string, n), make([]string, n), make([]string, n)
		versions, offsets                     = make([]int64, n), make([]int64, n)
		partitions                            = make([]int32, n)
		ats                                   = make([]time.Time, n)
		raws                                  = make([][]byte, n)
	)
	for i, e := range entries {
		lists[i], versions[i], types[i], tasks[i] = e.fact.Data.List, int64(e.fact.Data.Version), e.fact.Type, e.fact.Subject
		commands[i], ats[i], traces[i] = e.fact.Data.Command, e.fact.Time, e.fact.TraceParent
		partitions[i], offsets[i], raws[i] = e.Partition, e.Offset, e.Value
	}
	tag, err := tx.Exec(ctx, insertFacts, lists, versions, types, tasks, commands, ats, partitions, offsets, traces, raws)
	return int(tag.RowsAffected()), nil, err
}

// insertEach inserts facts one by one, each under a savepoint, and hands back
// those that Postgres refuses.
func insertEach(ctx context.Context, tx pgx.Tx, entries []entry) (inserted int, rejects []Reject, err error) {
	for i, e := range entries {
		err := pgx.BeginFunc(ctx, tx, func(tx pgx.Tx) error {
			n, _, err := insertAll(ctx, tx, entries[i:i+1])
			inserted += n
			return err
		})
		switch {
		case err == nil:
		case refused(err):
			rejects = append(rejects, Reject{e.Record, err.Error()})
		default:
			return 0, nil, err
		}
	}
	return inserted, rejects, nil
}

func insertRejects(ctx context.Context, tx pgx.Tx, topic TopicID, rejects []Reject) error {
	if len(rejects) == 0 {
		return nil
	}
	n := len(rejects)
	partitions, sizes := make([]int32, n), make([]int32, n)
	offsets, reasons, kept := make([]int64, n), make([]string, n), make([][]byte, n)
	for i, r := range rejects {
		partitions[i], offsets[i], reasons[i] = r.Partition, r.Offset, printable(r.Reason)
		sizes[i], kept[i] = int32(len(r.Value)), append([]byte{}, r.Value[:min(len(r.Value), MaxKept)]...)
	}
	_, err := tx.Exec(ctx, `
		insert into audit.rejects (topic_id, partition, "offset", reason, bytes, size)
		select $1, * from unnest($2::int[], $3::bigint[], $4::text[], $5::bytea[], $6::int[])
		on conflict do nothing`, topic, partitions, offsets, reasons, kept, sizes)
	return err
}
