package talk

import (
	"fmt"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/actors/tasklist/query"
	"github.com/errandapp/errand/apps/chat/understand"
)

// Question is what the list must be asked before a message can be answered;
// false when nothing. Names are looked for among the open tasks, and when
// whole is set among the done ones too. The error says why such a question
// cannot be asked; Unasked answers it.
func Question(a Asked, whole bool) (tasklist.Query, bool, error) {
	s := a.Reading.Slots
	q := tasklist.Query{TimeZone: a.zone()}
	filter, sort := understand.Filter{}, ""
	switch intent := a.Reading.Intent; intent {
	case understand.List:
		filter, sort = s.Filter(), s.Sort
		if sort == "" && (filter.DueFrom != "" || filter.DueTo != "" || filter.Status == "overdue") {
			sort = "due" // who asks about days wants them in order
		}
		q.Limit = min(s.Limit, query.MaxLimit)
	case understand.Count:
		filter = s.Filter()
		q.Limit = 1
	default:
		change, ok := changes[intent]
		adds := (intent == understand.Add || intent == understand.AddMany) && a.Reading.Under != nil
		if !ok && intent != understand.Show && !adds || s.Ref == nil && !adds {
			return q, false, nil
		}
		if ok || adds {
			q.Command = CommandID(a.Message)
		}
		if adds || s.Ref.Filter == nil {
			q.Status = tasklist.StatusOpen
			switch {
			case change.trash:
				q.Status = tasklist.StatusTrash
			case whole || change.done:
				q.Status = tasklist.StatusAll
			}
			return q, true, nil
		}
		filter = *s.Ref.Filter
		if change.done && (filter.Status == "" || filter.Status == "open") {
			filter.Status = "completed"
		}
		q.Limit = MaxSteps
	}
	q.Status, q.Filter = status(filter), queryOf(filter)
	if _, err := query.Parse(q.Filter); err != nil {
		return q, false, fmt.Errorf("read filter: %w", err)
	}
	switch sort {
	case "due", "priority":
		q.Sort = sort + ",created,order"
	default:
		q.Sort = "created,order" // those of one message were added at one moment
	}
	return q, true, nil
}

// NeedsAll reports whether all open tasks have to be looked at besides: what
// a filter finds goes with what is below it, which the filter need not find.
func NeedsAll(a Asked) bool {
	r := a.Reading
	return (r.Intent == understand.Delete || r.Intent == understand.Complete) && r.Slots.Ref != nil && r.Slots.Ref.Filter != nil
}

// Unasked answers a message whose question cannot be asked. The error's words
// are about a filter that nobody typed, so they stay out of it.
func Unasked(a Asked) Plan {
	p := Plan{now: a.Now}
	p.say("I cannot look for that; try fewer and simpler words. I have done nothing.")
	return p
}

// status is which part of the list has to be looked at.
func status(f understand.Filter) string {
	switch {
	case f.Status == "all":
		return tasklist.StatusAll
	case f.Status == "completed", f.Status != "overdue" && (f.CompletedFrom != "" || f.CompletedTo != ""):
		return tasklist.StatusDone
	}
	return tasklist.StatusOpen
}
