package main

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// stateRow waits for the list's head row in the table of Dapr's state store.
func (j *journey) stateRow(ctx context.Context) (sighting, error) {
	if j.inside.postgres == "" {
		return sighting{}, unreachable("not reachable from here: set ERRAND_POSTGRES")
	}
	conn, err := pgx.Connect(ctx, j.inside.postgres)
	if err != nil {
		return sighting{}, err
	}
	defer conn.Close(context.WithoutCancel(ctx)) //nolint:errcheck // it was only read from
	// The key that Dapr gives an actor's state: app, actor type, actor, name.
	key := "tasks||TaskList||" + j.api.user + "||head"
	return until(ctx, func(ctx context.Context) (sighting, error) {
		var version, size int64
		err := conn.QueryRow(ctx, `
			select (convert_from(value, 'UTF8')::jsonb ->> 'version')::bigint, length(value)
			from state where key = $1`, key).Scan(&version, &size)
		if err != nil {
			return sighting{}, fmt.Errorf("row %s: %w", key, err)
		}
		if version < j.version {
			return sighting{}, fmt.Errorf("row %s is at version %d, the answer was at %d", key, version, j.version)
		}
		return sighting{time.Since(j.said), fmt.Sprintf("%s, version %d, %d bytes", key, version, size)}, nil
	})
}
