package talk

import (
	"github.com/errandapp/errand/apps/chat/understand"
)

// leaveOut says which parts of a wish the list has no place for yet. several
// makes it say whose.
func (p *Plan) leaveOut(s understand.Slots, several bool) {
	var out []string
	if s.RRule != "" {
		out = append(out, "the repetition (this is only its first date)")
	}
	if s.EndDate != "" || s.EndTime != "" || s.DurationMin > 0 {
		out = append(out, "how long it takes")
	}
	if s.Project != "" {
		out = append(out, "the project "+quote(s.Project))
	}
	if early(s) {
		out = append(out, "the reminder (I ring when a task is due)")
	}
	if len(out) == 0 {
		return
	}
	whose := ""
	if several {
		whose = " of " + quote(s.Title)
	}
	p.say("I cannot keep everything yet, so I left out %s%s.", join(out, "and"), whose)
}

// early reports whether a reminder is wanted at another moment than that at
// which the task is due, when it rings anyhow.
func early(s understand.Slots) bool {
	for _, r := range s.Reminders {
		atDue := r.At == "" && r.OffsetMin == 0 && s.DueDate != "" ||
			r.At != "" && s.DueTime != "" && r.At == s.DueDate+"T"+s.DueTime ||
			r.At != "" && s.DueTime == "" && r.At == s.DueDate+"T09:00"
		if !atDue {
			return true
		}
	}
	return false
}
