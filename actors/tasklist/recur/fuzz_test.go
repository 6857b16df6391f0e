package recur

import "testing"

// Whatever the text, there is an answer soon, and a rule reads back as itself.
func FuzzRule(f *testing.F) {
	for _, h := range hostile {
		f.Add(h.rule, h.start)
	}
	for _, s := range []string{"RRULE:freq=daily", "FREQ=WEEKLY;BYDAY=+1MO", "FREQ=DAILY;;", "FREQ=DAILY;UNTIL=99991231", ";=,=;", "FREQ=DAILY;BYHOUR=\x00"} {
		f.Add(s, "2026-11-24T17:00:30")
	}
	f.Fuzz(func(t *testing.T, text, at string) {
		start, err := ParseLocal(at)
		if err != nil {
			start = Local{Year: 2026, Month: 11, Day: 24}
		} else if again, err := ParseLocal(start.Format()); err != nil || again != start {
			t.Fatalf("%q reads back as %s, %v", at, again, err)
		}
		if took, call := exercise(text, start); took > slowest {
			t.Fatalf("%q from %s: %s took %s", text, start, call, took)
		}
		r, err := Parse(text)
		if err != nil {
			return
		}
		again, err := Parse(r.String())
		if err != nil || again.String() != r.String() {
			t.Fatalf("%q is %s, which reads back as %s, %v", text, r, again, err)
		}
		first, err := First(r, start)
		if err != nil {
			return
		}
		if first.Compare(start) < 0 {
			t.Fatalf("%s: First from %s is %s", r, start, first)
		}
		if next, n, ok := Next(r, first, first, 1, Local{}); ok && (n != 2 || next.Compare(first) <= 0 || !next.sane()) {
			t.Fatalf("%s: after %s comes %s (%d)", r, first, next, n)
		}
	})
}
