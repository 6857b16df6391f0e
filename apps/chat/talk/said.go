package talk

import (
	"fmt"
	"strings"

	"github.com/errandapp/errand/actors/tasklist"
)

// An Outcome is what came of a step.
type Outcome struct {
	Events  int               // 0: it was so already
	Task    *tasklist.Task    // as it is now; nil when it is not on the list
	Refusal *tasklist.Refusal // the list will not
}

// Words is the answer: what came of each step, then what is said anyhow.
func (p Plan) Words(outcomes []Outcome) string {
	var words []string
	for i, s := range p.Steps {
		words = append(words, p.told(s, outcomes[i]))
	}
	return strings.Join(append(words, p.Say...), " ")
}

// told says what came of one step.
func (p Plan) told(s Step, o Outcome) string {
	if o.Refusal != nil {
		if s.Task.Title == "" {
			return o.Refusal.Message
		}
		return fmt.Sprintf("Not done for %s: %s", quote(s.Task.Title), o.Refusal.Message)
	}
	title := quote(s.Task.Title)
	again := o.Events == 0
	switch v := s.Verb.(type) {
	case tasklist.AddTask:
		return p.added(title, o)
	case tasklist.CompleteTask:
		return either(again, title+" is done already.", "Done: "+title+".")
	case tasklist.ReopenTask:
		return either(again, title+" is still open.", title+" is open again.")
	case tasklist.RemoveTask:
		return either(again, title+" was deleted before.", "Deleted "+title+".")
	case tasklist.RenameTask:
		now := quote(v.Title)
		if o.Task != nil {
			now = quote(o.Task.Title)
		}
		return either(again, "It is called "+now+" already.", title+" is now called "+now+".")
	case tasklist.ClearDue:
		return either(again, title+" has no due date.", title+" has no due date any more.")
	case tasklist.SetDue:
		if o.Task == nil {
			return title + " is not on your list any more."
		}
		return either(again, title+" is due "+When(*o.Task, p.now)+" already.", title+" is now due "+When(*o.Task, p.now)+"."+p.passed(*o.Task))
	}
	return title + ": done."
}

func (p Plan) added(title string, o Outcome) string {
	switch {
	case o.Task == nil:
		return "I added " + title + " when you first sent this; it has been deleted since."
	case o.Events == 0:
		return quote(o.Task.Title) + " is on your list already: I added it when you first sent this."
	}
	words := "Added " + quote(o.Task.Title)
	if about := p.about(*o.Task); len(about) > 0 {
		words += " — " + strings.Join(about, ", ")
	}
	return words + "." + p.passed(*o.Task)
}

// passed says that a task will not ring, when that may surprise.
func (p Plan) passed(t tasklist.Task) string {
	switch {
	case t.Due == nil || !t.RingAt.IsZero() || t.DueAt.After(p.now) || t.Done():
		return ""
	case t.Due.AllDay() && !overdue(t, p.now):
		return " Without a time it rings in the morning, which has passed, so it will not ring."
	}
	return " That has passed, so it will not ring."
}

func either(first bool, a, b string) string {
	if first {
		return a
	}
	return b
}
