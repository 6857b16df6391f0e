package ledger

import (
	"github.com/jackc/pgx/v5"

	"github.com/errandapp/errand/apps/audit/merkle"
)

// rowColumns are what scanRow reads.
const rowColumns = `index, list, version, type, at, recorded_at, partition, "offset", salt, raw, digest`

// scanRow reads a row of the log, without the hash that the tree has for it.
func scanRow(row pgx.CollectableRow) (*merkle.Row, error) {
	var r merkle.Row
	var digest []byte
	if err := row.Scan(&r.Index, &r.List, &r.Version, &r.Type, &r.Time, &r.RecordedAt, &r.Partition, &r.Offset,
		&r.Salt, &r.Content, &digest); err != nil {
		return nil, err
	}
	if r.Salt == nil {
		r.Digest = [32]byte(digest) // the table says that it is there, and the trigger how long it is
	} else {
		r.Digest = merkle.Digest(r.Salt, r.Content)
	}
	return &r, nil
}
