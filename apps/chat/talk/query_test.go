package talk

import (
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/actors/tasklist/query"
	u "github.com/errandapp/errand/apps/chat/understand"
)

func TestQueryOf(t *testing.T) {
	for _, c := range []struct {
		f            u.Filter
		want, status string
	}{
		{u.Filter{}, "open", tasklist.StatusOpen},
		{u.Filter{Status: "open"}, "open", tasklist.StatusOpen},
		{u.Filter{Status: "overdue"}, "overdue", tasklist.StatusOpen},
		{u.Filter{Status: "completed"}, "done", tasklist.StatusDone},
		{u.Filter{Status: "all"}, "", tasklist.StatusAll},
		{u.Filter{CompletedFrom: "2026-11-20", CompletedTo: "2026-11-22"}, "done & completed >= 2026-11-20 & completed <= 2026-11-22", tasklist.StatusDone},
		{u.Filter{DueFrom: "2026-11-24", DueTo: "2026-11-30"}, "open & due >= 2026-11-24 & due <= 2026-11-30", tasklist.StatusOpen},
		{u.Filter{Priorities: []int{1, 2}, Labels: []string{"a b", `c"\`}}, `open & (p1 | p2) & #"a b" & #"c\"\\"`, tasklist.StatusOpen},
		{u.Filter{Project: "q3 planning", HasDue: new(true), Recurring: new(false)}, `open & project:"q3 planning" & has:due & !recurring`, tasklist.StatusOpen},
		{u.Filter{HasDue: new(false), Recurring: new(true), Query: `tax" | p1`}, `open & nodate & recurring & ("tax\"" | #"tax\"") & ("|" | #"|") & ("p1" | #"p1")`, tasklist.StatusOpen},
	} {
		if got := queryOf(c.f); got != c.want || status(c.f) != c.status {
			t.Errorf("%+v is %s of %s, want %s of %s", c.f, got, status(c.f), c.want, c.status)
		} else if _, err := query.Parse(got); err != nil {
			t.Errorf("%s: %v", got, err)
		}
	}
}

// A filter that is too long to be asked is said to be, and not cut short.
func TestQuestionThatIsTooLong(t *testing.T) {
	r := u.Reading{Intent: u.Delete, Slots: u.Slots{Ref: &u.Ref{Filter: &u.Filter{Query: strings.Repeat("word ", 200)}}}}
	_, ask, err := Question(Asked{Reading: r, Now: noon}, false)
	if ask || err == nil {
		t.Errorf("ask %v, %v", ask, err)
	}
}

// No text of a person gets out of its quotes: what it asks for is that text.
func FuzzQueryOf(f *testing.F) {
	for _, s := range []string{"home", `a" | done | "`, `\`, "a\x00b", "| & !", " é ", "p1"} {
		f.Add(s)
	}
	now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, text string) {
		if strings.TrimFunc(visible(text), unicode.IsSpace) == "" {
			return
		}
		filter, err := query.Parse(queryOf(u.Filter{Status: "all", Labels: []string{text}}))
		if err != nil {
			return // too long, say: it is told, not guessed
		}
		match := filter.At(query.Env{Now: now, Zone: time.UTC})
		if match(&query.Item{ID: "x", Title: text, Labels: []string{"something else"}}) {
			t.Errorf("label %q asks for a task without it: %s", text, filter)
		}
		if !match(&query.Item{ID: "x", Labels: []string{strings.TrimSpace(visible(text))}}) {
			t.Errorf("label %q does not ask for a task with it: %s", text, filter)
		}
	})
}
