package understand

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"
)

// say writes a reading as docs/talking.md does: the intent, then its slots. It takes each slot away as it is written
// and fails when one is left, so a reading that states more than the page shows is never called right.
func say(t *testing.T, r Reading) string {
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
	var tasks []string
	for _, task := range s.Tasks {
		tasks = append(tasks, saySlots(t, "add", task))
	}
	if s.Tasks = nil; tasks != nil {
		head = ""
	}
	return strings.Join(append(tasks, saySlots(t, head, s)), "; ")
}

// saySlots writes the slots of one task or question; a title stands with the head.
func saySlots(t *testing.T, head string, s Slots) string {
	t.Helper()
	if s.Title != "" {
		head = strings.TrimSpace(head + " **" + s.Title + "**")
	}
	out := []string{}
	if head != "" {
		out = append(out, head)
	}
	add := func(ok bool, format string, args ...any) {
		if ok {
			out = append(out, fmt.Sprintf(format, args...))
		}
	}
	add(s.DueDate != "" || s.DueTime != "", "%s", strings.TrimSpace(sayDay(t, s.DueDate)+" "+s.DueTime))
	add(s.EndDate != "" || s.EndTime != "", "to %s", strings.TrimSpace(sayDay(t, s.EndDate)+" "+s.EndTime))
	add(s.DurationMin != 0, "for %s", sayMinutes(s.DurationMin))
	add(s.Shift != "", "by %s", s.Shift)
	add(s.ClearDue, "no date")
	if s.RRule != "" {
		add(true, "%s", sayRule(t, s.RRule))
	}
	add(s.FromCompletion, "counted from when it is done")
	add(s.Priority != 0, "%s", sayPriority(s.Priority))
	f := s.Filter()
	add(true, "%s", sayFilter(t, f))
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
	s.Title, s.DueDate, s.DueTime, s.EndDate, s.EndTime, s.DurationMin = "", "", "", "", "", 0
	s.Shift, s.ClearDue, s.RRule, s.FromCompletion, s.Priority = "", false, "", false, 0
	s.Reminders, s.Notes, s.Sort, s.Limit = nil, "", "", 0
	if !reflect.DeepEqual(s, Slots{}) {
		t.Errorf("slots that the page cannot show: %+v", s)
	}
	var full []string
	for _, o := range out {
		if o != "" {
			full = append(full, o)
		}
	}
	return strings.Join(full, " · ")
}

func sayRef(t *testing.T, r Ref) string {
	t.Helper()
	switch {
	case r.Last:
		return "that one"
	case r.Text != "":
		return "“" + r.Text + "”"
	case r.Texts != nil:
		return "“" + strings.Join(r.Texts, "” and “") + "”"
	case r.Filter != nil:
		return strings.TrimSpace("all " + sayFilter(t, *r.Filter))
	}
	var ns []string
	for _, n := range r.Numbers {
		if n < 0 {
			ns = append(ns, "the last")
		} else {
			ns = append(ns, fmt.Sprintf("number %d", n))
		}
	}
	return strings.Join(ns, " and ")
}

func sayFilter(t *testing.T, f Filter) string {
	t.Helper()
	var out []string
	add := func(ok bool, format string, args ...any) {
		if ok {
			out = append(out, fmt.Sprintf(format, args...))
		}
	}
	add(f.Status != "", "%s", f.Status)
	add(f.DueFrom != "" || f.DueTo != "", "due %s", saySpan(t, f.DueFrom, f.DueTo))
	add(f.CompletedFrom != "" || f.CompletedTo != "", "done %s", saySpan(t, f.CompletedFrom, f.CompletedTo))
	for _, p := range f.Priorities {
		add(true, "%s", sayPriority(p))
	}
	for _, l := range f.Labels {
		add(true, "#%s", l)
	}
	add(f.Project != "", "in +%s", f.Project)
	add(f.Query != "", "with “%s”", f.Query)
	add(f.HasDue != nil && *f.HasDue, "with a date")
	add(f.HasDue != nil && !*f.HasDue, "without a date")
	add(f.Recurring != nil && *f.Recurring, "recurring")
	add(f.Recurring != nil && !*f.Recurring, "not recurring")
	return strings.Join(out, " · ")
}

// sayMinutes writes minutes in the largest unit that divides them.
func sayMinutes(n int) string {
	unit := "minute"
	switch {
	case n%1440 == 0:
		n, unit = n/1440, "day"
	case n%60 == 0:
		n, unit = n/60, "hour"
	}
	if n == 1 {
		return "1 " + unit
	}
	return fmt.Sprintf("%d %ss", n, unit)
}

func saySpan(t *testing.T, from, to string) string {
	t.Helper()
	switch {
	case from == to:
		return sayDay(t, from)
	case from == "":
		return "up to " + sayDay(t, to)
	case to == "":
		return "from " + sayDay(t, from)
	}
	return sayDay(t, from) + " to " + sayDay(t, to)
}

func sayPriority(p int) string { return []string{"none", "urgent", "high", "medium", "low"}[p] }

// sayDay writes a date; the year is said when it is not 2026.
func sayDay(t *testing.T, s string) string {
	t.Helper()
	if s == "" {
		return ""
	}
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t.Errorf("date %q: %v", s, err)
		return s
	}
	if d.Year() == 2026 {
		return d.Format("Mon 2 Jan")
	}
	return d.Format("Mon 2 Jan 2006")
}
