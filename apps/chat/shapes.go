package main

import (
	"cmp"
	"slices"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/api"
)

// asTask is a task as the API tells it.
func asTask(t tasklist.Task) api.Task {
	out := api.Task{
		Id: t.ID, Title: t.Title, Notes: t.Notes, Priority: int(t.Priority), Labels: t.Labels, Project: t.Project,
		Parent: t.Parent, Order: t.Order, Source: t.Source, DurationMin: t.Minutes, Reminders: asReminders(t.Reminders),
		DueAt: t.DueAt, RingAt: t.RingAt, SnoozedUntil: t.SnoozedUntil, CameDueAt: t.CameDueAt, CreatedAt: t.CreatedAt,
		UpdatedAt: t.UpdatedAt, CompletedAt: t.CompletedAt, RemovedAt: t.RemovedAt, Revision: int64(t.Revision),
	}
	if t.Due != nil {
		out.Due = api.Due{Date: t.Due.Date, Time: t.Due.Time, TimeZone: t.Due.TimeZone}
	}
	if r := t.Repeat; r != nil {
		out.Recurrence = api.Recurrence{Rrule: r.Rule, FromCompletion: r.FromCompletion, Strict: r.Strict}
		out.Series, out.Occurrence, out.Scheduled = r.Series, r.Number, r.Scheduled
	}
	return out
}

// asTasks is never null in JSON.
func asTasks(tasks []tasklist.Task) []api.Task {
	out := make([]api.Task, 0, len(tasks))
	for _, t := range tasks {
		out = append(out, asTask(t))
	}
	return out
}

func asReminders(reminders []tasklist.Reminder) []api.Reminder {
	var out []api.Reminder
	for _, r := range reminders {
		out = append(out, api.Reminder{BeforeMin: r.BeforeMin, At: r.At, NagMin: r.NagMin})
	}
	return out
}

// fromReminders are reminders as a list takes them; never nil.
func fromReminders(reminders []api.Reminder) []tasklist.Reminder {
	out := make([]tasklist.Reminder, 0, len(reminders))
	for _, r := range reminders {
		out = append(out, tasklist.Reminder{BeforeMin: r.BeforeMin, At: r.At, NagMin: r.NagMin})
	}
	return out
}

// fromDue is a due date as a list takes it; nil for none.
func fromDue(d *api.Due) *tasklist.Due {
	if d == nil {
		return nil
	}
	return &tasklist.Due{Date: d.Date, Time: d.Time, TimeZone: cmp.Or(d.TimeZone, "UTC")}
}

// fromRecurrence is a recurrence as a list takes it; nil for none.
func fromRecurrence(r *api.Recurrence) *tasklist.Recurrence {
	if r == nil {
		return nil
	}
	return &tasklist.Recurrence{Rule: r.Rrule, FromCompletion: r.FromCompletion, Strict: r.Strict}
}

// inOrder sorts tasks as they were added.
func inOrder(tasks []tasklist.Task) {
	slices.SortFunc(tasks, func(x, y tasklist.Task) int {
		return cmp.Or(x.CreatedAt.Compare(y.CreatedAt), cmp.Compare(x.Order, y.Order), cmp.Compare(x.ID, y.ID))
	})
}
