package telemetry

import (
	"context"
	"fmt"
	"log/slog"
	"os"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
)

// Start sets up logs to standard error and the process-wide tracer provider,
// with W3C propagation. Spans leave the process only when
// OTEL_EXPORTER_OTLP_ENDPOINT names a collector (OTLP over HTTP, with the
// other OTEL_ variables of the OpenTelemetry specification); trace ids are
// made and carried on in any case. stop sends what is still held back.
func Start(ctx context.Context, app string, cfg Config) (log *slog.Logger, stop func(context.Context) error, err error) {
	log, err = NewLogger(os.Stderr, app, cfg)
	if err != nil {
		return nil, nil, err
	}
	about, err := resource.New(ctx,
		resource.WithAttributes(attribute.String("service.name", app), attribute.String("service.namespace", "errand")),
		resource.WithFromEnv())
	if err != nil {
		return nil, nil, fmt.Errorf("describe the process for traces: %w", err)
	}
	opts := []sdktrace.TracerProviderOption{sdktrace.WithResource(about)}
	if Exporting() {
		exporter, err := otlptracehttp.New(ctx)
		if err != nil {
			return nil, nil, fmt.Errorf("export traces: %w", err)
		}
		opts = append(opts, sdktrace.WithBatcher(exporter))
	}
	provider := sdktrace.NewTracerProvider(opts...)
	otel.SetTracerProvider(provider)
	otel.SetTextMapPropagator(propagation.TraceContext{})
	otel.SetErrorHandler(otel.ErrorHandlerFunc(func(err error) { log.Warn("traces", KeyErr, err) }))
	return log, provider.Shutdown, nil
}

// Exporting reports whether spans leave the process.
func Exporting() bool { return os.Getenv("OTEL_EXPORTER_OTLP_ENDPOINT") != "" }
