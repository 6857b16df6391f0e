package ledger

import (
	"context"

	"github.com/jackc/pgx/v5"
)

// insertAll adds facts to the log, counts those that were new, and hands back
// those that say something else than the one that was recorded.
func insertAll(ctx context.Context, tx pgx.Tx, entries []entry) (int, []Reject, error) {
	items := make([]item, len(entries))
	for i, e := range entries {
		items[i] = e.item()
	}
	n, others, err := add(ctx, tx, items)
	var rejects []Reject
	for _, i := range others {
		rejects = append(rejects, Reject{entries[i].Record, errOther.Error()})
	}
	return n, rejects, err
}

// insertEach adds facts one by one, each under a savepoint, and hands back
// those that Postgres refuses.
func insertEach(ctx context.Context, tx pgx.Tx, entries []entry) (inserted int, rejects []Reject, err error) {
	for i, e := range entries {
		var (
			n      int
			others []Reject
		)
		err := pgx.BeginFunc(ctx, tx, func(tx pgx.Tx) (err error) {
			n, others, err = insertAll(ctx, tx, entries[i:i+1])
			return err
		})
		switch {
		case err == nil:
			inserted += n
			rejects = append(rejects, others...)
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
