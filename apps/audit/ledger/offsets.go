package ledger

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"
)

// A Log is how far a partition reaches in Kafka: its records have offsets
// from Start up to, and without, End. Suspect says that it may have lost
// some, whatever its End is now.
type Log struct {
	Start, End int64
	Suspect    bool
}

// A Resume says where to go on with a partition. Lost is set when records
// were lost in Kafka, as when the ledger had recorded more than Kafka has now:
// others may stand at their offsets, so all that is left is read again.
type Resume struct {
	Offset int64
	Lost   bool
}

// Resume tells where to go on with partitions of which Kafka has these logs.
// It sets offsets back where Kafka has lost records.
func (l *Ledger) Resume(ctx context.Context, topic TopicID, logs map[int32]Log) (map[int32]Resume, error) {
	from := map[int32]Resume{}
	err := pgx.BeginFunc(ctx, l.db, func(tx pgx.Tx) error {
		if err := letGo(ctx, tx); err != nil {
			return err
		}
		next, err := offsetsForUpdate(ctx, tx, topic, slices.Sorted(maps.Keys(logs)))
		if err != nil {
			return err
		}
		for partition, log := range logs {
			stored := next[partition]
			if stored <= log.End && !log.Suspect {
				from[partition] = Resume{Offset: max(stored, log.Start)}
				continue
			}
			from[partition] = Resume{Offset: log.Start, Lost: true}
			if _, err := tx.Exec(ctx, `
				update audit.offsets set next_offset = $3, moved_at = now()
				where topic_id = $1 and partition = $2`, topic, partition, log.Start); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("resume: %w", err)
	}
	return from, nil
}

// lockOffsets is the next offset of every partition in a batch, locked until
// the transaction ends. In order, so that two never wait for each other.
func lockOffsets(ctx context.Context, tx pgx.Tx, b Batch) (map[int32]int64, error) {
	partitions := map[int32]bool{}
	for _, r := range b.Records {
		partitions[r.Partition] = true
	}
	next, err := offsetsForUpdate(ctx, tx, b.Topic, slices.Sorted(maps.Keys(partitions)))
	if err != nil {
		return nil, err
	}
	for partition, offset := range next {
		if offset < b.At[partition] {
			return nil, fmt.Errorf("%w: partition %d at %d, not %d", ErrBehind, partition, offset, b.At[partition])
		}
	}
	return next, nil
}

func offsetsForUpdate(ctx context.Context, tx pgx.Tx, topic TopicID, partitions []int32) (map[int32]int64, error) {
	const insert = `
		insert into audit.offsets (topic_id, partition, next_offset)
		select $1, p, 0 from unnest($2::int[]) p order by p on conflict do nothing`
	const lock = `
		select partition, next_offset from audit.offsets
		where topic_id = $1 and partition = any ($2) order by partition for update`
	next := map[int32]int64{}
	read := func() error {
		rows, err := tx.Query(ctx, lock, topic, partitions)
		if err != nil {
			return err
		}
		var (
			partition int32
			offset    int64
		)
		_, err = pgx.ForEachRow(rows, []any{&partition, &offset}, func() error {
			next[partition] = offset
			return nil
		})
		return err
	}
	if err := read(); err != nil || len(next) == len(partitions) {
		return next, err
	}
	if _, err := tx.Exec(ctx, insert, topic, partitions); err != nil {
		return nil, err
	}
	if err := read(); err != nil {
		return nil, err
	}
	if len(next) != len(partitions) {
		return nil, errors.New("an offset row is missing")
	}
	return next, nil
}

// moveOffsets sets each partition's offset after its last record; never back.
func moveOffsets(ctx context.Context, tx pgx.Tx, b Batch, next map[int32]int64) error {
	to := map[int32]int64{}
	for _, r := range b.Records {
		if r.Offset >= next[r.Partition] {
			to[r.Partition] = max(to[r.Partition], r.Offset+1)
		}
	}
	if len(to) == 0 {
		return nil
	}
	partitions := slices.Sorted(maps.Keys(to))
	offsets := make([]int64, len(partitions))
	for i, p := range partitions {
		offsets[i] = to[p]
	}
	_, err := tx.Exec(ctx, `
		update audit.offsets o set next_offset = n.next_offset, moved_at = now()
		from unnest($2::int[], $3::bigint[]) as n (partition, next_offset)
		where o.topic_id = $1 and o.partition = n.partition`, b.Topic, partitions, offsets)
	return err
}

// printable is a reason that a text column takes, not longer than MaxKept.
func printable(s string) string {
	s = strings.ToValidUTF8(strings.ReplaceAll(s, "\x00", "�"), "�")
	if len(s) <= MaxKept {
		return s
	}
	s = s[:MaxKept]
	for !utf8.ValidString(s) {
		s = s[:len(s)-1]
	}
	return s
}
