package ledger

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/errandapp/errand/apps/audit/merkle"
)

// ErrNothing says that there is nothing to erase.
var ErrNothing = errors.New("the audit has nothing of this list")

// Erased is what was done.
type Erased struct {
	merkle.Erasure
	Wiped []string // tables that were written anew
}

// Erase removes the content of all that the audit has of a list: the facts
// themselves, their salts, tasks, commands and traces, and what was rejected
// and names the list. What stays is what the leaves say (list, version, type,
// times, place in Kafka) and the hash of each content, which without its salt
// tells nothing. The log says that it was done, and why.
//
// Then the months that have rows of the list, and what was rejected, are written
// anew, so that it is in no file either. Each is locked meanwhile: recording
// and questions wait. While a transaction that began before still sees what was
// erased that cannot be done: after wait the error is ErrSeen. The erasure
// stays done, and erasing again does the rest.
//
// conn is from Connect: the app's role cannot do this.
func Erase(ctx context.Context, conn *pgx.Conn, list, reason string, wait time.Duration) (e Erased, err error) {
	if list == "" {
		return Erased{}, fmt.Errorf("erase: %w", ErrNothing) // notes have no list
	}
	e.Erasure = merkle.Erasure{List: list, Reason: reason}
	rejects, err := erase(ctx, conn, &e.Erasure)
	if err != nil {
		return Erased{}, fmt.Errorf("erase: %w", err)
	}
	months, err := monthsOf(ctx, conn, list)
	if err != nil {
		return e, fmt.Errorf("erased, but not wiped: %w", err)
	}
	e.Wiped = append(months, "audit.rejects")
	if err := wipe(ctx, conn, e.Wiped, wait); err != nil {
		return e, fmt.Errorf("the content of %d rows is erased, but still in the database's files; erase again to finish it: %w", e.Rows, err)
	}
	if len(months) == 0 && rejects == 0 {
		return Erased{}, fmt.Errorf("erase: %w", ErrNothing)
	}
	return e, nil
}

// erase erases, and counts the rejected records that went.
func erase(ctx context.Context, conn *pgx.Conn, e *merkle.Erasure) (rejects int64, err error) {
	err = pgx.BeginFunc(ctx, conn, func(tx pgx.Tx) (err error) {
		if err := letGo(ctx, tx); err != nil {
			return err
		}
		if rejects, err = eraseRejects(ctx, tx, e.List); err != nil {
			return err
		}
		// With the log's lock nothing is added between the count and the end.
		if _, err := tx.Exec(ctx, `select pg_advisory_xact_lock($1)`, logLock); err != nil {
			return err
		}
		var now time.Time
		if err := tx.QueryRow(ctx, `select count(*), clock_timestamp() from audit.facts where list = $1 and version > 0 and raw is not null`,
			e.List).Scan(&e.Rows, &now); err != nil {
			return err
		}
		if e.Rows == 0 {
			return nil
		}
		if err := addNote(ctx, tx, merkle.NoteErased, e.List, now, e); err != nil {
			return err
		}
		tag, err := tx.Exec(ctx, `
			update audit.facts set digest = sha256(salt || raw), salt = null, raw = null, task = '', command = '', traceparent = ''
			where list = $1 and version > 0 and raw is not null`, e.List)
		if err == nil && tag.RowsAffected() != e.Rows {
			err = fmt.Errorf("%d rows were to be erased, and %d were", e.Rows, tag.RowsAffected())
		}
		return err
	})
	return rejects, err
}

// monthsOf are the tables that have rows of a list, with content or without:
// they may have been erased, and not wiped.
func monthsOf(ctx context.Context, conn *pgx.Conn, list string) ([]string, error) {
	rows, err := conn.Query(ctx, `select distinct tableoid::regclass::text from audit.facts where list = $1 and version > 0 order by 1`, list)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

// addNote adds a note of the log itself.
func addNote(ctx context.Context, tx pgx.Tx, typ, list string, now time.Time, content any) error {
	raw, err := json.Marshal(content)
	if err != nil {
		return err
	}
	_, _, err = add(ctx, tx, []item{{list: list, typ: typ, at: now, partition: -1, offset: -1, raw: raw}})
	return err
}
