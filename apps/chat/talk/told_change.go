package talk

import (
	"strings"

	"github.com/errandapp/errand/actors/tasklist"
)

func (p Plan) rescheduled(s Step, t tasklist.Task, changed bool) string {
	title := quote(t.Title)
	if t.Due == nil {
		words := title + " has no due date" + either(changed, " any more.", ".")
		return words + either(s.Task.Repeat != nil && t.Repeat == nil, " Without one it does not repeat.", "")
	}
	if !changed {
		return title + " is due " + When(t, p.now) + " already."
	}
	words := title + " is now due " + When(t, p.now)
	if t.Minutes > 0 && t.Minutes != s.Task.Minutes {
		words += ", for " + lasting(t.Minutes)
	}
	words += "." + p.passed(t)
	if t.Repeat == nil {
		return words
	}
	if s.Task.Repeat != nil && s.Task.Repeat.Recurrence == t.Repeat.Recurrence {
		return words + " Only this time: it still repeats " + Repeats(*t.Repeat, p.now) + "."
	}
	return words + " It repeats " + Repeats(*t.Repeat, p.now) + "."
}

func (p Plan) reminding(title string, t tasklist.Task, changed bool) string {
	switch {
	case len(t.Reminders) == 0 && t.Due != nil:
		return title + " has no reminders" + either(changed, " any more", "") + "; it still rings when it is due."
	case len(t.Reminders) == 0:
		return title + " has no reminders" + either(changed, " any more.", ".")
	}
	words := either(changed, "I will remind you of ", "I remind you of ") + title + " " + p.ringing(t.Reminders) + either(changed, ".", " already.")
	if t.RingAt.IsZero() {
		words += " That has passed, so it will not ring."
	}
	return words
}

func (p Plan) repeating(title string, t tasklist.Task, changed bool) string {
	if t.Repeat == nil {
		return title + either(changed, " no longer repeats.", " does not repeat.")
	}
	words := title + either(changed, " now repeats ", " repeats ") + Repeats(*t.Repeat, p.now)
	return words + either(changed, "; it is due "+When(t, p.now)+".", " already.")
}

// corrected tells what became of a task that was read wrongly.
func (p Plan) corrected(t tasklist.Task, changed bool) string {
	words := either(changed, "I have changed it to ", "It is ") + quote(t.Title)
	if about := p.about(t); len(about) > 0 {
		words += " — " + strings.Join(about, ", ")
	} else {
		words += ", with no date"
	}
	return words + either(changed, ".", " already.")
}

// whole says something of a task, and what there is to say of it beside.
func (p Plan) whole(title string, t tasklist.Task, words string) string {
	if about := p.about(t); len(about) > 0 {
		return title + words + " — " + strings.Join(about, ", ") + "."
	}
	return title + words + "."
}
