package ledger

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// A Question is about the history of one list.
type Question struct {
	List   string
	Task   string // only this task's facts, unless empty
	Before int64  // only versions below this one, unless 0
	Limit  int    // at most so many, 1 to MaxHistory
}

// MaxHistory is the most that one answer tells.
const MaxHistory = 500

// An Entry is a fact as it was received, and where and when that was.
type Entry struct {
	Fact       json.RawMessage `json:"fact"`
	RecordedAt time.Time       `json:"recordedAt"`
	Partition  int32           `json:"partition"`
	Offset     int64           `json:"offset"`
}

// History tells what happened to a list, newest first.
func (l *Ledger) History(ctx context.Context, q Question) ([]Entry, error) {
	rows, err := l.db.Query(ctx, `
		select raw, recorded_at, partition, "offset" from audit.facts
		where list = $1 and ($2 = '' or task = $2) and ($3 = 0 or version < $3)
		order by version desc limit $4`,
		q.List, q.Task, q.Before, min(q.Limit, MaxHistory))
	if err != nil {
		return nil, fmt.Errorf("history: %w", err)
	}
	entries, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (Entry, error) {
		var e Entry
		var raw []byte
		err := row.Scan(&raw, &e.RecordedAt, &e.Partition, &e.Offset)
		e.Fact, e.RecordedAt = raw, e.RecordedAt.UTC()
		return e, err
	})
	if err != nil {
		return nil, fmt.Errorf("history: %w", err)
	}
	return entries, nil
}
