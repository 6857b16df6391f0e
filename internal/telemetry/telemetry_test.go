package telemetry

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"
)

func TestFormat(t *testing.T) {
	if _, err := NewLogger(&bytes.Buffer{}, "a", Config{Format: "xml"}); err == nil || !strings.Contains(err.Error(), "ERRAND_LOG_FORMAT") {
		t.Errorf("got %v, want an error that names the variable", err)
	}
}

func TestRequestIsWatched(t *testing.T) {
	_, stop, err := Start(t.Context(), "test", Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := stop(context.Background()); err != nil {
			t.Error(err)
		}
	}()
	var out bytes.Buffer
	log, err := NewLogger(&out, "test", Config{Format: "json", Level: -4})
	if err != nil {
		t.Fatal(err)
	}
	reg := NewRegistry()
	var carried propagation.MapCarrier
	mux := http.NewServeMux()
	mux.HandleFunc("GET /things/{id}", func(w http.ResponseWriter, r *http.Request) {
		carried = propagation.MapCarrier{}
		propagation.TraceContext{}.Inject(r.Context(), carried)
		w.WriteHeader(http.StatusTeapot)
	})
	mux.HandleFunc("/named/", func(_ http.ResponseWriter, r *http.Request) { SetRoute(r.Context(), "/named/:x") })
	handler := NewHTTP("test", reg, log).Wrap(mux)

	req := httptest.NewRequest("GET", "/things/secret", nil)
	req.Header.Set("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
	handler.ServeHTTP(httptest.NewRecorder(), req)
	if got := carried["traceparent"]; !strings.HasPrefix(got, "00-0af7651916cd43dd8448eb211c80319c-") || strings.Contains(got, "b7ad6b7169203331") {
		t.Errorf("the handler carried on %q: want the caller's trace under a span of its own", got)
	}
	var line map[string]any
	if err := json.Unmarshal(out.Bytes(), &line); err != nil {
		t.Fatal(err)
	}
	if line[KeyApp] != "test" || line[KeyTrace] != "0af7651916cd43dd8448eb211c80319c" || line["route"] != "/things/{id}" {
		t.Errorf("the log line is %s", out.Bytes())
	}

	handler.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/named/1", nil))
	handler.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("BREW", "/nowhere", nil))
	w := httptest.NewRecorder()
	MetricsHandler(reg).ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
	for _, want := range []string{
		`errand_http_request_seconds_count{method="GET",route="/things/{id}",status="418"} 1`,
		`errand_http_request_seconds_count{method="GET",route="/named/:x",status="200"} 1`,
		`errand_http_request_seconds_count{method="OTHER",route="none",status="404"} 1`,
	} {
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("the figures lack %s", want)
		}
	}
}

// Trace ids are made even though nothing is exported.
func TestTraceWithoutCaller(t *testing.T) {
	_, stop, err := Start(t.Context(), "test", Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := stop(context.Background()); err != nil {
			t.Error(err)
		}
	}()
	log, err := NewLogger(&bytes.Buffer{}, "test", Config{})
	if err != nil {
		t.Fatal(err)
	}
	var sc trace.SpanContext
	NewHTTP("test", NewRegistry(), log).Wrap(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		sc = trace.SpanContextFromContext(r.Context())
	})).ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil))
	if !sc.IsValid() || !sc.IsSampled() {
		t.Errorf("got %+v, want a valid, sampled context", sc)
	}
}
