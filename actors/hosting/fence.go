package hosting

import (
	"context"
	_ "embed"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
)

//go:embed fence.sql
var fenceSQL string

// fenceLock is the advisory lock that keeps two hosts from raising the fence
// at the same time.
const fenceLock = 0x6572_7261_6e64 // "errand"

// RaiseFence installs the guard against stale hosts in Dapr's state table,
// which the sidecar has made by the time it is ready. It may be run again at
// any time; a host must not serve before it has succeeded.
func RaiseFence(ctx context.Context, postgres string) error {
	conn, err := pgx.Connect(ctx, postgres)
	if err != nil {
		return fmt.Errorf("raise fence: %w", err)
	}
	defer conn.Close(context.WithoutCancel(ctx))
	err = pgx.BeginFunc(ctx, conn, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, "select pg_advisory_xact_lock($1)", int64(fenceLock)); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, fenceSQL)
		return err
	})
	if err != nil {
		return fmt.Errorf("raise fence: %w", err)
	}
	return nil
}

// Fenced reports whether a save failed because another host has gone on with
// the actor. Dapr hands the database's message through as text.
func Fenced(err error) bool {
	return err != nil && strings.Contains(err.Error(), "errand: stale head")
}
