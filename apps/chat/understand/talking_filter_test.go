package understand

import (
	"fmt"
	"strings"
	"testing"
)

// sayRef writes which tasks are meant.
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
		return "all " + strings.TrimPrefix(sayFilter(t, *r.Filter), "all")
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
