package tasklist

import (
	"encoding/json"
	"fmt"
	"time"
)

// Decide answers a command: the events that follow from it, in order, or an
// error, and then nothing happens. The error is a *Refusal, or an *Unloaded
// when it takes a part of the list that is not in memory; any other is of an
// event that could not be written down, and so not be told. No events and no
// error mean that all is as wished already; so it is for every command that
// was decided before.
//
// now is the moment of the decision. It becomes the events' At, in UTC.
func Decide(s State, c Command, now time.Time) ([]Event, error) {
	now = now.UTC().Truncate(time.Millisecond)
	if err := checkID("command", c.ID); err != nil {
		return nil, err
	}
	if s.Recent.Has(c.ID) {
		return nil, nil
	}
	if c.IfVersion != nil && *c.IfVersion != s.Version {
		return nil, refuse(CodeVersionConflict, "ifVersion", "The list has changed: it is at version %d, not %d.", s.Version, *c.IfVersion)
	}
	d := &draft{s: s, now: now, command: c.ID}
	if err := d.follow(c.Verb); err != nil {
		return nil, err
	}
	return d.events, nil
}

// More reports whether a Bulk or a renaming that is decided now leaves tasks
// over for the next time. s is the list before it.
func More(s State, c Command, now time.Time) bool {
	d := &draft{s: s, now: now.UTC().Truncate(time.Millisecond), command: c.ID}
	return d.follow(c.Verb) == nil && d.more
}

// Unloaded says that a command takes parts of the list that are not in
// memory. Load them and decide again.
type Unloaded struct{ Done, Trash, History bool }

func (u *Unloaded) Error() string {
	return fmt.Sprintf("not in memory: done %v, trash %v, history %v", u.Done, u.Trash, u.History)
}

// A draft is a list while a command is being decided: each event is folded in
// as soon as it is known, so that the next one sees it.
type draft struct {
	s       State
	now     time.Time
	command string
	events  []Event
	ringing bool // the list acts by itself
	more    bool // something was left for the next time
	bounded bool // by enoughTold: told is reckoned
	told    int  // bytes of the events' facts
}

// enoughTold is how many bytes of facts end a ring, a Bulk or a renaming
// before its count does: the rest is left for the next time. The facts are
// saved in one message of 4 MiB at most, which also has pages, and images of
// the tasks to take the command back by.
const enoughTold = 1 << 20

// happen adds an event.
func (d *draft) happen(task string, c Change) error {
	if len(d.events) == MaxEvents {
		return refuse(CodeTooMuch, "", "That is too much at once: one command changes at most %d things.", MaxEvents)
	}
	e := Event{Version: d.s.Version + 1, Command: d.command, At: d.now, Task: task, Change: c}
	d.events = append(d.events, e)
	d.s = Evolve(d.s, e)
	if !d.bounded {
		return nil
	}
	fact, err := Tell("", e, d.s, "")
	if err != nil {
		return err
	}
	raw, err := json.Marshal(fact)
	if err != nil {
		return fmt.Errorf("measure %s: %w", fact.ID, err)
	}
	d.told += len(raw)
	return nil
}

func (d *draft) follow(v Verb) error {
	switch v := v.(type) {
	case AddTask:
		return d.addTask(v)
	case RenameTask:
		return d.renameTask(v)
	case EditTask:
		return d.editTask(v)
	case SetDue:
		return d.setDue(v)
	case ClearDue:
		return d.clearDue(v)
	case SetRecurrence:
		return d.setRecurrence(v)
	case CompleteTask:
		return d.completeTask(v)
	case ReopenTask:
		return d.reopenTask(v)
	case SkipTask:
		return d.skipTask(v)
	case SnoozeTask:
		return d.snoozeTask(v)
	case MoveTask:
		return d.moveTask(v)
	case RemoveTask:
		return d.removeTask(v)
	case RestoreTask:
		return d.restoreTask(v)
	case RenameLabel:
		return d.renameLabel(v)
	case RenameProject:
		return d.renameProject(v)
	case ChangeSettings:
		return d.changeSettings(v)
	case Batch:
		return d.batch(v)
	case Bulk:
		return d.bulk(v)
	case Undo:
		return d.undo(v)
	case Redo:
		return d.redo(v)
	case RingDue:
		return d.ringDue()
	}
	return refuse(CodeBadVerb, "", "There is no verb %T.", v)
}

// need finds the task that a verb is about.
func (d *draft) need(id string) (Task, error) {
	if err := checkID("id", id); err != nil {
		return Task{}, err
	}
	t, ok := d.s.Task(id)
	if ok && !t.Waiting() { // what has not opened yet is nobody's business
		return t, nil
	}
	if !ok && d.s.Done.Missing() > 0 {
		return Task{}, &Unloaded{Done: true}
	}
	return Task{}, refuse(CodeUnknownTask, "id", "There is no task %q on this list.", id)
}

// needOpen is need for verbs that make no sense of a task that is done.
func (d *draft) needOpen(id string) (Task, error) {
	t, err := d.need(id)
	if err == nil && t.Done() {
		err = refuse(CodeTaskDone, "id", "“%s” is done; reopen it first.", t.Title)
	}
	return t, err
}
