package ledger

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"golang.org/x/mod/sumdb/tlog"

	"github.com/errandapp/errand/apps/audit/merkle"
)

// An item is a row on its way into the log.
type item struct {
	list, typ, task, command, trace string

	version    int64 // 0 for a note
	at         time.Time
	recordedAt time.Time // zero: now
	partition  int32
	offset     int64
	raw        []byte
}

// logLock is the advisory lock of those who append: one at a time, so that
// the rows of the log have a total order, whichever partition and replica they
// come from.
const logLock = 0x6572_7261_6e65

// add appends to the log, in this order, those items that are not there yet,
// and returns how many that were, and which say something else than the one
// that has their place. The transaction holds the log's lock until it ends.
func add(ctx context.Context, tx pgx.Tx, items []item) (added int, others []int, err error) {
	if len(items) == 0 {
		return 0, nil, nil
	}
	h, known, err := lockLog(ctx, tx, items)
	if err != nil {
		return 0, nil, fmt.Errorf("lock the log: %w", err)
	}
	fresh, others := dropKnown(items, known)
	recorded, err := otherThanRecorded(ctx, tx, items, known)
	if err != nil {
		return 0, nil, fmt.Errorf("compare with what is recorded: %w", err)
	}
	others = append(others, recorded...)
	if len(fresh) == 0 {
		return 0, others, nil
	}
	b := fill(h, fresh)
	if err := b.makeMonths(ctx, tx); err != nil {
		return 0, nil, fmt.Errorf("make the month's partition: %w", err)
	}
	if err := b.write(ctx, tx); err != nil {
		return 0, nil, err
	}
	return len(fresh), others, nil
}

// A head is how far the log goes.
type head struct {
	edge merkle.Edge
	now  time.Time // Postgres's clock, read under the lock
}

// lockLog waits for the log's lock, and then reads where the log ends and
// which of the items it has. Each statement is one of its own, though they are
// sent at once: so the reads see what the last holder of the lock committed.
func lockLog(ctx context.Context, tx pgx.Tx, items []item) (h head, known []bool, err error) {
	var (
		lists    = make([]string, len(items))
		versions = make([]int64, len(items))
		size     int64
		edge     []byte
	)
	for i := range items {
		lists[i], versions[i] = items[i].list, items[i].version
	}
	known = make([]bool, len(items))
	var b pgx.Batch
	b.Queue(`select pg_advisory_xact_lock($1)`, logLock)
	b.Queue(`
		select coalesce(b.size, 0), coalesce(b.edge, ''), clock_timestamp()
		from (values (1)) one left join lateral (select size, edge from audit.batches order by first desc limit 1) b on true`).
		QueryRow(func(row pgx.Row) error { return row.Scan(&size, &edge, &h.now) })
	b.Queue(`
		select r.i from unnest($1::text[], $2::bigint[]) with ordinality as r (list, version, i)
		where (select true from audit.places p where p.list = r.list and p.version = r.version)`, lists, versions).
		Query(func(rows pgx.Rows) error {
			var i int64
			_, err := pgx.ForEachRow(rows, []any{&i}, func() error {
				known[i-1] = true
				return nil
			})
			return err
		})
	if err := tx.SendBatch(ctx, &b).Close(); err != nil {
		return head{}, nil, err
	}
	h.edge, err = merkle.ParseEdge(size, edge)
	return h, known, err
}

// A batch is what one transaction adds to the log.
type batch struct {
	first  int64
	items  []item
	months []time.Time // of each item
	salts  [][]byte
	hashes []tlog.Hash
	edge   merkle.Edge // after it
}

// fill gives every item its index, its month and its salt, and hashes them.
func fill(h head, items []item) *batch {
	b := &batch{
		first: h.edge.Size(), items: items, months: make([]time.Time, len(items)), salts: merkle.Salts(len(items)),
		hashes: make([]tlog.Hash, 0, 2*len(items)+64), edge: h.edge,
	}
	for i := range items {
		it := &items[i]
		if it.recordedAt.IsZero() {
			it.recordedAt = h.now
		}
		it.at, it.recordedAt = merkle.Moment(it.at), merkle.Moment(it.recordedAt)
		b.months[i] = monthOf(it.at, it.recordedAt)
		envelope := merkle.Envelope{
			Index: b.first + int64(i), List: it.list, Version: it.version, Type: it.typ, Time: it.at, RecordedAt: it.recordedAt,
			Partition: it.partition, Offset: it.offset, Digest: merkle.Digest(b.salts[i], it.raw),
		}
		b.hashes = b.edge.Add(envelope.Leaf(), b.hashes)
	}
	return b
}
