package talk

import (
	"fmt"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/understand"
)

// maxLines is how many tasks are written out; Plan.About has them all.
const maxLines = 15

// list writes the tasks that fit, one a line.
func (p *Plan) list(a Asked) {
	s := a.Reading.Slots
	p.About = a.Tasks
	if a.Total == 0 {
		p.say("%s", p.none(s))
		return
	}
	wanted := a.Total
	if s.Limit > 0 {
		wanted = min(wanted, s.Limit)
	}
	p.Shown = a.Tasks[:min(len(a.Tasks), wanted, maxLines)]
	more := ""
	if rest := wanted - len(p.Shown); rest > 0 {
		more = fmt.Sprintf("\n… and %d more.", rest)
	}
	p.say("You have %s%s:\n%s%s", many(a.Total, kind(s)+"task"), p.that(a, s), p.lines(p.Shown), more)
}

// count says how many there are.
func (p *Plan) count(a Asked) {
	s := a.Reading.Slots
	if a.Total == 0 {
		p.say("%s", p.none(s))
		return
	}
	p.say("You have %s%s.", many(a.Total, kind(s)+"task"), p.that(a, s))
}

// show tells all about tasks.
func (p *Plan) show(a Asked) {
	for _, t := range p.targets(a, func(t tasklist.Task) bool { return !t.Done() }) {
		p.About = append(p.About, t)
		p.say("%s", p.details(a, t))
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
