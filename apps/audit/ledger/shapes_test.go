package ledger_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/audit/ledger"
)

// The list as it was can be told from facts of every shape that was ever
// published, and agrees with what the facts themselves say of their tasks.
func TestTheListAsItWasFromEveryShape(t *testing.T) {
	folders, err := filepath.Glob("../../../actors/tasklist/contract/testdata/v*")
	if err != nil || len(folders) < 2 {
		t.Fatalf("%q, %v", folders, err)
	}
	for _, folder := range folders {
		files, err := filepath.Glob(filepath.Join(folder, "*.json"))
		if err != nil {
			t.Fatal(err)
		}
		var facts []tasklist.Fact
		var rs []ledger.Record
		for _, file := range files {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			f, err := tasklist.ParseFact(raw)
			if err != nil {
				t.Fatal(err)
			}
			facts = append(facts, f)
			rs = append(rs, ledger.Record{Offset: int64(f.Data.Version), Value: raw})
		}
		slices.SortFunc(rs, func(a, b ledger.Record) int { return int(a.Offset - b.Offset) })
		slices.SortFunc(facts, func(a, b tasklist.Fact) int { return int(a.Data.Version) - int(b.Data.Version) })
		l := ledger.New(open(t))
		want(t, filepath.Base(folder), record(t, l, rs).Facts, len(facts))
		for _, f := range facts {
			s, _, err := l.AsOf(t.Context(), f.Data.List, time.Time{}, int64(f.Data.Version))
			if err != nil {
				t.Errorf("%s %d: %v", folder, f.Data.Version, err)
				continue
			}
			got, there := s.Task(f.Subject)
			if there != (f.Data.Task != nil) {
				t.Errorf("%s %d: the task is there: %v", folder, f.Data.Version, there)
			} else if there && (got.Title != f.Data.Task.Title || !got.DueAt.Equal(f.Data.Task.DueAt) || !got.CompletedAt.Equal(f.Data.Task.CompletedAt) || !got.RingAt.Equal(f.Data.Task.RingAt)) {
				t.Errorf("%s %d: got %+v, the fact has %+v", folder, f.Data.Version, got, *f.Data.Task)
			}
		}
		verified(t, l)
	}
}
