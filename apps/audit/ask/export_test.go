package ask

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/errandapp/errand/apps/audit/ledger"
	"github.com/errandapp/errand/apps/audit/merkle"
)

// slow is a ledger whose exports say something, wait until they may go on,
// and end as they are told to.
type slow struct {
	Ledger
	rows   int
	filter chan ledger.Filter
	goOn   chan error
}

func (s *slow) Export(_ context.Context, f ledger.Filter, out ledger.Sheet) error {
	if err := out.Checkpoint("note"); err != nil {
		return err
	}
	for range s.rows {
		row := &merkle.Row{Envelope: merkle.Envelope{List: f.List}, Salt: make([]byte, merkle.SaltSize), Content: []byte(`{"long":"` + strings.Repeat("x", 1000) + `"}`)}
		if err := out.Row(row); err != nil {
			return err
		}
	}
	s.filter <- f
	return <-s.goOn
}

func serve(t *testing.T, l Ledger) string {
	t.Helper()
	server := httptest.NewServer(Handler(l, "", slog.New(slog.DiscardHandler)))
	t.Cleanup(server.Close)
	return server.URL
}

func fetch(t *testing.T, url string) (*http.Response, string, error) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("errand-user", "ann")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, "", err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	return res, string(body), err
}

func TestExportIsOfTheAskersList(t *testing.T) {
	s := &slow{rows: 2, filter: make(chan ledger.Filter, 1), goOn: make(chan error, 1)}
	s.goOn <- nil
	res, body, err := fetch(t, serve(t, s)+"/history/export?task=t-1&type=task.added&since=2026-11-01T00:00:00Z")
	if err != nil || res.StatusCode != 200 || strings.Count(body, "\n") != 3 || res.Header.Get("Content-Type") != "application/jsonl" {
		t.Errorf("got %v %s, %v", res, body, err)
	}
	want := ledger.Filter{List: "ann", Task: "t-1", Type: "errand.task.added", Since: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)}
	if diff := cmp.Diff(want, <-s.filter); diff != "" {
		t.Error(diff)
	}
	s.goOn <- nil
	if res, body, err := fetch(t, serve(t, s)+"/history/export?format=csv"); err != nil || !strings.HasPrefix(body, "index,list,") || !strings.HasPrefix(res.Header.Get("Content-Type"), "text/csv") {
		t.Errorf("got %v %s, %v", res, body, err)
	}
}

// An error before the first byte is a problem; after it the connection breaks.
func TestAnExportThatFails(t *testing.T) {
	s := &slow{filter: make(chan ledger.Filter, 2), goOn: make(chan error, 2)}
	url := serve(t, s) + "/history/export"
	s.goOn <- ledger.ErrNotSealed
	if res, body, err := fetch(t, url); err != nil || res.StatusCode != 503 || !strings.Contains(body, "not_sealed") || res.Header.Get("Content-Disposition") != "" {
		t.Errorf("early: got %v %s, %v", res, body, err)
	}
	s.rows = 500
	s.goOn <- errors.New("the database has gone")
	if res, body, err := fetch(t, url); err == nil {
		t.Errorf("late: got %v with %d bytes, which ended well", res, len(body))
	}
}

// So many readers at once, and the next is told to come again.
func TestExportsTakeTurns(t *testing.T) {
	s := &slow{filter: make(chan ledger.Filter, maxExports+1), goOn: make(chan error, maxExports+1)}
	url := serve(t, s) + "/history/export"
	ended := make(chan error, maxExports)
	for range maxExports {
		go func() {
			_, _, err := fetch(t, url)
			ended <- err
		}()
	}
	for range maxExports {
		<-s.filter // it is under way
	}
	if res, body, err := fetch(t, url); err != nil || res.StatusCode != 503 || !strings.Contains(body, "busy") || res.Header.Get("Retry-After") == "" {
		t.Errorf("got %v %s, %v", res, body, err)
	}
	for range maxExports {
		s.goOn <- nil
	}
	for range maxExports {
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
	s.goOn <- nil
	if res, _, err := fetch(t, url); err != nil || res.StatusCode != 200 {
		t.Errorf("then: got %v, %v", res, err)
	}
}
