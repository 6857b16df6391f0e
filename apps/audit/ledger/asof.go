package ledger

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/errandapp/errand/actors/tasklist"
)

// What keeps a list of before from being told.
var (
	ErrErased = errors.New("the list's facts were erased")
	ErrGap    = errors.New("the audit lacks facts of the list")
)

// AsOf is the list as it was at a moment, or, when version is not 0, right
// after that version: what the list's own rules make of its facts from the
// first one on. at is when its last fact happened, zero for an empty list.
func (l *Ledger) AsOf(ctx context.Context, list string, moment time.Time, version int64) (s tasklist.State, at time.Time, err error) {
	rows, err := l.db.Query(ctx, `
		select version, raw from audit.facts
		where list = $1 and version > 0 and version <= case when $2 > 0 then $2
			else coalesce((select max(version) from audit.facts where list = $1 and at <= $3), 0) end
		order by version`, list, version, moment)
	if err != nil {
		return s, at, fmt.Errorf("as of: %w", err)
	}
	var (
		n   int64
		raw []byte
	)
	_, err = pgx.ForEachRow(rows, []any{&n, &raw}, func() error {
		if raw == nil {
			return ErrErased
		}
		if want := int64(s.Version) + 1; n != want {
			return fmt.Errorf("%w: version %d", ErrGap, want)
		}
		f, err := tasklist.ParseFact(raw)
		if err != nil {
			return err
		}
		e, err := f.Event()
		if err != nil {
			return err
		}
		s, at = tasklist.Evolve(s, e), f.Time
		return nil
	})
	// Without a fact it was empty, if its first one is later or there is none
	// at all. But what is not at hand may have been dropped.
	short := int64(s.Version) < max(version, 1)
	if err == nil && short {
		err = l.lacks(ctx, list, max(version, 1))
	}
	if err == nil && short && version > 0 {
		err = ErrUnknown
	}
	if err != nil {
		return tasklist.State{}, time.Time{}, fmt.Errorf("as of: %w", err)
	}
	return s, at, nil
}

// lacks is ErrGap when a version of a list is not at hand, and the list has
// come that far.
func (l *Ledger) lacks(ctx context.Context, list string, version int64) error {
	rows, err := l.db.Query(ctx, `
		select exists (select from audit.places where list = $1 and version >= $2)
			and not exists (select from audit.facts where list = $1 and version = $2)`, list, version)
	if err != nil {
		return err
	}
	lacks, err := pgx.CollectExactlyOneRow(rows, pgx.RowTo[bool])
	if err == nil && lacks {
		err = fmt.Errorf("%w: version %d", ErrGap, version)
	}
	return err
}
