package talk

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/understand"
)

// reminder is a reminder as the list keeps it.
func reminder(r understand.Reminder, zone *time.Location) (tasklist.Reminder, bool) {
	if r.At == "" {
		before := r.OffsetMin
		return tasklist.Reminder{BeforeMin: &before}, true
	}
	date, clock, _ := strings.Cut(r.At, "T")
	at, err := tasklist.OnWallClock(date, clock, zone)
	return tasklist.Reminder{At: at}, err == nil
}

// reminders are those of a new task. What rings when it is due rings anyhow,
// and is left out; so is, and that is said, what hangs on a due date that it
// does not have.
func (p *Plan) reminders(a Asked, s understand.Slots) []tasklist.Reminder {
	var all []tasklist.Reminder
	for _, r := range s.Reminders {
		ring, ok := reminder(r, a.Now.Location())
		switch {
		case !ok:
			p.say("I did not understand when to remind you of %s.", quote(s.Title))
		case s.DueDate == "" && r.At == "" && r.OffsetMin > 0:
			p.say("%s has no due date, so I cannot remind you before it.", quote(s.Title))
		case r.At == "" && r.OffsetMin == 0, s.DueTime != "" && r.At == s.DueDate+"T"+clockOf(s):
		case !has(all, ring):
			all = append(all, ring)
		}
	}
	return all
}

func has(reminders []tasklist.Reminder, r tasklist.Reminder) bool {
	return slices.ContainsFunc(reminders, func(o tasklist.Reminder) bool {
		return o.At.Equal(r.At) && o.NagMin == r.NagMin && (o.BeforeMin == nil) == (r.BeforeMin == nil) &&
			(r.BeforeMin == nil || *o.BeforeMin == *r.BeforeMin)
	})
}

// ringing says when reminders ring, beside when the task is due.
func (p *Plan) ringing(reminders []tasklist.Reminder) string {
	var words []string
	for _, r := range reminders {
		switch {
		case !r.At.IsZero():
			at := r.At.In(p.now.Location())
			words = append(words, dayName(at, p.now)+" at "+wallClock(at))
		case r.NagMin > 0:
			words = append(words, "every "+lasting(r.NagMin)+" until it is done")
		case *r.BeforeMin == 0:
			words = append(words, "when it is due")
		default:
			words = append(words, lasting(*r.BeforeMin)+" before")
		}
	}
	return join(words, "and")
}

// lasting says how long so many minutes are.
func lasting(minutes int) string {
	var words []string
	for _, u := range []struct {
		name string
		long int
	}{{"day", 24 * 60}, {"hour", 60}, {"minute", 1}} {
		if n := minutes / u.long; n > 0 {
			words = append(words, many(n, u.name))
			minutes %= u.long
		}
	}
	if len(words) == 0 {
		return fmt.Sprintf("%d minutes", minutes)
	}
	return join(words, "and")
}
