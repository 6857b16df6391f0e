package recur

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// The walk finds what the RFC's text finds, read slowly.
func TestWalkAsTheSlowTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := drawRule(t)
		start := drawStart(t, r)
		const limit, years = 40, 12
		want := naive(r, start, limit, years)
		got := expand(r, start, limit, years)
		end := start.time().AddDate(years, 0, 0)
		for len(got) > 0 && got[len(got)-1].time().After(end) {
			got = got[:len(got)-1]
		}
		if diff := cmp.Diff(texts(want), texts(got)); diff != "" {
			t.Fatalf("%s from %s: the twin -, the walk +\n%s", r, start, diff)
		}
	})
}

// Wherever a walk begins, it finds the same.
func TestWalkFromAnywhere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := drawRule(t)
		r.count, r.until = 0, Local{}
		start := drawStart(t, r)
		all := expand(r, start, 60, Horizon)
		if len(all) == 0 {
			return
		}
		i := rapid.IntRange(0, len(all)-1).Draw(t, "i")
		walk := r.walk(start, all[i])
		for _, want := range all[i:] {
			if got, ok := walk(); !ok || got != want {
				t.Fatalf("%s from %s: walking from %s met %s (%v), want %s", r, start, all[i], got, ok, want)
			}
		}
	})
}

// Next, one by one, is the walk; rolled forward, it is the first of them that
// is late enough, with its place.
func TestNextIsTheWalk(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := drawRule(t)
		start, err := First(r, drawStart(t, r))
		if err != nil {
			return
		}
		want := naive(r, start, 25, 40)
		if len(want) == 0 || want[0] != start {
			t.Fatalf("%s: First is %s, which is not on the rule: %v", r, start, want)
		}
		at, n := start, 1
		for i := 1; i < len(want); i++ {
			next, no, ok := Next(r, start, at, n, Local{})
			if !ok || next != want[i] || no != i+1 {
				t.Fatalf("%s from %s: after %s (%d) comes %s (%d, %v), want %s", r, start, at, n, next, no, ok, want[i])
			}
			at, n = next, no
		}
		from := rapid.IntRange(0, len(want)-1).Draw(t, "from")
		to := rapid.IntRange(0, len(want)-1).Draw(t, "to")
		next, no, ok := Next(r, start, want[from], from+1, want[to])
		if at := max(from+1, to); at < len(want) && (!ok || next != want[at] || no != at+1) {
			t.Fatalf("%s from %s: rolled from %s to %s is %s (%d, %v), want %s", r, start, want[from], want[to], next, no, ok, want[at])
		}
	})
}

// A series that was ended keeps what was before, and nothing else; what is cut
// off goes on by itself.
func TestUntilAndFromSplit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := drawRule(t)
		start, err := First(r, drawStart(t, r))
		if err != nil {
			return
		}
		all := naive(r, start, 15, 40)
		if len(all) < 2 {
			return
		}
		i := rapid.IntRange(1, len(all)-1).Draw(t, "cut")
		head, ok := Until(r, start, all[i])
		if !ok {
			t.Fatalf("%s from %s: nothing is left before %s", r, start, all[i])
		}
		if again, err := Parse(head.String()); err != nil || !again.Equal(head) {
			t.Fatalf("%s cut is %s, which reads as %s, %v", r, head, again, err)
		}
		if diff := cmp.Diff(texts(all[:i]), texts(naive(head, start, 20, 40))); diff != "" {
			t.Fatalf("%s from %s cut at %s is %s: want -, got +\n%s", r, start, all[i], head, diff)
		}
		tail, ok := From(r, i+1)
		if !ok || r.count > 0 && tail.count != r.count-i {
			t.Fatalf("%s from its %dth is %s, %v", r, i+1, tail, ok)
		}
	})
}

// The canonical text reads back as the rule, and says it once.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := drawRule(t)
		again, err := Parse(r.String())
		if err != nil || again.String() != r.String() || !cmp.Equal(r, again) {
			t.Fatalf("%s reads back as %s, %v", r, again, err)
		}
	})
}

// Later never answers sooner, and what follows completion follows it.
func TestFromCompletionFollows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := drawRule(t)
		current := drawStart(t, r)
		completed := drawLocal(t, 2024, 2033, false)
		next, n, ok := NextFromCompletion(r, current, completed, 3)
		if !ok {
			return
		}
		if n != 4 || r.spent(3) || r.over(next) || next == current && !r.NeedsTime() {
			t.Fatalf("%s: %s done at %s is followed by %s (%d)", r, current, completed, next, n)
		}
		if next.Compare(completed) < 0 || !r.NeedsTime() && next.date().Compare(completed.date()) <= 0 {
			t.Fatalf("%s: %s done at %s is followed by %s, which is before", r, current, completed, next)
		}
		if !r.NeedsTime() && next != next.at(current) {
			t.Fatalf("%s: %s done at %s is followed by %s, another time of day", r, current, completed, next)
		}
	})
}
