package main

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/errandapp/errand/apps/chat/api"
	"github.com/errandapp/errand/internal/run/sidecar"
)

func TestHistoryIsAskedOfAudit(t *testing.T) {
	w := newWorld(t)
	w.apps.answer = `{"version":3,"at":"2026-11-03T12:00:00Z","tasks":[{"id":"b","title":"Later","createdAt":"2026-11-02T00:00:00Z"},{"id":"a","title":"Milk","createdAt":"2026-11-01T00:00:00Z"}]}`
	was := ok[api.ListAsItWas](w, 200, "GET", "/v1/history/list?at=2026-11-03T23:00:00Z&status=all", "", "errand-user: anna")
	if len(was.Tasks) != 2 || was.Tasks[0].Title != "Milk" || was.Version != 3 || was.At.Day() != 3 {
		t.Errorf("got %+v", was)
	}
	w.apps.answer = `{"checkpoint":"note","row":{"index":4,"fact":{"x":1}}}`
	if proof := ok[api.HistoryProof](w, 200, "GET", "/v1/history/proof?version=5&size=9", ""); proof.Checkpoint != "note" || proof.Row["index"] != 4.0 {
		t.Errorf("got %+v", proof)
	}
	w.apps.answer = `{"from":3,"to":9,"proof":["aa"]}`
	ok[api.HistoryConsistency](w, 200, "GET", "/v1/history/consistency?from=3&to=9", "")
	w.apps.answer = `{"checkpoint":"note","size":9,"at":"2026-11-03T12:00:00Z","keys":["k"]}`
	ok[api.HistoryCheckpoint](w, 200, "GET", "/v1/history/checkpoint", "")
	w.apps.answer = "a,b\n1,2\n"
	res := w.send("GET", "/v1/history/export?format=csv&type=task.added&since=2026-11-01T00:00:00Z", "")
	if res.Code != 200 || res.Body.String() != w.apps.answer || res.Header().Get("Content-Type") != "text/csv" || res.Header().Get("X-Other") != "" {
		t.Errorf("got %d %s %v", res.Code, res.Body, res.Header())
	}
	want := []string{
		"audit history/list?at=2026-11-03T23%3A00%3A00Z&status=all for anna",
		"audit history/proof?size=9&version=5 for local",
		"audit history/consistency?from=3&to=9 for local",
		"audit history/checkpoint? for local",
		"audit history/export?format=csv&since=2026-11-01T00%3A00%3A00Z&type=task.added for local",
	}
	if diff := cmp.Diff(want, w.apps.asked); diff != "" {
		t.Error(diff)
	}
	w.refused(400, "bad_parameter", "version", "GET", "/v1/history/proof", "")
	w.refused(400, "bad_parameter", "from", "GET", "/v1/history/consistency?from=x&to=1", "")
}

// What audit says about the question is for the person; what it says about
// itself is not.
func TestProblemsOfAuditArePassedOn(t *testing.T) {
	var status int
	var kind, body string
	daprd := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.WriteHeader(status)
		fmt.Fprint(w, body)
	}))
	defer daprd.Close()
	at, err := url.Parse(daprd.URL)
	if err != nil {
		t.Fatal(err)
	}
	port, err := strconv.Atoi(at.Port())
	if err != nil {
		t.Fatal(err)
	}
	i := newInvoker(sidecar.Config{HTTP: port})
	for _, c := range []struct {
		status       int
		kind, code   string
		want, wanted int
	}{
		{400, "application/problem+json", "bad_request", 1, 400},
		{404, "application/problem+json", "not_recorded", 1, 404},
		{409, "application/problem+json", "incomplete", 1, 409},
		{410, "application/problem+json", "erased", 1, 410},
		{503, "application/problem+json", "not_sealed", 1, 503},
		{503, "application/problem+json", "audit_unavailable", 0, 503},
		{401, "application/problem+json", "bad_token", 0, 503},
		{404, "application/json", "ERR_DIRECT_INVOKE", 0, 503},
		{500, "application/problem+json", "internal", 0, 503},
	} {
		status, kind, body = c.status, c.kind, fmt.Sprintf(`{"code":%q,"detail":"words","field":"at"}`, c.code)
		_, err := i.Get(t.Context(), "audit", "history/list", nil, "anna")
		if p := asProblem(err); p.Status != c.wanted || (p.Detail == "words") != (c.want == 1) || errors.Is(err, errAway) == (c.want == 1) {
			t.Errorf("%d %s: got %+v of %v", c.status, c.code, p, err)
		}
	}
}

// An export of nothing at all is no export.
func TestAnExportThatNeverCame(t *testing.T) {
	w := newWorld(t)
	w.apps.answer = ""
	w.refused(503, "unavailable", "", "GET", "/v1/history/export", "")
}

// An export that breaks off must not look like a whole one.
func TestAnExportThatBreaksOff(t *testing.T) {
	w := newWorld(t)
	w.apps.broken = iotest.ErrReader(errors.New("the sidecar has gone"))
	w.apps.answer = "a,b\n"
	chat := httptest.NewServer(w.handler)
	defer chat.Close()
	res, err := http.Get(chat.URL + "/v1/history/export")
	if err == nil {
		defer res.Body.Close()
		_, err = res.Body.Read(make([]byte, 100))
		for err == nil {
			_, err = res.Body.Read(make([]byte, 100))
		}
	}
	if err == nil || err.Error() == "EOF" {
		t.Errorf("the answer ended well: %v", err)
	}
}
