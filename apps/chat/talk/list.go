package talk

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/understand"
)

// maxLines is how many tasks are written out; Plan.About has them all.
const maxLines = 15

// list writes the tasks that fit, one a line.
func (p *Plan) list(a Asked) {
	s := a.Reading.Slots
	p.notThere(s)
	p.About = filter(a, s.Filter())
	sorted(p.About, s.Sort)
	all := len(p.About)
	if s.Limit > 0 && s.Limit < all {
		p.About = p.About[:s.Limit]
	}
	if all == 0 {
		p.say("%s", p.none(s))
		return
	}
	lines := []string{fmt.Sprintf("You have %s%s:", many(all, kind(s)+"task"), p.that(a, s))}
	for i, t := range p.About {
		if i == maxLines {
			lines = append(lines, fmt.Sprintf("… and %d more.", len(p.About)-maxLines))
			break
		}
		lines = append(lines, "• "+p.line(t)) // no numbers: they could not be referred to yet
	}
	p.say("%s", strings.Join(lines, "\n"))
}

// count says how many there are.
func (p *Plan) count(a Asked) {
	s := a.Reading.Slots
	p.notThere(s)
	p.About = filter(a, s.Filter())
	if len(p.About) == 0 {
		p.say("%s", p.none(s))
		return
	}
	p.say("You have %s%s.", many(len(p.About), kind(s)+"task"), p.that(a, s))
}

// notThere says which conditions nothing can meet yet.
func (p *Plan) notThere(s understand.Slots) {
	if s.Project != "" {
		p.say("There are no projects yet.")
	}
	if s.Recurring != nil && *s.Recurring {
		p.say("Tasks do not repeat yet.")
	}
}

func (p *Plan) none(s understand.Slots) string {
	switch f := s.Filter(); {
	case f.Status == "overdue":
		return "Nothing is overdue."
	case f.DueFrom != "" || f.DueTo != "" || f.CompletedFrom != "" || f.CompletedTo != "" || f.Query != "" ||
		len(f.Labels) > 0 || len(f.Priorities) > 0 || f.Project != "" || f.HasDue != nil || f.Recurring != nil:
		return "No task fits that."
	case f.Status == "completed":
		return "Nothing is done yet."
	}
	return "Your list is empty."
}

func kind(s understand.Slots) string {
	switch s.Status {
	case "overdue":
		return "overdue "
	case "completed":
		return "done "
	case "all":
		return ""
	}
	return "open "
}

// that says by which dates the list was narrowed.
func (p *Plan) that(a Asked, s understand.Slots) string {
	return span(a, " due", s.DueFrom, s.DueTo) + span(a, " done", s.CompletedFrom, s.CompletedTo)
}

// sorted sorts by due date or by priority; what has none comes last. It was
// sorted by age before and keeps that where all else is equal.
func sorted(tasks []tasklist.Task, by string) {
	slices.SortStableFunc(tasks, func(x, y tasklist.Task) int {
		switch by {
		case "due":
			if x.Due == nil || y.Due == nil {
				return cmp.Compare(unset(x.Due == nil), unset(y.Due == nil))
			}
			return x.DueAt.Compare(y.DueAt)
		case "priority":
			return cmp.Compare((x.Priority+tasklist.Low)%(tasklist.Low+1), (y.Priority+tasklist.Low)%(tasklist.Low+1))
		}
		return 0
	})
}

func unset(b bool) int {
	if b {
		return 1
	}
	return 0
}
