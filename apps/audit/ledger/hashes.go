package ledger

import (
	"context"
	"fmt"
	"math/bits"

	"github.com/jackc/pgx/v5"
	"golang.org/x/mod/sumdb/tlog"

	"github.com/errandapp/errand/apps/audit/merkle"
)

// asks is what can be asked: a pool, a connection, a transaction.
type asks interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
}

// hashes reads stored hashes of the log, numbered by tlog.StoredHashIndex.
func hashes(ctx context.Context, db asks) tlog.HashReader {
	return tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		if len(indexes) == 0 {
			return nil, nil
		}
		rows, err := db.Query(ctx, `
			select substring(b.hashes from ((w.x - b.first_hash) * 32 + 1)::int for 32)
			from unnest($1::bigint[]) with ordinality as w (x, n)
			cross join lateral (
				select first_hash, hashes from audit.batches where first_hash <= w.x order by first_hash desc limit 1) b
			order by w.n`, indexes)
		if err != nil {
			return nil, fmt.Errorf("read hashes: %w", err)
		}
		found, err := pgx.CollectRows(rows, pgx.RowTo[[]byte])
		if err != nil {
			return nil, fmt.Errorf("read hashes: %w", err)
		}
		if len(found) != len(indexes) {
			return nil, fmt.Errorf("read hashes: %d of %d are there", len(found), len(indexes))
		}
		all := make([]tlog.Hash, len(found))
		for i, h := range found {
			if len(h) != tlog.HashSize {
				return nil, fmt.Errorf("hash %d of the log is not there", indexes[i])
			}
			all[i] = tlog.Hash(h)
		}
		return all, nil
	})
}

// edgeAt is the edge that the log had when it had this size.
func edgeAt(ctx context.Context, db asks, size int64) (merkle.Edge, error) {
	var indexes []int64
	var below int64 // leaves left of the next subtree
	for level := bits.Len64(uint64(size)) - 1; level >= 0; level-- {
		if size&(1<<level) != 0 {
			indexes = append(indexes, tlog.StoredHashIndex(level, below>>level))
			below += 1 << level
		}
	}
	roots, err := hashes(ctx, db).ReadHashes(indexes)
	if err != nil {
		return merkle.Edge{}, err
	}
	return merkle.ParseEdge(size, merkle.Join(roots))
}
