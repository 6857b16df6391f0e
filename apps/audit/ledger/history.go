package ledger

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"time"

	"github.com/jackc/pgx/v5"
)

// A Question is about the history of one list.
type Question struct {
	List         string
	Task         string    // only this task's facts, unless empty
	Type         string    // only facts of this type, unless empty
	Since, Until time.Time // only facts from then on, and before then, unless zero
	Before       int64     // only versions below this one, unless 0
	Limit        int       // at most so many, 1 to MaxHistory
}

// MaxHistory is the most that one answer tells.
const MaxHistory = 500

// An Entry is a fact as it was received, and where and when that was.
type Entry struct {
	Fact       json.RawMessage `json:"fact,omitempty"` // absent when it is erased
	Version    int64           `json:"version"`
	Type       string          `json:"type"`
	Time       time.Time       `json:"time"`
	RecordedAt time.Time       `json:"recordedAt"`
	Partition  int32           `json:"partition"`
	Offset     int64           `json:"offset"`
	Index      int64           `json:"index"` // in the log
}

// History tells what happened to a list, newest first. Ask again with Before
// set to the last entry's version, as long as there are Limit entries.
func (l *Ledger) History(ctx context.Context, q Question) ([]Entry, error) {
	before := int64(math.MaxInt64)
	if q.Before > 0 {
		before = q.Before
	}
	sql, args := `
		select raw, version, type, at, recorded_at, partition, "offset", index from audit.facts
		where list = $1 and version > 0 and version < $2`, []any{q.List, before}
	only := func(condition string, value any) {
		args = append(args, value)
		sql += fmt.Sprintf(condition, len(args))
	}
	if q.Task != "" {
		only(` and task = $%d`, q.Task)
	}
	if q.Type != "" {
		only(` and type = $%d`, q.Type)
	}
	if !q.Since.IsZero() {
		only(` and at >= $%d`, q.Since)
	}
	if !q.Until.IsZero() {
		only(` and at < $%d`, q.Until)
	}
	only(` order by version desc limit $%d`, min(q.Limit, MaxHistory))
	rows, err := l.db.Query(ctx, sql, args...)
	if err != nil {
		return nil, fmt.Errorf("history: %w", err)
	}
	entries, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (Entry, error) {
		var e Entry
		var raw []byte
		err := row.Scan(&raw, &e.Version, &e.Type, &e.Time, &e.RecordedAt, &e.Partition, &e.Offset, &e.Index)
		e.Fact, e.Time, e.RecordedAt = raw, e.Time.UTC(), e.RecordedAt.UTC()
		return e, err
	})
	if err != nil {
		return nil, fmt.Errorf("history: %w", err)
	}
	return entries, nil
}
