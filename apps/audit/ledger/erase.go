package ledger

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/errandapp/errand/apps/audit/merkle"
)

// ErrNothing says that there is nothing to erase.
var ErrNothing = fmt.Errorf("the audit has no content of this list")

// Erase removes the content of all that the audit has of a list: the facts
// themselves, their salts, tasks, commands and traces, and what was rejected
// and names the list. What stays is what the leaves say (list, version, type,
// times, place in Kafka) and the hash of each content, which without its salt
// tells nothing. The log says that it was done, and why.
//
// conn is from Connect: the app's role cannot do this.
func Erase(ctx context.Context, conn *pgx.Conn, list, reason string) (e merkle.Erasure, err error) {
	e = merkle.Erasure{List: list, Reason: reason}
	if list == "" {
		return merkle.Erasure{}, fmt.Errorf("erase: %w", ErrNothing) // notes have no list
	}
	err = pgx.BeginFunc(ctx, conn, func(tx pgx.Tx) error {
		if err := letGo(ctx, tx); err != nil {
			return err
		}
		// With the log's lock nothing is added between the count and the end.
		if _, err := tx.Exec(ctx, `select pg_advisory_xact_lock($1)`, logLock); err != nil {
			return err
		}
		var now time.Time
		if err := tx.QueryRow(ctx, `select count(*), clock_timestamp() from audit.facts where list = $1 and version > 0 and raw is not null`,
			list).Scan(&e.Rows, &now); err != nil {
			return err
		}
		rejects, err := eraseRejects(ctx, tx, list)
		if err != nil {
			return err
		}
		if e.Rows == 0 {
			if rejects == 0 {
				return ErrNothing
			}
			return nil
		}
		if err := addNote(ctx, tx, merkle.NoteErased, list, now, e); err != nil {
			return err
		}
		tag, err := tx.Exec(ctx, `
			update audit.facts set digest = sha256(salt || raw), salt = null, raw = null, task = '', command = '', traceparent = ''
			where list = $1 and version > 0 and raw is not null`, list)
		if err == nil && tag.RowsAffected() != e.Rows {
			err = fmt.Errorf("%d rows were to be erased, and %d were", e.Rows, tag.RowsAffected())
		}
		return err
	})
	if err != nil {
		return merkle.Erasure{}, fmt.Errorf("erase: %w", err)
	}
	// Until here the content is in the tables' dead rows.
	if _, err := conn.Exec(ctx, `vacuum audit.facts, audit.rejects`); err != nil {
		return e, fmt.Errorf("erased, but the dead rows are still there: vacuum: %w", err)
	}
	return e, nil
}

// addNote adds a note of the log itself.
func addNote(ctx context.Context, tx pgx.Tx, typ, list string, now time.Time, content any) error {
	raw, err := json.Marshal(content)
	if err != nil {
		return err
	}
	_, err = add(ctx, tx, []item{{list: list, typ: typ, at: now, partition: -1, offset: -1, raw: raw}})
	return err
}
