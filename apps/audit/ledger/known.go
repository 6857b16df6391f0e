package ledger

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"

	"github.com/jackc/pgx/v5"
)

// errOther is why a fact is rejected of which the list and version belong to
// another one: a list that was set back to a backup tells such facts.
var errOther = errors.New("another fact was recorded for this version of the list")

// dropKnown keeps the items that are new, each once. Notes always are. Others
// are those that are not what an item before them says in the same place.
func dropKnown(items []item, known []bool) (fresh []item, others []int) {
	type key struct {
		list    string
		version int64
	}
	fresh = make([]item, 0, len(items))
	first := make(map[key]int, len(items))
	for i, it := range items {
		if it.version > 0 {
			if known[i] {
				continue
			}
			k := key{it.list, it.version}
			if at, seen := first[k]; seen {
				if !bytes.Equal(items[at].raw, it.raw) {
					others = append(others, i)
				}
				continue
			}
			first[k] = i
		}
		fresh = append(fresh, it)
	}
	return fresh, others
}

// otherThanRecorded are the known items that are not what is recorded in their
// place. Of what was erased or dropped nobody can tell.
func otherThanRecorded(ctx context.Context, tx pgx.Tx, items []item, known []bool) (others []int, err error) {
	var (
		at       []int32
		lists    []string
		versions []int64
		hashes   [][]byte
	)
	for i, it := range items {
		if it.version > 0 && known[i] {
			h := sha256.Sum256(it.raw)
			at, lists, versions, hashes = append(at, int32(i)), append(lists, it.list), append(versions, it.version), append(hashes, h[:])
		}
	}
	if len(at) == 0 {
		return nil, nil
	}
	rows, err := tx.Query(ctx, `
		select r.i from unnest($1::int[], $2::text[], $3::bigint[], $4::bytea[]) as r (i, list, version, hash)
		where (select sha256(f.raw) <> r.hash from audit.places p join audit.facts f on f.index = p.index and f.month = p.month
			where p.list = r.list and p.version = r.version)
		order by r.i`, at, lists, versions, hashes)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[int])
}
