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
		p.say("%s", p.none(a, s.Filter()))
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
	have := "You have " + many(a.Total, kind(s.Status)+"task") + p.that(a, s)
	switch {
	case wanted < a.Total && wanted == 1:
		have = "The first of your " + many(a.Total, kind(s.Status)+"task") + p.that(a, s)
	case wanted < a.Total:
		have = fmt.Sprintf("The first %d of your %s%s", wanted, many(a.Total, kind(s.Status)+"task"), p.that(a, s))
	}
	p.say("%s:\n%s%s", have, p.lines(p.Shown), more)
}

// count says how many there are.
func (p *Plan) count(a Asked) {
	s := a.Reading.Slots
	if a.Total == 0 {
		p.say("%s", p.none(a, s.Filter()))
		return
	}
	p.say("You have %s%s.", many(a.Total, kind(s.Status)+"task"), p.that(a, s))
}

// show tells all about tasks.
func (p *Plan) show(a Asked) {
	for _, t := range p.targets(a, func(t tasklist.Task) bool { return !t.Done() }) {
		p.About = append(p.About, t)
		p.say("%s", p.details(a, t))
	}
}

// none says that nothing fits, and what was looked for.
func (p *Plan) none(a Asked, f understand.Filter) string {
	narrow := f.Query != "" || len(f.Labels) > 0 || len(f.Priorities) > 0 || f.Project != "" || f.HasDue != nil || f.Recurring != nil
	due, done := span(a, " due", f.DueFrom, f.DueTo), span(a, "", f.CompletedFrom, f.CompletedTo)
	switch {
	case f.Status == "overdue" && !narrow:
		return "Nothing is overdue."
	case narrow:
		return "No " + kind(f.Status) + "task" + due + either(done == "", "", " done"+done) + " fits that" + p.sought(f) + "."
	case done != "":
		return "You finished nothing" + done + "."
	case due != "" && f.Status == "completed":
		return "Nothing" + due + " is done."
	case due != "":
		return "Nothing is" + due + "."
	case f.Status == "completed":
		return "Nothing is done yet."
	}
	return "Your list is empty."
}

// sought says by what tasks were looked for.
func (p *Plan) sought(f understand.Filter) string {
	var words []string
	if f.Query != "" {
		words = append(words, quote(f.Query))
	}
	if len(f.Labels) > 0 {
		words = append(words, tags(f.Labels))
	}
	if f.Project != "" {
		words = append(words, "the project "+quote(f.Project))
	}
	for _, n := range f.Priorities {
		words = append(words, priorities[tasklist.Priority(n)])
	}
	if len(words) == 0 {
		return ""
	}
	return ": I looked for " + join(words, "and")
}

func kind(status string) string {
	switch status {
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
