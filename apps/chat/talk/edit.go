package talk

import (
	"strings"

	"github.com/errandapp/errand/actors/tasklist"
)

func prioritize(_ *Plan, a Asked, t tasklist.Task) []tasklist.Verb {
	priority := tasklist.Priority(a.Reading.Slots.Priority)
	return []tasklist.Verb{tasklist.EditTask{ID: t.ID, Priority: &priority}}
}

func (p *Plan) tag(a Asked, t tasklist.Task) []tasklist.Verb {
	labels := a.Reading.Slots.Labels
	if len(labels) == 0 {
		p.say("Which label? Say for example “tag %s #home”.", t.Title)
		return nil
	}
	return []tasklist.Verb{tasklist.EditTask{ID: t.ID, Tag: labels}}
}

func (p *Plan) untag(a Asked, t tasklist.Task) []tasklist.Verb {
	labels := a.Reading.Slots.Labels
	if len(labels) == 0 {
		p.say("Which label? Say for example “untag %s #home”.", t.Title)
		return nil
	}
	return []tasklist.Verb{tasklist.EditTask{ID: t.ID, Untag: labels}}
}

func moveToProject(_ *Plan, a Asked, t tasklist.Task) []tasklist.Verb {
	project := a.Reading.Slots.Project
	return []tasklist.Verb{tasklist.EditTask{ID: t.ID, Project: &project}}
}

// note adds to the notes that are there.
func (p *Plan) note(a Asked, t tasklist.Task) []tasklist.Verb {
	said := strings.TrimSpace(a.Reading.Slots.Notes)
	if said == "" {
		p.say("What shall I note? Say for example “note on %s: gate code 4417”.", t.Title)
		return nil
	}
	return []tasklist.Verb{tasklist.EditTask{ID: t.ID, AddNotes: said}}
}

// remind adds to the reminders that are there; without any it takes them all
// away.
func (p *Plan) remind(a Asked, t tasklist.Task) []tasklist.Verb {
	said, nag := a.Reading.Slots.Reminders, a.Reading.Nag
	if len(said) == 0 && nag == 0 {
		return []tasklist.Verb{tasklist.EditTask{ID: t.ID, Reminders: &[]tasklist.Reminder{}}}
	}
	var more []tasklist.Reminder
	for _, r := range said {
		ring, ok := reminder(r, a.Now.Location())
		if !ok {
			p.say("I did not understand when to remind you of %s.", quote(t.Title))
			return nil
		}
		more = append(more, ring)
	}
	if nag > 0 {
		more = append(more, tasklist.Reminder{NagMin: nag})
	}
	return []tasklist.Verb{tasklist.EditTask{ID: t.ID, AddReminders: more}}
}
