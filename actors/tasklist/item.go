package tasklist

import "github.com/errandapp/errand/actors/tasklist/query"

// Item is the task as the query language sees it.
func (t Task) Item() query.Item {
	item := query.Item{
		ID: t.ID, Title: t.Title, Notes: t.Notes, Labels: t.Labels, Project: t.Project, Parent: t.Parent,
		Priority: int(t.Priority), CreatedAt: t.CreatedAt, UpdatedAt: t.UpdatedAt, CompletedAt: t.CompletedAt,
		Recurring: t.Repeat != nil, HasReminder: len(t.Reminders) > 0, Source: t.Source, Order: t.Order,
	}
	if t.Due != nil {
		item.Due = query.Due{AllDay: t.Due.AllDay(), Date: t.Due.Date, At: t.DueAt}
	}
	return item
}
