package ledger_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/actors/tasklist/contract/story"
	"github.com/errandapp/errand/apps/audit/ledger"
)

func TestTheListAsItWas(t *testing.T) {
	pool := open(t)
	l := ledger.New(pool)
	facts := story.EveryType("ann")
	record(t, l, records(0, 0, facts...))
	var (
		s      tasklist.State
		before time.Time
	)
	for i, f := range facts {
		e, err := f.Event()
		if err != nil {
			t.Fatal(err)
		}
		s = tasklist.Evolve(s, e)
		if i+1 < len(facts) && facts[i+1].Time.Equal(f.Time) {
			continue // told together
		}
		for name, got := range map[string]func() (tasklist.State, time.Time, error){
			"version": func() (tasklist.State, time.Time, error) {
				return l.AsOf(t.Context(), "ann", time.Time{}, int64(f.Data.Version))
			},
			"moment": func() (tasklist.State, time.Time, error) { return l.AsOf(t.Context(), "ann", f.Time, 0) },
		} {
			was, at, err := got()
			if err != nil || !at.Equal(f.Time) {
				t.Fatalf("%s %d: %v, at %v", name, f.Data.Version, err, at)
			}
			if diff := cmp.Diff(tasksOf(s), tasksOf(was)); diff != "" || was.Version != s.Version {
				t.Fatalf("%s %d (-list +audit):\n%s", name, f.Data.Version, diff)
			}
		}
		before = f.Time
	}
	if was, at, err := l.AsOf(t.Context(), "ann", facts[0].Time.Add(-time.Second), 0); err != nil || was.Version != 0 || !at.IsZero() {
		t.Errorf("before all: %+v, %v, %v", was.Version, at, err)
	}
	if was, _, err := l.AsOf(t.Context(), "ann", before.AddDate(1, 0, 0), 0); err != nil || was.Version != s.Version {
		t.Errorf("now: %d, %v", was.Version, err)
	}
	if _, _, err := l.AsOf(t.Context(), "ann", time.Time{}, int64(len(facts))+1); !errors.Is(err, ledger.ErrUnknown) {
		t.Errorf("a version to come: %v", err)
	}
	record(t, l, records(1, 0, story.Long("bob", 9)[4:]...))
	if _, _, err := l.AsOf(t.Context(), "bob", time.Time{}, 9); !errors.Is(err, ledger.ErrGap) {
		t.Errorf("without its beginning: %v", err)
	}
}

// A list of which the beginning was dropped was not empty then.
func TestTheListAsItWasIsNotToldOnceItsFactsAreDropped(t *testing.T) {
	pool, url := openAt(t)
	l := ledger.New(pool)
	now := time.Now().UTC()
	month := func(n int) time.Time {
		return time.Date(now.Year(), now.Month(), 1, 12, 0, 0, 0, time.UTC).AddDate(0, n, 0)
	}
	facts := story.Long("ann", 3)
	facts[0].Time, facts[1].Time, facts[2].Time = month(-30), month(-30).Add(time.Hour), month(0)
	record(t, l, records(0, 0, facts...))
	if was, at, err := l.AsOf(t.Context(), "ann", month(-29), 0); err != nil || was.Version != 2 || !at.Equal(facts[1].Time) {
		t.Fatalf("at hand: version %d at %v, %v", was.Version, at, err)
	}
	if _, err := ledger.Expire(t.Context(), owner(t, url), 13); err != nil {
		t.Fatal(err)
	}
	bobs := story.Long("bob", 1)
	bobs[0].Time = month(0)
	record(t, l, records(1, 0, bobs...))
	for _, c := range []struct {
		list    string
		moment  time.Time
		version int64
		want    error
	}{
		{"ann", month(-29), 0, ledger.ErrGap},
		{"ann", month(0), 0, ledger.ErrGap},
		{"ann", time.Time{}, 2, ledger.ErrGap},
		{"ann", time.Time{}, 3, ledger.ErrGap},
		{"ann", time.Time{}, 4, ledger.ErrGap},
		{"bob", month(-1), 0, nil}, // it had not begun
		{"bob", time.Time{}, 2, ledger.ErrUnknown},
		{"cid", month(0), 0, nil}, // nothing is known of it
		{"cid", time.Time{}, 1, ledger.ErrUnknown},
	} {
		if was, at, err := l.AsOf(t.Context(), c.list, c.moment, c.version); !errors.Is(err, c.want) || was.Version != 0 || !at.IsZero() {
			t.Errorf("%s at %v or version %d: got version %d, %v, want %v", c.list, c.moment, c.version, was.Version, err, c.want)
		}
	}
}

func tasksOf(s tasklist.State) map[string][]tasklist.Task {
	all := map[string][]tasklist.Task{}
	for _, status := range []string{tasklist.StatusOpen, tasklist.StatusDone, tasklist.StatusTrash} {
		of, _ := s.ByStatus(status) // there are these
		all[status] = slices.SortedFunc(of, func(a, b tasklist.Task) int { return strings.Compare(a.ID, b.ID) })
	}
	return all
}
