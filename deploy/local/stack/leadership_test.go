package stack

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// gateway is an etcd under which a scheduler leads with lease 42. It answers to
// a revocation with status.
type gateway struct {
	status  int
	revoked []string
}

func (g *gateway) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/v3/kv/range" {
		_, _ = io.WriteString(w, `{"kvs":[{"lease":"42"}]}`)
		return
	}
	var asked struct{ ID string }
	if err := json.NewDecoder(r.Body).Decode(&asked); err != nil {
		w.WriteHeader(http.StatusTeapot)
		return
	}
	g.revoked = append(g.revoked, asked.ID)
	w.WriteHeader(g.status)
}

func leads(t *testing.T, g *gateway) (l *leadership, news *[]string) {
	t.Helper()
	etcd := httptest.NewServer(g)
	t.Cleanup(etcd.Close)
	news = &[]string{}
	l = &leadership{etcd: etcd.URL, file: filepath.Join(t.TempDir(), "scheduler.lease"),
		printf: func(format string, args ...any) { *news = append(*news, fmt.Sprintf(format, args...)) }}
	return l, news
}

// The lease of a leader that was seen is revoked once, when the next one starts.
func TestTheNextLeaderIsYieldedTo(t *testing.T) {
	for _, status := range []int{http.StatusOK, http.StatusNotFound} {
		g := &gateway{status: status}
		l, news := leads(t, g)
		l.begin()
		if err := l.ready(t.Context()); err != nil || g.revoked != nil {
			t.Errorf("the first start: %v, revoked %v", err, g.revoked)
		}
		if err := l.remember(t.Context()); err != nil {
			t.Fatal(err)
		}
		l.started.Store(true)
		l.begin()
		for range 3 {
			if err := l.ready(t.Context()); err != nil {
				t.Error(err)
			}
		}
		if diff := cmp.Diff([]string{"42"}, g.revoked); diff != "" || len(*news) > 0 {
			t.Errorf("status %d: %s, said %q", status, diff, *news)
		}
		if lease, err := os.ReadFile(l.file); err != nil || string(lease) != "42\n" {
			t.Errorf("the new leader is written down as %q, %v", lease, err)
		}
	}
}

// The power failed while an older version wrote the file. etcd answers 400 to
// what is not a lease, so it is not asked.
func TestAFileWithoutALeaseDoesNotStopTheStart(t *testing.T) {
	for _, held := range []string{"", "\n", "\x00\x00\x00", "none", "0", "-1", strings.Repeat("4", 30)} {
		g := &gateway{status: http.StatusBadRequest}
		l, news := leads(t, g)
		if err := os.WriteFile(l.file, []byte(held), 0o644); err != nil {
			t.Fatal(err)
		}
		l.begin()
		for range 3 {
			if err := l.ready(t.Context()); err != nil {
				t.Errorf("%q: %v", held, err)
			}
		}
		if g.revoked != nil {
			t.Errorf("%q: etcd was asked to revoke %q", held, g.revoked)
		}
		if _, err := os.Stat(l.file); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%q: the file is still there: %v", held, err)
		}
		if len(*news) != 1 || !strings.Contains((*news)[0], l.file) {
			t.Errorf("%q: said %q, want one line that names the file", held, *news)
		}
	}
}

// A lease that cannot be revoked now is tried again, and the error says which.
func TestALeaseThatCannotBeRevokedIsKept(t *testing.T) {
	g := &gateway{status: http.StatusServiceUnavailable}
	l, _ := leads(t, g)
	if err := l.remember(t.Context()); err != nil {
		t.Fatal(err)
	}
	l.begin()
	if err := l.ready(t.Context()); err == nil || !strings.Contains(err.Error(), l.file) {
		t.Errorf("got %v, which should name %s", err, l.file)
	}
	g.status = http.StatusOK
	if err := l.ready(t.Context()); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff([]string{"42", "42"}, g.revoked); diff != "" {
		t.Error(diff)
	}
}

// Neither file is ever written over: half of one could stay after a power cut.
func TestWhatIsRememberedIsReplaced(t *testing.T) {
	l, _ := leads(t, &gateway{})
	p := reopen(t, t.TempDir())
	for file, write := range map[string]func() error{
		l.file: func() error { return l.remember(t.Context()) },
		p.file: p.save,
	} {
		old := file + ".old"
		if err := os.WriteFile(old, []byte("old"), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Link(old, file); err != nil {
			t.Fatal(err)
		}
		if err := write(); err != nil {
			t.Error(err)
		}
		if kept, err := os.ReadFile(old); err != nil || string(kept) != "old" {
			t.Errorf("%s was written over with %q, %v", file, kept, err)
		}
		if now, err := os.ReadFile(file); err != nil || string(now) == "old" {
			t.Errorf("%s holds %q, %v", file, now, err)
		}
	}
}
