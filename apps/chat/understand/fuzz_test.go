package understand

import (
	"reflect"
	"testing"
	"time"
	"unicode/utf8"
)

// FuzzUnderstand attacks what must hold for any bytes: no panic, spans inside the message and in order, the same
// answer twice, a known intent, dates that exist, and a title that has no invisible characters.
func FuzzUnderstand(f *testing.F) {
	for _, file := range []string{"testdata/dev.jsonl", "testdata/own.jsonl", "testdata/suites.jsonl"} {
		for i, c := range loadCases(f, file) {
			if len(c.Text) < 500 && i%7 == 0 { // all of them are run by score; a seed costs the fuzzer time
				f.Add(c.Text, c.at.Unix())
			}
		}
	}
	for _, s := range []string{
		"\xff\xfe every \xc3", "call tomorrow, sorry, friday no wait 6", "no, not 5, make that 2", "take every day at 8 and 20, 22 except june 19 x5 no matter what",
		"remind me when i get home to call and to buy at 6", "add a subtask to 2: x note: y", "nag me every 3 min until i do the", "[ ] 1. the roof, delete it", "gym -> 24.12. 17h30 uhr tom",
		"todos: a, b and c", "friday:\na\nb", "undo the last 99 changes", "rename #a to +b", "in 2-3 days or two", "99:99ish 5 30 pm 4/15 half 13 three quarters past 9",
	} {
		f.Add(s, int64(1781704800))
	}
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string, sec int64) {
		now := time.Unix(mod64(sec, 4102444800), 0)
		for _, ctx := range []Context{{}, {Shown: 5, Confirming: true, Literal: []Span{{Start: 1, End: 4}}}} {
			start := time.Now()
			r := Understand(text, now, berlin, ctx)
			if took := time.Since(start); len(text) <= 10_000 && took > 20*time.Second { // it does not end
				t.Errorf("took %v", took)
			}
			if again := Understand(text, now, berlin, ctx); !reflect.DeepEqual(r, again) {
				t.Errorf("second reading differs:\n%+v\n%+v", r, again)
			}
			check(t, text, r)
			if r.Alternative != nil {
				if r.Doubt == "" || r.Alternative.Alternative != nil {
					t.Errorf("alternative without doubt or with one of its own: %+v", r)
				}
				check(t, text, *r.Alternative)
			}
		}
	})
}

func mod64(a, b int64) int64 { return ((a % b) + b) % b }

func check(t *testing.T, text string, r Reading) {
	t.Helper()
	end := 0
	for _, s := range r.Spans {
		if s.Start < end || s.End <= s.Start || s.End > len(text) || s.Slot == "" {
			t.Errorf("span %+v does not fit behind %d in %d bytes", s, end, len(text))
		}
		end = s.End
	}
	tasks := append([]Slots{r.Slots}, r.Slots.Tasks...)
	for _, s := range tasks {
		for _, d := range []string{s.DueDate, s.EndDate, s.DueFrom, s.DueTo, s.CompletedFrom, s.CompletedTo} {
			if _, err := time.Parse(time.DateOnly, d); d != "" && err != nil {
				t.Errorf("date %q: %v", d, err)
			}
		}
		for _, c := range []string{s.DueTime, s.EndTime} {
			if _, err := time.Parse("15:04", c); c != "" && err != nil {
				t.Errorf("time %q: %v", c, err)
			}
		}
		if utf8.ValidString(text) && !utf8.ValidString(s.Title) {
			t.Errorf("title %q is cut inside a character", s.Title)
		}
		if s.RRule != "" {
			if _, err := dates(s.RRule, time.Date(2026, 6, 17, 0, 0, 0, 0, time.UTC), false); err != nil {
				t.Errorf("rule %q: %v", s.RRule, err)
			}
		}
		if s.RRule != "" && r.Intent != Repeat && s.DueDate == "" {
			t.Errorf("rule %s without a first date", s.RRule)
		}
		if s.Priority < 0 || s.Priority > 4 || s.DurationMin < 0 {
			t.Errorf("slots %+v", s)
		}
		for _, c := range s.Title {
			if c == 0 || c == '\u200b' || c == '\ufeff' || c == '\u202e' {
				t.Errorf("title %q has an invisible character", s.Title)
			}
		}
	}
	if r.Intent == "" || (r.Intent == Add && r.Slots.Title == "") {
		t.Errorf("intent %q, title %q", r.Intent, r.Slots.Title)
	}
}
