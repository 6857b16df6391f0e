package talk

import (
	"slices"
	"strings"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/understand"
)

// filter are the tasks that fit.
func filter(a Asked, f understand.Filter) []tasklist.Task {
	var fit []tasklist.Task
	for _, t := range a.Tasks {
		if fits(a, f, t) {
			fit = append(fit, t)
		}
	}
	return fit
}

func fits(a Asked, f understand.Filter, t tasklist.Task) bool {
	switch f.Status {
	case "completed":
		if !t.Done() {
			return false
		}
	case "overdue":
		if !overdue(t, a.Now) {
			return false
		}
	case "all":
	default:
		if t.Done() && f.CompletedFrom == "" && f.CompletedTo == "" {
			return false
		}
	}
	completed := ""
	if t.Done() {
		completed = t.CompletedAt.In(a.Now.Location()).Format("2006-01-02")
	}
	return within(dueDay(t, a.Now), f.DueFrom, f.DueTo) &&
		within(completed, f.CompletedFrom, f.CompletedTo) &&
		(len(f.Priorities) == 0 || slices.Contains(f.Priorities, int(t.Priority))) &&
		hasAll(t.Labels, f.Labels) &&
		f.Project == "" && // no task has one yet
		(f.HasDue == nil || *f.HasDue == (t.Due != nil)) &&
		(f.Recurring == nil || !*f.Recurring) && // none repeats yet
		mentions(t, f.Query)
}

// within reports whether a date lies between two, which are both in it; an
// empty one is no bound, and no date lies nowhere.
func within(day, from, to string) bool {
	if from == "" && to == "" {
		return true
	}
	return day != "" && day >= from && (to == "" || day <= to)
}

func hasAll(have, want []string) bool {
	for _, w := range want {
		if !slices.ContainsFunc(have, func(h string) bool { return strings.EqualFold(h, w) }) {
			return false
		}
	}
	return true
}

// mentions reports whether the task has every word of the query.
func mentions(t tasklist.Task, query string) bool {
	text := strings.ToLower(t.Title + " " + t.Notes + " " + strings.Join(t.Labels, " "))
	for word := range strings.FieldsSeq(strings.ToLower(query)) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}
