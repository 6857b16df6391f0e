package tasklist

import (
	"slices"
	"time"
)

// MaxUndo is how many commands can be taken back.
const MaxUndo = 100

// History is what it takes to take commands back: for each of the last
// MaxUndo, how the tasks it touched were before. Old entries are read only
// when somebody wants one; Missing says how many are not in memory. It is
// never changed. The zero History is empty.
type History struct {
	entries []*Entry // ascending by Number
	missing []uint64 // numbers of entries that are not in memory, all below those that are
	undone  []uint64 // numbers of entries that were taken back, in that order
	next    uint64
}

// An Entry is one command. Whoever holds it must not change it.
type Entry struct {
	Number  uint64    `json:"-"`
	Command string    `json:"command"`
	At      time.Time `json:"at"` // when it was decided, taken back or done again last
	Steps   []Step    `json:"steps"`
}

// A Step is one task that the command touched. Image is the task on the
// other side: as it was before the command, or, once that is taken back, as
// it was after it; nil is "not there". Revision is the task's on this side;
// when the task has another one by now, it was changed since.
type Step struct {
	Task     string `json:"task"`
	Revision uint64 `json:"revision"`
	Image    *Task  `json:"image,omitempty"`
	Gone     bool   `json:"gone,omitempty"` // it is not there on this side
}

// HistoryAt is a saved history of which no entry is in memory.
func HistoryAt(numbers, undone []uint64, next uint64) History {
	return History{missing: numbers, undone: undone, next: next}
}

// Entries, Missing, Undone and Next are what has to be saved.
func (h History) Entries() []*Entry { return h.entries }
func (h History) Missing() []uint64 { return h.missing }
func (h History) Undone() []uint64  { return h.undone }
func (h History) Next() uint64      { return h.next }

// Whole is the history with its missing entries.
func (h History) Whole(missing []*Entry) History {
	h.entries = append(slices.Clone(missing), h.entries...)
	h.missing = nil
	return h
}

// record notes that an event touched a task, which was like before, and
// whether it is still there.
func (h History) record(e Event, before *Task, stays bool) History {
	h.entries = slices.Clone(h.entries)
	if n := len(h.entries); n > 0 && h.entries[n-1].Command == e.Command && !slices.Contains(h.undone, h.entries[n-1].Number) {
		h.entries[n-1] = h.entries[n-1].with(e, before, stays)
		return h
	}
	// A new command: what was taken back cannot come again.
	gone := func(n uint64) bool { return slices.Contains(h.undone, n) }
	h.entries = slices.DeleteFunc(h.entries, func(x *Entry) bool { return gone(x.Number) })
	h.missing = slices.DeleteFunc(slices.Clone(h.missing), gone)
	h.undone = nil
	entry := &Entry{Number: h.next, Command: e.Command, At: e.At}
	h.entries = append(h.entries, entry.with(e, before, stays))
	h.next++
	for len(h.entries)+len(h.missing) > MaxUndo {
		if len(h.missing) > 0 {
			h.missing = h.missing[1:]
		} else {
			h.entries = h.entries[1:]
		}
	}
	return h
}

// with is the entry with one more step, or the same step gone on.
func (x *Entry) with(e Event, before *Task, stays bool) *Entry {
	next := *x
	next.Steps = slices.Clone(x.Steps)
	for i := range next.Steps {
		if next.Steps[i].Task == e.Task {
			next.Steps[i].Revision, next.Steps[i].Gone = e.Version, !stays
			return &next
		}
	}
	next.Steps = append(next.Steps, Step{Task: e.Task, Revision: e.Version, Image: before, Gone: !stays})
	return &next
}

// reverted turns a step around: the task was like before, and is the step's
// image now.
func (h History) reverted(e Event, c TaskReverted, before *Task) History {
	i := slices.IndexFunc(h.entries, func(x *Entry) bool { return x.Command == c.Of })
	if i < 0 {
		return h
	}
	h.entries = slices.Clone(h.entries)
	entry := *h.entries[i]
	entry.At = e.At
	entry.Steps = slices.Clone(entry.Steps)
	for j := range entry.Steps {
		if entry.Steps[j].Task == e.Task {
			entry.Steps[j].Image, entry.Steps[j].Revision, entry.Steps[j].Gone = before, e.Version, c.Task == nil
			if c.Task != nil {
				entry.Steps[j].Revision = c.Task.Revision
			}
		}
	}
	h.entries[i] = &entry
	h.undone = slices.DeleteFunc(slices.Clone(h.undone), func(n uint64) bool { return n == entry.Number })
	if !c.Redo {
		h.undone = append(h.undone, entry.Number)
	}
	return h
}

// lastDone is the latest entry that was not taken back, or the one of a
// command.
func (h History) lastDone(command string) (*Entry, bool) {
	for _, x := range slices.Backward(h.entries) {
		done := !slices.Contains(h.undone, x.Number)
		if command == "" && done || command != "" && x.Command == command && done {
			return x, true
		}
	}
	return nil, false
}

// CanUndo and CanRedo are the ids of the commands that were done, and of those
// that were taken back, the last one first. Of entries that are Missing they
// tell nothing.
func (h History) CanUndo() []string {
	var ids []string
	for _, x := range slices.Backward(h.entries) {
		if !slices.Contains(h.undone, x.Number) {
			ids = append(ids, x.Command)
		}
	}
	return ids
}

func (h History) CanRedo() []string {
	var ids []string
	for _, number := range slices.Backward(h.undone) {
		if i := slices.IndexFunc(h.entries, func(x *Entry) bool { return x.Number == number }); i >= 0 {
			ids = append(ids, h.entries[i].Command)
		}
	}
	return ids
}

// touchedAfter reports whether a later entry, not taken back, is about a task.
func (h History) touchedAfter(number uint64, task string) bool {
	return slices.ContainsFunc(h.entries, func(x *Entry) bool {
		return x.Number > number && !slices.Contains(h.undone, x.Number) &&
			slices.ContainsFunc(x.Steps, func(s Step) bool { return s.Task == task })
	})
}

// lastUndone is the entry that was taken back last.
func (h History) lastUndone() (*Entry, bool) {
	if len(h.undone) == 0 {
		return nil, false
	}
	last := h.undone[len(h.undone)-1]
	i := slices.IndexFunc(h.entries, func(x *Entry) bool { return x.Number == last })
	if i < 0 {
		return nil, false
	}
	return h.entries[i], true
}
