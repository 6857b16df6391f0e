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
	Pending *Plan     `json:"pending,omitempty"` // what waits for a yes
	Until   time.Time `json:"until,omitzero"`    // when it ends
}

// IsZero reports whether nothing is remembered.
func (m Memory) IsZero() bool { return len(m.Shown) == 0 && m.Meant == "" && m.Pending == nil }

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
	m.Shown = m.Shown[:min(len(m.Shown), MaxShown):min(len(m.Shown), MaxShown)]
	m.Until = now.Add(KeepMemory)
	return m
}

// A Plan is exactly what a message comes to: one command, which the list
// follows as a whole or not at all. It is never changed.
type Plan struct {
	Command Command `json:"command"`
	// Asked is what will happen, as the person was shown it; empty when
	// nothing had to be asked.
	Asked string `json:"asked,omitempty"`
	// Draft is what the answer is worded with once it is done: a JSON value
	// of who made the plan, which is not looked at here.
	Draft json.RawMessage `json:"draft,omitempty"`
}

// A Command is one to the person's list.
type Command struct {
	ID     string          `json:"id"`     // follows from the id of the message that asked for it
	Method string          `json:"method"` // tasklist.MethodOf the verb
	Args   json.RawMessage `json:"args"`   // the verb
}
