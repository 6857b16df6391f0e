package ledger

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/errandapp/errand/internal/telemetry"
)

// Pauses between tries to migrate double from the first to the long one.
const (
	firstPause = 100 * time.Millisecond
	longPause  = 5 * time.Second
)

// A Schema is made as soon as Postgres lets it.
type Schema struct {
	url   string
	login string
	log   *slog.Logger
	done  atomic.Bool
}

// NewSchema is a schema that Prepare has yet to make, as the user of url.
// login is another user, to whom the app's rights are given; empty for none.
func NewSchema(url, login string, log *slog.Logger) *Schema {
	return &Schema{url: url, login: login, log: log}
}

// Prepare migrates, and waits for Postgres when it is away. It fails when ctx
// is done, or when Postgres does not take the schema.
func (s *Schema) Prepare(ctx context.Context) error {
	for pause := firstPause; ; pause = min(2*pause, longPause) {
		err := s.migrate(ctx)
		if err == nil {
			s.done.Store(true)
			return nil
		}
		if wrong(err) {
			return err
		}
		s.log.Warn("waiting for Postgres", telemetry.KeyErr, err, "pause", pause)
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
	}
}

func (s *Schema) migrate(ctx context.Context) (err error) {
	conn, err := pgx.Connect(ctx, s.url)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close(context.WithoutCancel(ctx))) }()
	if err := Migrate(ctx, conn); err != nil || s.login == "" || s.login == conn.Config().User {
		return err
	}
	_, err = conn.Exec(ctx, RolesOf(conn.Config().Database).fill(`grant {{app}} to `)+pgx.Identifier{s.login}.Sanitize())
	if err != nil {
		return fmt.Errorf("give %s the app's rights: %w", s.login, err)
	}
	return nil
}

// Ready reports whether the schema has been made.
func (s *Schema) Ready(context.Context) error {
	if !s.done.Load() {
		return errors.New("not made yet")
	}
	return nil
}

// wrong reports whether the SQL itself was refused (SQLSTATE class 42: syntax
// or access rule), which waiting does not mend.
func wrong(err error) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && len(pg.Code) == 5 && pg.Code[:2] == "42"
}
