package ask

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/errandapp/errand/apps/audit/ledger"
)

// notes is a ledger that notes what it was asked.
type notes struct {
	Ledger
	asked ledger.Question
	err   error
}

func (n *notes) History(_ context.Context, q ledger.Question) ([]ledger.Entry, error) {
	n.asked = q
	return []ledger.Entry{{
		Fact: json.RawMessage(`{"id":"ann/2"}`), Version: 2, Type: "errand.task.renamed", Time: time.Date(2026, 11, 23, 7, 0, 0, 0, time.UTC),
		RecordedAt: time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC), Partition: 3, Offset: 17, Index: 40,
	}}, n.err
}

func get(l Ledger, token, path string, header map[string]string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("GET", path, nil)
	for k, v := range header {
		r.Header.Set(k, v)
	}
	w := httptest.NewRecorder()
	Handler(l, token, slog.New(slog.DiscardHandler)).ServeHTTP(w, r)
	return w
}

var ann = map[string]string{"errand-user": "ann"}

func TestAnswers(t *testing.T) {
	n := &notes{}
	w := get(n, "", "/history?task=t-1&before=9&limit=1&type=task.renamed&since=2026-11-01T00:00:00Z&until=2026-12-01T01:00:00%2B01:00", ann)
	want := `{"entries":[{"fact":{"id":"ann/2"},"version":2,"type":"errand.task.renamed","time":"2026-11-23T07:00:00Z",` +
		`"recordedAt":"2026-11-23T08:00:00Z","partition":3,"offset":17,"index":40}],"next":2}`
	if got := strings.TrimSpace(w.Body.String()); w.Code != 200 || got != want {
		t.Errorf("got %d %s, want %s", w.Code, got, want)
	}
	if diff := cmp.Diff(ledger.Question{List: "ann", Task: "t-1", Before: 9, Limit: 1, Type: "errand.task.renamed",
		Since: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC), Until: time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)}, n.asked, cmpopts.EquateApproxTime(0)); diff != "" {
		t.Error(diff)
	}
	get(n, "", "/history", ann)
	if diff := cmp.Diff(ledger.Question{List: "ann", Limit: 50}, n.asked); diff != "" {
		t.Error(diff)
	}
}

func TestRefuses(t *testing.T) {
	for _, c := range []struct {
		path   string
		header map[string]string
		status int
		code   string
		field  string
	}{
		{"/history", nil, 400, "bad_request", "errand-user"},
		{"/history", map[string]string{"errand-user": "ann bob"}, 400, "bad_request", "errand-user"},
		{"/history", map[string]string{"errand-user": strings.Repeat("x", 65)}, 400, "bad_request", "errand-user"},
		{"/history?task=%27", ann, 400, "bad_request", "task"},
		{"/history?before=0", ann, 400, "bad_request", "before"},
		{"/history?before=99999999999999999999", ann, 400, "bad_request", "before"},
		{"/history?limit=501", ann, 400, "bad_request", "limit"},
		{"/history?limit=-1", ann, 400, "bad_request", "limit"},
		{"/history?type=DROP%20TABLE", ann, 400, "bad_request", "type"},
		{"/history?since=yesterday", ann, 400, "bad_request", "since"},
		{"/history?until=2026-11-23", ann, 400, "bad_request", "until"},
		{"/history/list", ann, 400, "bad_request", "at"},
		{"/history/list?at=2026-11-23T08:00:00Z&version=1", ann, 400, "bad_request", "at"},
		{"/history/list?version=0", ann, 400, "bad_request", "version"},
		{"/history/list?version=1&status=lost", ann, 400, "bad_request", "status"},
		{"/history/proof", ann, 400, "bad_request", "version"},
		{"/history/proof?version=1&size=x", ann, 400, "bad_request", "size"},
		{"/history/consistency?from=9&to=3", ann, 400, "bad_request", "from"},
		{"/history/consistency?to=3", ann, 400, "bad_request", "from"},
		{"/history/checkpoint?size=-3", ann, 400, "bad_request", "size"},
		{"/history/export?format=xml", ann, 400, "bad_request", "format"},
		{"/history/export", nil, 400, "bad_request", "errand-user"},
	} {
		w := get(&notes{}, "", c.path, c.header)
		var p problem
		if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
			t.Fatal(err)
		}
		if w.Code != c.status || p.Status != c.status || p.Code != c.code || p.Field != c.field || p.Detail == "" ||
			w.Header().Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s %v: got %d %+v, want %d %s %s", c.path, c.header, w.Code, p, c.status, c.code, c.field)
		}
	}
}

// timeless is a ledger with a fact that JSON has no words for.
type timeless struct{ Ledger }

func (timeless) History(context.Context, ledger.Question) ([]ledger.Entry, error) {
	return []ledger.Entry{{Version: 1, Time: time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)}}, nil
}

func TestWhatCannotBeSaidIsAProblem(t *testing.T) {
	w := get(timeless{}, "", "/history", ann)
	var p problem
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
		t.Fatalf("got %q: %v", w.Body, err)
	}
	if w.Code != 500 || p.Status != 500 || p.Code != "unsayable" || w.Header().Get("Content-Type") != "application/problem+json" {
		t.Errorf("got %d %+v, want a problem", w.Code, p)
	}
}

func TestToken(t *testing.T) {
	for token, want := range map[string]int{"": 401, "wrong": 401, "secret": 200} {
		w := get(&notes{}, "secret", "/history", map[string]string{"errand-user": "ann", "dapr-api-token": token})
		if w.Code != want {
			t.Errorf("with token %q: got %d, want %d", token, w.Code, want)
		}
	}
}

func TestLedgerAway(t *testing.T) {
	w := get(&notes{err: errors.New("connection refused to db at 10.0.0.7")}, "", "/history", ann)
	if w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" || strings.Contains(w.Body.String(), "10.0.0.7") {
		t.Errorf("got %d %s", w.Code, w.Body)
	}
}
