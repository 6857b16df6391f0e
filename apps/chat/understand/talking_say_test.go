package understand

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// say writes a reading as docs/talking.md does: the intent, then its slots. It takes each slot away as it is written
// and fails when one is left, so a reading that states more than the page shows is never called right.
func say(t *testing.T, r Reading) string {
	t.Helper()
	return strings.Join(append([]string{sayIntent(t, r)}, sayExtras(t, r.Extras)...), " · ")
}

// sayExtras writes what is said beyond the slots.
func sayExtras(t *testing.T, e Extras) (out []string) {
	t.Helper()
	if e.Under != nil {
		out = append(out, "part of "+sayRef(t, *e.Under))
	}
	if e.Times > 0 {
		out = append(out, fmt.Sprintf("%d times", e.Times))
	}
	if e.Nag > 0 {
		out = append(out, "again every "+sayMinutes(e.Nag)+" until done")
	}
	if e.Strict {
		out = append(out, "every date opens")
	}
	if e.Mends {
		out = append(out, "instead")
	}
	return out
}

func sayIntent(t *testing.T, r Reading) string {
	t.Helper()
	s := r.Slots
	head := strings.ReplaceAll(string(r.Intent), "_", " ")
	if s.Ref != nil {
		head += " " + sayRef(t, *s.Ref)
		s.Ref = nil
	}
	switch {
	case r.Intent == Prioritize && s.Priority == 0:
		head += " · no priority"
	case r.Intent == Remind && len(s.Reminders) == 0:
		head += " · never"
	case r.Intent == Repeat && s.RRule == "":
		head += " · never"
	}
	if s.Tasks == nil {
		return saySlots(t, head, s)
	}
	tasks := make([]string, len(s.Tasks))
	for i, task := range s.Tasks {
		tasks[i] = saySlots(t, "add", task)
	}
	if s.Tasks = nil; !reflect.DeepEqual(s, Slots{}) {
		t.Errorf("slots beside the tasks: %+v", s)
	}
	return strings.Join(tasks, "; ")
}

// saySlots writes the slots of one task or question; a title stands with the head.
func saySlots(t *testing.T, head string, s Slots) string {
	t.Helper()
	if s.Title != "" {
		head = strings.TrimSpace(head + " **" + s.Title + "**")
	}
	out := []string{head}
	add := func(ok bool, format string, args ...any) {
		if ok {
			out = append(out, fmt.Sprintf(format, args...))
		}
	}
	clock := s.DueTime
	if s.DueSecond > 0 {
		clock += fmt.Sprintf(":%02d", s.DueSecond)
	}
	add(s.DueDate != "" || s.DueTime != "", "%s", strings.TrimSpace(sayDay(t, s.DueDate)+" "+clock))
	add(s.EndDate != "" || s.EndTime != "", "to %s", strings.TrimSpace(sayDay(t, s.EndDate)+" "+s.EndTime))
	add(s.DurationMin != 0, "for %s", sayMinutes(s.DurationMin))
	if s.Shift != "" {
		add(true, "%s", sayShift(t, s.Shift))
	}
	add(s.ClearDue, "no date")
	if s.RRule != "" {
		add(true, "%s", sayRule(t, s.RRule))
	}
	add(s.FromCompletion, "counted from when it is done")
	add(s.Priority != 0, "%s", sayPriority(s.Priority))
	if f := sayFilter(t, s.Filter()); f != "" {
		add(true, "%s", f)
	}
	for _, r := range s.Reminders {
		switch at, clock, _ := strings.Cut(r.At, "T"); {
		case r.At != "":
			add(true, "rings %s %s", sayDay(t, at), clock)
		case r.OffsetMin == 0:
			add(true, "rings then")
		default:
			add(true, "rings %s before", sayMinutes(r.OffsetMin))
		}
	}
	add(s.Notes != "", "note: %s", s.Notes)
	add(s.Sort != "", "by %s", s.Sort)
	add(s.Limit != 0, "first %d", s.Limit)

	s.setFilter(Filter{})
	s.Title, s.DueDate, s.DueTime, s.DueSecond, s.EndDate, s.EndTime, s.DurationMin = "", "", "", 0, "", "", 0
	s.Shift, s.ClearDue, s.RRule, s.FromCompletion, s.Priority = "", false, "", false, 0
	s.Reminders, s.Notes, s.Sort, s.Limit = nil, "", "", 0
	if !reflect.DeepEqual(s, Slots{}) {
		t.Errorf("slots that the page cannot show: %+v", s)
	}
	return strings.Join(out, " · ")
}
