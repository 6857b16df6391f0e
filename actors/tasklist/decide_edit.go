package tasklist

import "reflect"

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
