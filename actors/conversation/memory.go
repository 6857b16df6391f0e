package conversation

import (
	"encoding/json"
	"time"
)

// KeepMemory is how long after the last message it is remembered what was
// shown and meant. The scroll-back stays.
const KeepMemory = 30 * time.Minute

// MaxShown is how many tasks a person can refer to by their number.
const MaxShown = 200

// Memory is what the next message may refer to. The zero Memory is that of a
// first message.
type Memory struct {
	Shown   []string  `json:"shown,omitempty"`   // ids of the tasks last shown, in that order
	Meant   string    `json:"meant,omitempty"`   // id of the task last spoken of
	Those   []string  `json:"those,omitempty"`   // ids of all tasks last shown or spoken of
	Choice  *Choice   `json:"choice,omitempty"`  // what waits for one of several tasks to be named
	Pending *Plan     `json:"pending,omitempty"` // what waits for a yes
	Asking  string    `json:"asking,omitempty"`  // id of the message that asked what waits
	Until   time.Time `json:"until,omitzero"`    // when it ends
}

// IsZero reports whether nothing is remembered.
func (m Memory) IsZero() bool {
	return len(m.Shown) == 0 && m.Meant == "" && len(m.Those) == 0 && m.Pending == nil && m.Choice == nil
}

// at is the memory at a moment: none when it has ended.
func (m Memory) at(now time.Time) Memory {
	if !now.Before(m.Until) {
		return Memory{}
	}
	return m
}

// kept is the memory from now on, within its bounds.
func (m Memory) kept(now time.Time) Memory {
	if m.IsZero() {
		return Memory{}
	}
	first := func(ids []string) []string { return ids[:min(len(ids), MaxShown):min(len(ids), MaxShown)] }
	m.Shown, m.Those = first(m.Shown), first(m.Those)
	m.Until = now.Add(KeepMemory)
	return m
}

// A Plan is exactly what a message comes to: one command, which the list
// follows as a whole or not at all, or when that is too much for one, several
// in order. It is never changed.
type Plan struct {
	Command Command   `json:"command"`
	Then    []Command `json:"then,omitempty"`
	// Asked is what will happen, as the person was shown it; empty when
	// nothing had to be asked.
	Asked string `json:"asked,omitempty"`
	// Draft is what the answer is worded with once it is done: a JSON value
	// of who made the plan, which is not looked at here.
	Draft json.RawMessage `json:"draft,omitempty"`
}

// A Choice is a message that may mean several tasks: nothing was done, and
// the next message may say which.
type Choice struct {
	Tasks []string `json:"tasks"` // their ids, in the order in which they were shown
	// Draft is what is to be done to the one: a JSON value of who asked, which
	// is not looked at here.
	Draft json.RawMessage `json:"draft"`
}

// A Command is one to the person's list.
type Command struct {
	ID     string          `json:"id"`     // follows from the id of the message that asked for it
	Method string          `json:"method"` // tasklist.MethodOf the verb
	Args   json.RawMessage `json:"args"`   // the verb
}
