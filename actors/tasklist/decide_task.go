package tasklist

import (
	"reflect"
	"slices"
	"time"
)

func (d *draft) addTask(v AddTask) error {
	if err := checkID("id", v.ID); err != nil {
		return err
	}
	if _, ok := d.s.Any(v.ID); ok {
		return nil // its sender made the id: this is the same task, said twice
	}
	if d.s.Live.Len() >= MaxTasks {
		return refuse(CodeListFull, "", "This list is full: it has %d tasks to do.", MaxTasks)
	}
	content, err := v.Content.clean()
	if err != nil {
		return err
	}
	added := TaskAdded{Content: content, Parent: v.Parent, Order: orderAt(d.now, d.s.Version), Due: v.Due}
	if added.Source, err = cleanProject("source", v.Source); err != nil {
		return err
	}
	if v.Parent != "" {
		if err := d.checkParent(v.Parent, 1); err != nil {
			return err
		}
	}
	if v.Due != nil {
		if added.DueAt, err = v.Due.moment(d.s.Settings.morning()); err != nil {
			return err
		}
	} else if err := needsDue(content, v.Recurrence); err != nil {
		return err
	}
	added.RingAt = Task{Content: content, DueAt: added.DueAt}.ringFrom(d.now)
	if v.Recurrence != nil {
		if added.Repeat, err = beginSeries(v.ID, *v.Due, *v.Recurrence); err != nil {
			return err
		}
	}
	if err := d.happen(v.ID, added); err != nil {
		return err
	}
	return d.awaitNext(v.ID, Task{})
}

// needsDue refuses what makes no sense without a due date.
func needsDue(c Content, r *Recurrence) error {
	if r != nil {
		return refuse(CodeNeedsDue, "recurrence", "A task that repeats needs a due date to begin with.")
	}
	if c.Minutes > 0 {
		return refuse(CodeNeedsDue, "durationMin", "A duration needs a due date to begin at.")
	}
	if slices.ContainsFunc(c.Reminders, func(r Reminder) bool { return r.At.IsZero() }) {
		return refuse(CodeNeedsDue, "reminders", "A reminder before the due date, or nagging after it, needs a due date.")
	}
	return nil
}

func (d *draft) renameTask(v RenameTask) error {
	t, err := d.need(v.ID)
	if err != nil {
		return err
	}
	if t.Repeat != nil { // later occurrences, too
		return d.edit(t, EditTask{ID: v.ID, Title: &v.Title})
	}
	title, err := cleanTitle("title", v.Title)
	if err != nil || title == t.Title {
		return err
	}
	return d.happen(t.ID, TaskRenamed{Title: title})
}

func (d *draft) editTask(v EditTask) error {
	t, err := d.need(v.ID)
	if err != nil {
		return err
	}
	return d.edit(t, v)
}

// edit changes a task, and what later occurrences of it will say, unless only
// This was meant, or it is done and out of its series.
func (d *draft) edit(t Task, v EditTask) error {
	content, err := t.Content.edited(v)
	if err != nil {
		return err
	}
	v.This = v.This || t.Done()
	if t.Due == nil {
		if err := needsDue(content, nil); err != nil {
			return err
		}
	}
	edited := TaskEdited{Content: content, RingAt: t.RingAt, Repeat: t.Repeat}
	if !reflect.DeepEqual(content.Reminders, t.Reminders) && t.SnoozedUntil.IsZero() {
		after := t
		after.Content = content
		edited.RingAt = after.ringFrom(d.now)
	}
	if edited.Repeat, err = t.Repeat.edited(t.Content, v); err != nil {
		return err
	}
	same := reflect.DeepEqual(content, t.Content)
	if !same || !v.This && !reflect.DeepEqual(edited.Repeat, t.Repeat) {
		if err := d.happen(t.ID, edited); err != nil {
			return err
		}
	}
	if w, ok := d.waiting(t); ok && !v.This && !t.Waiting() {
		return d.edit(w, v)
	}
	return nil
}

// edited is how a task repeats after an edit: what later occurrences say
// stays when This one changes alone, and changes with it otherwise.
func (r *Repeat) edited(before Content, v EditTask) (*Repeat, error) {
	if r == nil || v.This == (r.Later != nil) {
		return r, nil
	}
	repeat := *r
	later := before.clone()
	if !v.This {
		var err error
		if later, err = r.Later.edited(v); err != nil {
			return nil, err
		}
	}
	repeat.Later = &later
	return &repeat, nil
}

func (d *draft) setDue(v SetDue) error {
	t, err := d.needOpen(v.ID)
	if err != nil {
		return err
	}
	at, err := v.Due.moment(d.s.Settings.morning())
	if err != nil {
		return err
	}
	if t.Due != nil && *t.Due == v.Due && t.DueAt.Equal(at) && (!v.Later || t.Repeat == nil || t.Repeat.Scheduled == v.Due.local()) {
		return nil
	}
	after := t
	after.DueAt, after.CameDueAt = at, time.Time{}
	set := TaskDueSet{Due: v.Due, DueAt: at, RingAt: after.ringFrom(d.now), Repeat: t.Repeat}
	if t.Repeat == nil || !v.Later {
		return d.happen(t.ID, set)
	}
	repeat, err := restartSeries(t, v.Due)
	if err != nil {
		return err
	}
	return d.renew(t, *repeat, func(r *Repeat) Change {
		set.Repeat = r
		return set
	})
}

func (d *draft) clearDue(v ClearDue) error {
	t, err := d.needOpen(v.ID)
	if err != nil || t.Due == nil {
		return err
	}
	if err := needsDue(t.Content, nil); err != nil {
		// What hangs on the due date goes with it.
		content := t.Content.clone()
		content.Minutes = 0
		content.Reminders = slices.DeleteFunc(content.Reminders, func(r Reminder) bool { return r.At.IsZero() })
		if len(content.Reminders) == 0 {
			content.Reminders = nil
		}
		if err := d.happen(t.ID, TaskEdited{Content: content, RingAt: t.RingAt, Repeat: t.Repeat}); err != nil {
			return err
		}
		t, _ = d.s.Task(t.ID)
	}
	if err := d.dropWaiting(t); err != nil {
		return err
	}
	after := t
	after.DueAt = time.Time{}
	return d.happen(t.ID, TaskDueCleared{RingAt: after.ringFrom(d.now)})
}

func (d *draft) snoozeTask(v SnoozeTask) error {
	t, err := d.needOpen(v.ID)
	if err != nil {
		return err
	}
	until := v.Until.UTC().Truncate(time.Second)
	if !until.After(d.now) || until.Year() > 9998 {
		return refuse(CodeBadMoment, "until", "A task can only be snoozed until a moment to come.")
	}
	if t.SnoozedUntil.Equal(until) {
		return nil
	}
	return d.happen(t.ID, TaskSnoozed{Until: until})
}

func (d *draft) changeSettings(v ChangeSettings) error {
	settings, err := d.s.Settings.changed(v)
	if err != nil || settings == d.s.Settings {
		return err
	}
	return d.happen("", SettingsChanged{settings})
}
