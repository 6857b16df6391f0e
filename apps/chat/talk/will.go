package talk

import (
	"strings"
	"time"

	"github.com/errandapp/errand/actors/tasklist"
)

// will says what a step would do, all of it.
func (p *Plan) will(a Asked, s Step) string {
	var words []string
	for _, v := range s.Verbs {
		words = append(words, p.verb(a, s, v))
	}
	return strings.Join(words, ", and ")
}

// verb says what one verb of a step would do.
func (p *Plan) verb(a Asked, s Step, v tasklist.Verb) string {
	title := p.named(s.Task)
	switch v := v.(type) {
	case tasklist.AddTask:
		return "add " + p.wished(a, v)
	case tasklist.CompleteTask:
		return "mark " + title + " as done" + with(s)
	case tasklist.RemoveTask:
		return "delete " + title + with(s) + either(ends(s) != "", ", which does not come again then", "")
	case tasklist.RenameTask:
		return "rename " + title + " to " + quote(v.Title)
	case tasklist.SetDue:
		return "make " + title + " due " + p.on(a, v.Due)
	case tasklist.ClearDue:
		return "take the due date of " + title + " away"
	case tasklist.SetRecurrence:
		if v.Recurrence == nil {
			return "stop " + title + " from repeating"
		}
		return "repeat " + title + " " + p.repeats(*v.Recurrence, s)
	case tasklist.EditTask:
		return p.edit(title, v)
	}
	return "change " + title + " (" + tasklist.MethodOf(v) + ")"
}

// edit says what one edit of chat would do.
func (p *Plan) edit(title string, v tasklist.EditTask) string {
	switch {
	case v.Priority != nil && *v.Priority == tasklist.NoPriority:
		return "take the priority of " + title + " away"
	case v.Priority != nil:
		return "make " + title + " " + priorities[*v.Priority]
	case len(v.Tag) > 0:
		return "give " + title + " " + tags(v.Tag)
	case len(v.Untag) > 0:
		return "take " + tags(v.Untag) + " from " + title
	case v.Project != nil && *v.Project == "":
		return "take " + title + " out of its project"
	case v.Project != nil:
		return "put " + title + " into the project " + quote(*v.Project)
	case v.AddNotes != "":
		return "note on " + title + ": “" + v.AddNotes + "”"
	case v.Minutes != nil:
		return "plan " + lasting(*v.Minutes) + " for " + title
	case len(v.AddReminders) > 0:
		return "remind you of " + title + " " + p.ringing(v.AddReminders)
	case v.Reminders != nil && len(*v.Reminders) == 0:
		return "take the reminders of " + title + " away"
	case v.Reminders != nil:
		return "remind you of " + title + " " + p.ringing(*v.Reminders)
	}
	return "change " + title
}

// wished is a task that is not there yet, with all that it would have.
func (p *Plan) wished(a Asked, v tasklist.AddTask) string {
	t := tasklist.Task{Content: v.Content, Due: v.Due}
	if v.Due != nil {
		t.DueAt = dueAt(a, *v.Due)
	}
	if v.Due != nil && v.Recurrence != nil {
		t.Repeat = &tasklist.Repeat{Recurrence: *v.Recurrence, Scheduled: v.Due.Date}
	}
	words := quote(v.Title)
	if about := p.about(t); len(about) > 0 {
		words += " — " + strings.Join(about, ", ")
	}
	if v.Notes != "" {
		words += ", with the note “" + v.Notes + "”"
	}
	return words
}

// repeats says how a step makes its task repeat: from the date that it gives
// it, or the one it has.
func (p *Plan) repeats(r tasklist.Recurrence, s Step) string {
	from := s.Task.Due
	for _, v := range s.Verbs {
		if set, ok := v.(tasklist.SetDue); ok {
			from = &set.Due
		}
	}
	if from == nil {
		return "by the rule " + r.Rule // the list refuses it
	}
	return Repeats(tasklist.Repeat{Recurrence: r, Scheduled: from.Date}, p.now)
}

// on says when a due date is.
func (p *Plan) on(a Asked, d tasklist.Due) string {
	return When(tasklist.Task{Due: &d, DueAt: dueAt(a, d)}, p.now)
}

// dueAt is the moment of a due date, by the zone that it is in.
func dueAt(a Asked, d tasklist.Due) time.Time {
	zone, err := time.LoadLocation(d.TimeZone)
	if err != nil {
		zone = a.Now.Location() // the list refuses it later, in words
	}
	at, _ := moment(d.Date, d.Time, zone) // what is no date is shown as year 1, and refused
	return at
}
