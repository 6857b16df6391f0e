package model

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/errandapp/errand/actors/tasklist"
)

// maxTitle is how much of a title the model is shown, in characters.
const maxTitle = 120

// A shownTask is a task as the model is shown it: no id, no notes.
type shownTask struct {
	Task     string   `json:"task"` // how to speak of it
	Title    string   `json:"title"`
	Date     string   `json:"date,omitempty"`
	Time     string   `json:"time,omitempty"`
	Repeats  string   `json:"repeats,omitempty"`
	Priority int      `json:"priority,omitempty"`
	Labels   []string `json:"labels,omitempty"`
	Project  string   `json:"project,omitempty"`
}

// handle is how the model speaks of the task at a place in what it was shown.
func handle(place int) string { return fmt.Sprintf("t%d", place) }

// show picks the tasks that the model is shown: those whose words are in the
// message, then those that it may refer to, then what is due soonest, then the
// newest. At most MaxTasks, and no more than fit into MaxData bytes.
func show(a Asked) []tasklist.Task {
	said := saidWords(a.Text)
	type ranked struct {
		tasklist.Task
		common int
		recall bool
	}
	var all []ranked
	for _, t := range a.Tasks {
		all = append(all, ranked{t, common(said, t.Title), t.ID == a.Meant || slices.Contains(a.Shown, t.ID)})
	}
	slices.SortStableFunc(all, func(x, y ranked) int {
		return cmp.Or(cmp.Compare(y.common, x.common), trueFirst(x.recall, y.recall), trueFirst(x.Due != nil, y.Due != nil),
			x.DueAt.Compare(y.DueAt), y.CreatedAt.Compare(x.CreatedAt), cmp.Compare(x.ID, y.ID))
	})
	var shown []tasklist.Task
	size := 0
	for _, t := range all[:min(len(all), MaxTasks)] {
		raw, err := json.Marshal(asShown(t.Task, len(shown)+1))
		if err != nil || size+len(raw) > MaxData {
			continue
		}
		size += len(raw)
		shown = append(shown, t.Task)
	}
	return shown
}

func asShown(t tasklist.Task, place int) shownTask {
	title := t.Title
	if r := []rune(title); len(r) > maxTitle {
		title = string(r[:maxTitle]) + "…"
	}
	s := shownTask{Task: handle(place), Title: title, Priority: int(t.Priority), Labels: t.Labels, Project: t.Project}
	if t.Due != nil {
		s.Date, s.Time = t.Due.Date, t.Due.Time
	}
	if t.Repeat != nil {
		s.Repeats = t.Repeat.Rule
	}
	return s
}

func trueFirst(x, y bool) int {
	switch {
	case x == y:
		return 0
	case x:
		return -1
	}
	return 1
}
