package understand

import "testing"

func TestMatch(t *testing.T) {
	titles := []string{"Buy oat milk", "Call mom", "Pay the rent", "Call mom's dentist", "Café reservation", "Submit tax return", "Milk the goats", "Water plants", "Buy oat flour"}
	for _, c := range []struct {
		ref  string
		best int // -1: none
		near bool
	}{
		{"oat milk", 0, false},
		{"Buy oat milk", 0, false},
		{"buy oat", 0, true},
		{"oat", 0, true},
		{"called mom", 1, false},
		{"mom", 1, true},
		{"paid the rent", 2, false},
		{"rent", 2, false},
		{"paying rent", 2, false},
		{"cafe", 4, false},
		{"CAFÉ reservation", 4, false},
		{"tax retrun", 5, false},
		{"taxes", 5, false},
		{"watering the plants", 7, false},
		{"goat", 6, false},
		{"dentist", 3, false},
		{"unicorn", -1, false},
		{"", -1, false},
		{"*", -1, false},
	} {
		got := Match(c.ref, titles)
		best := -1
		if len(got) > 0 {
			best = got[0].Index
		}
		if best != c.best {
			t.Errorf("Match(%q) best is %d, want %d: %v", c.ref, best, c.best, got)
		}
		if near := Ambiguous(got); near != c.near {
			t.Errorf("Match(%q) ambiguous %v, want %v: %v", c.ref, near, c.near, got)
		}
		for i, m := range got {
			if m.Score <= 0 || m.Score > 1 || i > 0 && m.Score > got[i-1].Score {
				t.Errorf("Match(%q) scores out of order: %v", c.ref, got)
			}
		}
	}
	if got := Match("gym", []string{"gym", "Gym"}); len(got) != 2 || got[0].Index != 0 || !Ambiguous(got) {
		t.Errorf("two equal titles: %v, want both, in order, ambiguous", got)
	}
}

func FuzzMatch(f *testing.F) {
	f.Add("done milk", "Buy oat milk")
	f.Add("é\u0301", "\xff")
	f.Fuzz(func(t *testing.T, ref, title string) {
		for _, m := range Match(ref, []string{title, "x", title}) {
			if m.Index < 0 || m.Index > 2 || m.Score <= 0 || m.Score > 1 {
				t.Errorf("Match(%q, %q): %+v", ref, title, m)
			}
		}
	})
}
