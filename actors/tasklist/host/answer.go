package host

import (
	"context"
	"errors"
	"iter"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/actors/tasklist/query"
)

// answer looks tasks up. It changes nothing. What is wrong with the question
// is a refusal.
func (l *list) answer(ctx context.Context, q tasklist.Query) (tasklist.Reply, error) {
	if err := l.load(ctx); err != nil {
		return tasklist.Reply{Fault: tasklist.FaultStore}, err
	}
	defer l.slim()
	r := tasklist.Reply{Version: l.state.Version, Settings: l.state.Settings}
	if q.Command != "" && l.state.Recent.Has(q.Command) {
		r.Events = 1
	}
	if q.History {
		if len(l.state.History.Missing()) > 0 {
			if err := l.fetch(ctx, tasklist.Unloaded{History: true}); err != nil {
				return tasklist.Reply{Fault: tasklist.FaultStore}, err
			}
		}
		r.CanUndo, r.CanRedo = l.state.History.CanUndo(), l.state.History.CanRedo()
	}
	status := q.Status
	if status == "" {
		status = tasklist.StatusOpen
		if q.Done {
			status = tasklist.StatusAll
		}
	}
	if want, ok := l.missingFor(q, status); ok {
		if err := l.fetch(ctx, want); err != nil {
			return tasklist.Reply{Fault: tasklist.FaultStore}, err
		}
	}
	if q.Task != "" {
		if t, ok := l.state.Task(q.Task); ok {
			r.Tasks = []tasklist.Task{t}
		}
		return r, nil
	}
	tasks, ok := l.state.ByStatus(status)
	if !ok {
		return refused(r, tasklist.CodeBadFilter, "status", "There is no status "+status+"; there are open, done, all and trash.")
	}
	if q.Filter == "" && q.Sort == "" && q.Limit == 0 && q.Cursor == "" {
		for t := range tasks {
			r.Tasks = append(r.Tasks, t)
		}
		r.Total = len(r.Tasks)
		return r, nil
	}
	return l.page(r, q, tasks)
}

// missingFor is what has to be read for a question.
func (l *list) missingFor(q tasklist.Query, status string) (tasklist.Unloaded, bool) {
	var want tasklist.Unloaded
	if q.Task != "" {
		_, ok := l.state.Task(q.Task)
		want.Done = !ok && l.state.Done.Missing() > 0
		return want, want.Done
	}
	want.Done = (status == tasklist.StatusDone || status == tasklist.StatusAll) && l.state.Done.Missing() > 0
	want.Trash = status == tasklist.StatusTrash && l.state.Trash.Missing() > 0
	return want, want.Done || want.Trash
}

// page answers with a page of what a filter finds.
func (l *list) page(r tasklist.Reply, q tasklist.Query, tasks iter.Seq[tasklist.Task]) (tasklist.Reply, error) {
	filter, err := query.Parse(q.Filter)
	if err != nil {
		return refused(r, tasklist.CodeBadFilter, "filter", err.Error())
	}
	sort, err := query.ParseSort(q.Sort)
	if err != nil {
		return refused(r, tasklist.CodeBadFilter, "sort", err.Error())
	}
	zone, err := l.state.Settings.Zone(q.TimeZone)
	if err != nil {
		var refusal *tasklist.Refusal
		if errors.As(err, &refusal) {
			r.Refusal = refusal
			return r, nil
		}
		return r, err
	}
	items := func(yield func(*query.Item) bool) {
		var item query.Item
		for t := range tasks {
			item = t.Item()
			if !yield(&item) {
				return
			}
		}
	}
	found, err := query.Query{Filter: filter, Sort: sort, Limit: q.Limit, Cursor: q.Cursor}.
		Page(items, query.Env{Now: l.deps.now(), Zone: zone})
	if err != nil {
		return refused(r, tasklist.CodeBadFilter, "cursor", err.Error())
	}
	for _, item := range found.Items {
		if t, ok := l.state.Any(item.ID); ok {
			r.Tasks = append(r.Tasks, t)
		}
	}
	r.Next, r.Total = found.Next, found.Total
	return r, nil
}

func refused(r tasklist.Reply, code, field, message string) (tasklist.Reply, error) {
	r.Refusal = &tasklist.Refusal{Code: code, Field: field, Message: message}
	return r, nil
}
