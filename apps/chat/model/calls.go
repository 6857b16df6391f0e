package model

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"github.com/errandapp/errand/apps/chat/understand"
)

// call makes a reading of one call.
func (r *reader) call(c call) error {
	switch c.name {
	case "add_task":
		return with(c, r.add)
	case "list_tasks":
		return with(c, r.list)
	case "complete_tasks":
		return with(c, func(v someTasks) error { return r.change(understand.Complete, v.Tasks, understand.Slots{}) })
	case "delete_tasks":
		return with(c, func(v someTasks) error { return r.change(understand.Delete, v.Tasks, understand.Slots{}) })
	case "rename_task":
		return with(c, r.rename)
	case "reschedule_tasks":
		return with(c, r.reschedule)
	case "prioritize_tasks":
		return with(c, r.prioritize)
	case "label_tasks":
		return with(c, r.label)
	case "move_tasks":
		return with(c, r.move)
	case "note_on_task":
		return with(c, r.note)
	case "remind_of_tasks":
		return with(c, r.remind)
	case "repeat_tasks":
		return with(c, r.repeat)
	}
	return nonsense("there is no such tool")
}

// with reads the arguments: one JSON object with the fields of a T, and no
// other.
func with[T any](c call, then func(T) error) error {
	var v T
	d := json.NewDecoder(bytes.NewReader([]byte(c.args)))
	d.DisallowUnknownFields()
	if err := d.Decode(&v); err != nil {
		return nonsense("the arguments of a call are not as they should be")
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nonsense("there is more than the arguments of a call")
	}
	return then(v)
}

func (r *reader) add(v addTask) error {
	s := understand.Slots{DurationMin: v.Minutes, Priority: v.Priority}
	err := errors.Join(
		text(v.Title, maxTitle, needed, &s.Title), text(v.Notes, maxNotes, optional, &s.Notes),
		text(v.Project, maxName, optional, &s.Project), labels(v.Labels, &s.Labels), priority(v.Priority),
		r.due(v.Date, v.Time, &s), rule(v.Repeat, &s),
	)
	switch {
	case err != nil:
		return err
	case s.DueDate == "" && (s.DueTime != "" || s.RRule != "" || v.Minutes != 0):
		return nonsense("there is a time, a rule or a length without a date")
	case v.Minutes < 0:
		return nonsense("a length is below zero")
	}
	r.adds = append(r.adds, s)
	return nil
}

func (r *reader) list(v listTasks) error {
	s := understand.Slots{DueFrom: v.From, DueTo: v.To, Status: v.Status, Limit: maxListed}
	if v.Priority != 0 {
		s.Priorities = []int{v.Priority}
	}
	err := errors.Join(text(v.Words, maxTitle, optional, &s.Query), text(v.Project, maxName, optional, &s.Project),
		labels(v.Labels, &s.Labels), priority(v.Priority), date(v.From), date(v.To), statusName(v.Status))
	r.lists = append(r.lists, understand.Reading{Intent: understand.List, Slots: s})
	return err
}

func (r *reader) rename(v renameTask) error {
	var s understand.Slots
	if err := text(v.Title, maxTitle, needed, &s.Title); err != nil {
		return err
	}
	return r.change(understand.Rename, []string{v.Task}, s)
}

func (r *reader) reschedule(v rescheduleTasks) error {
	s := understand.Slots{ClearDue: v.Never}
	if err := r.due(v.Date, v.Time, &s); err != nil {
		return err
	}
	if v.Never == (v.Date != "" || v.Time != "") {
		return nonsense("it is not said when, or both when and never")
	}
	return r.change(understand.Reschedule, v.Tasks, s)
}

func (r *reader) prioritize(v prioritizeTasks) error {
	if v.Priority == nil {
		return nonsense("there is no priority")
	}
	if err := priority(*v.Priority); err != nil {
		return err
	}
	return r.change(understand.Prioritize, v.Tasks, understand.Slots{Priority: *v.Priority})
}

func (r *reader) label(v labelTasks) error {
	var add, remove understand.Slots
	if err := errors.Join(labels(v.Add, &add.Labels), labels(v.Remove, &remove.Labels)); err != nil {
		return err
	}
	if len(v.Add)+len(v.Remove) == 0 {
		return nonsense("there is no label")
	}
	var err error
	if len(v.Add) > 0 {
		err = r.change(understand.Tag, v.Tasks, add)
	}
	if len(v.Remove) > 0 {
		err = errors.Join(err, r.change(understand.Untag, v.Tasks, remove))
	}
	return err
}

func (r *reader) move(v moveTasks) error {
	if v.Project == nil {
		return nonsense("there is no project")
	}
	var s understand.Slots
	if err := text(*v.Project, maxName, optional, &s.Project); err != nil {
		return err
	}
	return r.change(understand.Move, v.Tasks, s)
}

func (r *reader) note(v noteOnTask) error {
	var s understand.Slots
	if err := text(v.Text, maxNotes, needed, &s.Notes); err != nil {
		return err
	}
	return r.change(understand.Note, []string{v.Task}, s)
}

func (r *reader) remind(v remindOfTasks) error {
	var ring understand.Reminder
	switch {
	case v.Minutes == nil && v.At != "":
		if err := r.moment(v.At); err != nil {
			return err
		}
		ring.At = v.At
	case v.Minutes != nil && v.At == "" && *v.Minutes >= 0 && *v.Minutes <= maxBefore:
		ring.OffsetMin = *v.Minutes
	default:
		return nonsense("it is not said when to remind")
	}
	return r.change(understand.Remind, v.Tasks, understand.Slots{Reminders: []understand.Reminder{ring}})
}

func (r *reader) repeat(v repeatTasks) error {
	if v.Rule == nil {
		return nonsense("there is no rule")
	}
	var s understand.Slots
	if err := rule(*v.Rule, &s); err != nil {
		return err
	}
	return r.change(understand.Repeat, v.Tasks, s)
}
