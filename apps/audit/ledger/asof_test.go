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

func tasksOf(s tasklist.State) map[string][]tasklist.Task {
	all := map[string][]tasklist.Task{}
	for _, status := range []string{tasklist.StatusOpen, tasklist.StatusDone, tasklist.StatusTrash} {
		of, _ := s.ByStatus(status) // there are these
		all[status] = slices.SortedFunc(of, func(a, b tasklist.Task) int { return strings.Compare(a.ID, b.ID) })
	}
	return all
}
