package ledger

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// letGo has Postgres end this transaction when it hears nothing from us for
// 5 s between two statements: a process that freezes, or whose host is cut
// off, then lets go of the locks that all replicas need. It is the first thing
// that a transaction does that takes them.
func letGo(ctx context.Context, tx pgx.Tx) error {
	if _, err := tx.Exec(ctx, `set local idle_in_transaction_session_timeout = '5s'`); err != nil {
		return fmt.Errorf("bound the transaction: %w", err)
	}
	return nil
}
