package telemetry

import (
	"context"
	"fmt"
	"io"
	"log/slog"

	"go.opentelemetry.io/otel/trace"
)

// Keys of log lines, the same in every app.
const (
	KeyApp     = "app"     // which process speaks
	KeyList    = "list"    // id of the list, which is the user's
	KeyVersion = "version" // the list's version after the turn
	KeyCommand = "command" // id of the command
	KeyEvents  = "events"  // how many facts there were
	KeyMS      = "ms"      // how long it took, milliseconds
	KeyErr     = "err"     // what went wrong
	KeyTrace   = "trace"   // W3C trace id, taken from ctx
)

// Config says how loud and in which form a process logs.
type Config struct {
	// Level is the least level that is logged: debug, info, warn or error.
	Level slog.Level `env:"ERRAND_LOG_LEVEL" envDefault:"info"`
	// Format is text for people or json for machines.
	Format string `env:"ERRAND_LOG_FORMAT" envDefault:"text"`
}

// NewLogger writes lines to w that all carry the app's name, and the trace
// id when the ctx given to the logging call has one (log.InfoContext).
func NewLogger(w io.Writer, app string, cfg Config) (*slog.Logger, error) {
	opts := &slog.HandlerOptions{Level: cfg.Level}
	var h slog.Handler
	switch cfg.Format {
	case "text", "":
		h = slog.NewTextHandler(w, opts)
	case "json":
		h = slog.NewJSONHandler(w, opts)
	default:
		return nil, fmt.Errorf("ERRAND_LOG_FORMAT is %q: it must be text or json", cfg.Format)
	}
	return slog.New(tracing{h}).With(KeyApp, app), nil
}

// tracing adds the trace id of ctx to every line.
type tracing struct{ slog.Handler }

func (t tracing) Handle(ctx context.Context, r slog.Record) error {
	if sc := trace.SpanContextFromContext(ctx); sc.HasTraceID() {
		r = r.Clone()
		r.AddAttrs(slog.String(KeyTrace, sc.TraceID().String()))
	}
	return t.Handler.Handle(ctx, r)
}

func (t tracing) WithAttrs(as []slog.Attr) slog.Handler { return tracing{t.Handler.WithAttrs(as)} }
func (t tracing) WithGroup(name string) slog.Handler    { return tracing{t.Handler.WithGroup(name)} }
