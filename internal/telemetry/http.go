package telemetry

import (
	"context"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"
)

// HTTP watches a server's requests: a span that continues the caller's
// traceparent, the duration by route, and a log line.
type HTTP struct {
	tracer  trace.Tracer
	seconds *prometheus.HistogramVec
	log     *slog.Logger
}

// NewHTTP registers errand_http_request_seconds{method,route,status}.
func NewHTTP(app string, reg prometheus.Registerer, log *slog.Logger) *HTTP {
	seconds := prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Namespace: Namespace, Subsystem: "http", Name: "request_seconds",
		Help: "How long requests took, by route template.", Buckets: Buckets,
	}, []string{"method", "route", "status"})
	reg.MustRegister(seconds)
	return &HTTP{tracer: otel.Tracer("github.com/errandapp/errand/" + app), seconds: seconds, log: log}
}

// NoRoute is the route of requests that nothing answers to.
const NoRoute = "none"

type routeKey struct{}

// SetRoute names the route template that a request matched ("/v1/tasks/:id"),
// for routers other than http.ServeMux, whose patterns are known anyway.
func SetRoute(ctx context.Context, template string) {
	if route, ok := ctx.Value(routeKey{}).(*string); ok {
		*route = template
	}
}

// Wrap watches what next answers. Connections that next takes over
// (WebSockets) are left out of the durations.
func (h *HTTP) Wrap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began, route := time.Now(), ""
		ctx := propagation.TraceContext{}.Extract(r.Context(), propagation.HeaderCarrier(r.Header))
		method := knownMethod(r.Method)
		ctx, span := h.tracer.Start(ctx, method, trace.WithSpanKind(trace.SpanKindServer))
		defer span.End()
		r = r.WithContext(context.WithValue(ctx, routeKey{}, &route))
		rec := &recorder{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(rec, r)

		if route == "" {
			route = patternPath(r.Pattern)
		}
		took := time.Since(began)
		span.SetName(method + " " + route)
		span.SetAttributes(attribute.String("http.request.method", method), attribute.String("http.route", route),
			attribute.Int("http.response.status_code", rec.status))
		level := slog.LevelDebug
		if rec.status >= 500 {
			span.SetStatus(codes.Error, http.StatusText(rec.status))
			level = slog.LevelWarn
		}
		if !rec.hijacked {
			h.seconds.WithLabelValues(method, route, strconv.Itoa(rec.status)).Observe(took.Seconds())
		}
		h.log.Log(ctx, level, "request", "method", method, "route", route, "status", rec.status, KeyMS, took.Milliseconds())
	})
}

// patternPath is the path of a ServeMux pattern ("GET /history").
func patternPath(pattern string) string {
	if _, path, ok := strings.Cut(pattern, " "); ok {
		return path
	}
	if pattern == "" {
		return NoRoute
	}
	return pattern
}

// knownMethod keeps the label's values few, whatever a client sends.
func knownMethod(m string) string {
	switch m {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
		return m
	}
	return "OTHER"
}
