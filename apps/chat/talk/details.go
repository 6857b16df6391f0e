package talk

import (
	"fmt"
	"slices"
	"strings"

	"github.com/errandapp/errand/actors/tasklist"
)

var priorities = map[tasklist.Priority]string{
	tasklist.Urgent: "urgent", tasklist.High: "high priority", tasklist.Medium: "medium priority", tasklist.Low: "low priority",
}

// line is a task on one line of a list.
func (p *Plan) line(t tasklist.Task) string {
	if about := p.about(t); len(about) > 0 {
		return t.Title + " — " + strings.Join(about, ", ")
	}
	return t.Title
}

// about is what there is to say of a task beside its title.
func (p *Plan) about(t tasklist.Task) []string {
	var words []string
	if t.Done() {
		words = append(words, "done "+dayName(t.CompletedAt.In(p.now.Location()), p.now))
	} else if t.Due != nil {
		words = append(words, When(t, p.now))
		if t.Repeat != nil {
			words = append(words, Repeats(*t.Repeat, p.now))
		}
	}
	if t.Minutes > 0 {
		words = append(words, "for "+lasting(t.Minutes))
	}
	if t.Priority != tasklist.NoPriority {
		words = append(words, priorities[t.Priority])
	}
	for _, l := range t.Labels {
		words = append(words, "#"+l)
	}
	if t.Project != "" {
		words = append(words, "+"+t.Project)
	}
	if len(t.Reminders) > 0 && !t.Done() {
		words = append(words, "reminder "+p.ringing(t.Reminders))
	}
	return words
}

// details is all that is known about a task.
func (p *Plan) details(a Asked, t tasklist.Task) string {
	words := fmt.Sprintf("%s, added %s", p.line(t), dayName(t.CreatedAt.In(p.now.Location()), p.now))
	if t.SnoozedUntil.After(p.now) {
		at := t.SnoozedUntil.In(p.now.Location())
		words += ", quiet until " + dayName(at, p.now) + ", " + at.Format("15:04")
	}
	if i := slices.IndexFunc(a.Tasks, func(o tasklist.Task) bool { return o.ID == t.Parent }); i >= 0 {
		words += ", part of " + quote(a.Tasks[i].Title)
	}
	if n := below(a.Tasks, t.ID); n > 0 {
		words += ", with " + many(n, "task") + " below it"
	}
	if t.Notes == "" {
		return words + "."
	}
	return words + ". Notes:\n" + t.Notes
}
