package talk

import (
	"cmp"
	"fmt"
	"time"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/ids"
	"github.com/errandapp/errand/apps/chat/understand"
)

// add opens tasks. Their ids follow from the message's too.
func (p *Plan) add(a Asked, tasks []understand.Slots) {
	parent, ok := p.under(a)
	if !ok {
		return
	}
	for i, s := range tasks {
		v := p.newTask(a, a.Message, i, s)
		v.Parent, p.Under = parent.ID, parent.Title
		p.Steps = append(p.Steps, Step{Verbs: []tasklist.Verb{v}, Task: tasklist.Task{Content: tasklist.Content{Title: s.Title}}})
	}
}

// placeName names a task of a message by its place; its id follows from it.
func placeName(place int) string { return fmt.Sprintf("task-%d", place) }

// newTask is how a task is opened: the one at a place, from 0, of those that
// a message asks for.
func (p *Plan) newTask(a Asked, message string, place int, s understand.Slots) tasklist.AddTask {
	v := tasklist.AddTask{
		ID: ids.Derive(message, placeName(place)), Source: "chat",
		Content: tasklist.Content{
			Title: s.Title, Notes: s.Notes, Priority: tasklist.Priority(s.Priority), Labels: s.Labels,
			Project: s.Project, Minutes: p.minutes(a, s), Reminders: p.reminders(a, s),
		},
	}
	if s.DueDate != "" {
		v.Due = &tasklist.Due{Date: s.DueDate, Time: clockOf(s), TimeZone: a.zone()}
		if v.Recurrence = recurrence(s); v.Recurrence != nil {
			v.Recurrence.Strict = a.Reading.Strict
		}
	}
	if nag := a.Reading.Nag; nag > 0 && v.Due != nil {
		v.Reminders = append(v.Reminders, tasklist.Reminder{NagMin: nag})
	} else if nag > 0 {
		p.say("%s has no due date, so I cannot keep on reminding you of it.", quote(s.Title))
	}
	return v
}

// under is the task that what is added becomes a part of; none without one.
// false: it is not known which, and that was said.
func (p *Plan) under(a Asked) (parent tasklist.Task, ok bool) {
	ref := a.Reading.Under
	if ref == nil || a.Decided {
		return parent, true
	}
	a.Reading.Slots.Ref, a.Reading.Spans = ref, nil
	found := p.targets(a, func(t tasklist.Task) bool { return !t.Done() })
	p.Choice = nil // it is the whole that is asked for, not the part
	switch len(found) {
	case 0:
		return parent, false
	case 1:
		return found[0], true
	}
	p.say("A task can be a part of one other only. I have added nothing.")
	return parent, false
}

// recurrence is how a task is to repeat; nil for not at all.
func recurrence(s understand.Slots) *tasklist.Recurrence {
	if s.RRule == "" {
		return nil
	}
	return &tasklist.Recurrence{Rule: s.RRule, FromCompletion: s.FromCompletion}
}

// minutes is how long a task takes: as was said, or from its due time to its
// end. What the list cannot keep is said.
func (p *Plan) minutes(a Asked, s understand.Slots) int {
	if s.DurationMin == 0 && s.EndDate == "" && s.EndTime == "" {
		return 0
	}
	if s.DueDate == "" {
		p.say("%s has no due date to begin at, so I left out how long it takes.", quote(s.Title))
		return 0
	}
	if s.DurationMin > 0 {
		return s.DurationMin
	}
	last := cmp.Or(s.EndDate, s.DueDate)
	begin, err1 := moment(s.DueDate, s.DueTime, a.Now.Location())
	end, err2 := moment(last, s.EndTime, a.Now.Location())
	if s.EndTime == "" {
		end = end.AddDate(0, 0, 1) // the last day is a part of it
	}
	minutes := int(end.Sub(begin).Minutes())
	if s.DueTime == "" && s.EndTime == "" {
		minutes = 24 * 60 * daysBetween(begin, end) // whatever the clocks do
	}
	if err1 != nil || err2 != nil || minutes <= 0 {
		p.say("I did not understand when %s ends, so I left that out.", quote(s.Title))
		return 0
	}
	return minutes
}

// moment is a date and a time, or midnight, on the wall.
func moment(date, clock string, zone *time.Location) (time.Time, error) {
	if clock == "" {
		clock = "00:00"
	}
	return tasklist.OnWallClock(date, clock, zone)
}
