//go:build e2e

package e2e

import (
	"compress/gzip"
	"encoding/hex"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	collector "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	tracev1 "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/proto"
)

// spans receives OTLP over HTTP, as a collector does, and keeps one trace.
type spans struct {
	url   string
	trace string // its id in hex

	mu  sync.Mutex
	got []span
}

// A span is what one process did in the trace.
type span struct {
	app, name, id, parent string
	began, ended          time.Time
	links                 int
}

func receiveSpans(t *testing.T, trace string) *spans {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &spans{url: "http://" + ln.Addr().String(), trace: trace}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /v1/traces", s.receive)
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	go server.Serve(ln) //nolint:errcheck // it ends with Close
	t.Cleanup(func() { server.Close() })
	return s
}

func (s *spans) receive(w http.ResponseWriter, r *http.Request) {
	var body io.Reader = r.Body
	if r.Header.Get("Content-Encoding") == "gzip" {
		unpacked, err := gzip.NewReader(r.Body)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		body = unpacked
	}
	raw, err := io.ReadAll(body)
	var all collector.ExportTraceServiceRequest
	if err == nil {
		err = proto.Unmarshal(raw, &all)
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, process := range all.ResourceSpans {
		for _, scope := range process.ScopeSpans {
			for _, x := range scope.Spans {
				if hex.EncodeToString(x.TraceId) == s.trace {
					s.got = append(s.got, spanOf(process, x))
				}
			}
		}
	}
	w.Header().Set("Content-Type", "application/x-protobuf")
}

func spanOf(process *tracev1.ResourceSpans, x *tracev1.Span) span {
	out := span{name: x.Name, id: hex.EncodeToString(x.SpanId), parent: hex.EncodeToString(x.ParentSpanId), links: len(x.Links),
		began: time.Unix(0, int64(x.StartTimeUnixNano)), ended: time.Unix(0, int64(x.EndTimeUnixNano))}
	for _, a := range process.Resource.Attributes {
		if a.Key == "service.name" {
			out.app = a.Value.GetStringValue()
		}
	}
	return out
}

// find is a span of an app whose name begins with what is said.
func (s *spans) find(app, name string) (span, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, x := range s.got {
		if x.app == app && strings.HasPrefix(x.name, name) {
			return x, true
		}
	}
	return span{}, false
}

// above are the names of the spans that a span stands under, itself first.
func (s *spans) above(x span) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	names := []string{x.app + " " + x.name}
	for range s.got {
		i := slices.IndexFunc(s.got, func(o span) bool { return o.id == x.parent })
		if i < 0 {
			return names
		}
		x = s.got[i]
		names = append(names, x.app+" "+x.name)
	}
	return names
}

func (s *spans) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	slices.SortFunc(s.got, func(a, b span) int { return a.began.Compare(b.began) })
	var b strings.Builder
	for _, x := range s.got {
		b.WriteString("  " + x.began.Format("05.000") + " " + x.app + " " + x.name + " " + x.id + " under " + x.parent + "\n")
	}
	return b.String()
}
