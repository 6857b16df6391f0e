package talk

import (
	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/actors/tasklist/recur"
)

// repeat makes a task repeat, from the date that was said, from its due date,
// or from the first one to come; without a rule it stops.
func (p *Plan) repeat(a Asked, t tasklist.Task) []tasklist.Verb {
	s := a.Reading.Slots
	set := tasklist.SetRecurrence{ID: t.ID, Recurrence: recurrence(s)}
	if set.Recurrence != nil {
		set.Recurrence.Strict = a.Reading.Strict
	}
	if set.Recurrence == nil || t.Due != nil && s.DueDate == "" {
		return []tasklist.Verb{set}
	}
	due := tasklist.Due{Date: s.DueDate, Time: clockOf(s), TimeZone: a.zone()}
	if due.Time == "" && t.Due != nil && !t.Due.AllDay() {
		due = sameTime(t, s, a.Now.Location())
	}
	if due.Date == "" {
		rule, err := recur.Parse(s.RRule)
		y, m, d := a.Now.Date()
		var first recur.Local
		if err == nil {
			first, err = recur.First(rule, recur.Local{Year: y, Month: int(m), Day: d, AllDay: true})
		}
		if err != nil {
			p.say("I cannot repeat %s like that: %v.", quote(t.Title), err)
			return nil
		}
		due.Date = first.Format()
	}
	return []tasklist.Verb{tasklist.SetDue{ID: t.ID, Due: due, Later: t.Repeat != nil}, set}
}
