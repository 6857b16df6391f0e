package tasklist

import (
	"encoding/json"
	"fmt"
)

// ActorType is the type of the Dapr actor that keeps a list; the actor's id
// is the list's.
const ActorType = "TaskList"

// A Call is how a command travels to the actor. The actor method is the
// verb's name; Args is the verb.
type Call struct {
	ID          string          `json:"id"`
	IfVersion   *uint64         `json:"ifVersion,omitempty"`
	TraceParent string          `json:"traceparent,omitempty"`
	Args        json.RawMessage `json:"args"`
}

// A Reply is what the actor answers, to commands and to questions alike.
// Exactly one of these is so: Refusal is set, Fault is set, or it was done.
type Reply struct {
	Version  uint64   `json:"version"`          // the list's version now
	Events   int      `json:"events,omitempty"` // how many facts the command made
	Tasks    []Task   `json:"tasks,omitempty"`  // the tasks it touched, or was asked for, as they are now
	Gone     []string `json:"gone,omitempty"`   // ids of those it took off the list
	Next     string   `json:"next,omitempty"`   // cursor of the next page of an answer
	Total    int      `json:"total,omitempty"`  // how many tasks a question found, on all pages
	More     bool     `json:"more,omitempty"`   // a Bulk or a renaming left some over: send it again under another id
	Settings Settings `json:"settings,omitzero"`
	CanUndo  []string `json:"canUndo,omitempty"` // when asked for: commands that can be taken back, by id, the last one first
	CanRedo  []string `json:"canRedo,omitempty"` // and those that were, the last one first
	Refusal  *Refusal `json:"refusal,omitempty"` // the list will not
	Fault    Fault    `json:"fault,omitempty"`   // the machinery cannot, or may have: send again
}

// Failed is the reply's fault.
func (r Reply) Failed() Fault { return r.Fault }

// A Fault says which part of the machinery failed a command. Nothing was
// acknowledged; it may be sent again under the same id.
type Fault string

// Faults.
const (
	FaultStore     Fault = "store_unavailable"     // the state could not be read or saved
	FaultScheduler Fault = "scheduler_unavailable" // the wake-up could not be set
	FaultOutbox    Fault = "outbox_full"           // too many facts wait for Kafka
	FaultBadCall   Fault = "bad_call"              // the call could not be read
)

// MethodList is the question for tasks; its argument is Query.
const MethodList = "List"

// Query asks for tasks: for one by its id, or for those of a status that a
// filter of the query language finds, a page at a time. Without a filter,
// sort, limit and cursor it asks for all of them at once.
type Query struct {
	Task     string `json:"task,omitempty"`   // only the one with this id
	Status   string `json:"status,omitempty"` // StatusOpen when empty
	Done     bool   `json:"done,omitempty"`   // StatusAll
	Filter   string `json:"filter,omitempty"`
	Sort     string `json:"sort,omitempty"`
	Limit    int    `json:"limit,omitempty"`
	Cursor   string `json:"cursor,omitempty"`
	TimeZone string `json:"timeZone,omitempty"` // of "today" in the filter; the list's own when empty
	Command  string `json:"command,omitempty"`  // was this command decided lately? Events is then 1
	History  bool   `json:"history,omitempty"`  // asks for CanUndo and CanRedo, too
}

// verbs are the verbs that may be called from outside, by method name.
var verbs map[string]func(json.RawMessage) (Verb, error)

func init() { // verbs holds Batch, which reads verbs
	verbs = map[string]func(json.RawMessage) (Verb, error){
		"AddTask":        read[AddTask],
		"RenameTask":     read[RenameTask],
		"EditTask":       read[EditTask],
		"SetDue":         read[SetDue],
		"ClearDue":       read[ClearDue],
		"SetRecurrence":  read[SetRecurrence],
		"CompleteTask":   read[CompleteTask],
		"ReopenTask":     read[ReopenTask],
		"SkipTask":       read[SkipTask],
		"SnoozeTask":     read[SnoozeTask],
		"MoveTask":       read[MoveTask],
		"RemoveTask":     read[RemoveTask],
		"RestoreTask":    read[RestoreTask],
		"RenameLabel":    read[RenameLabel],
		"RenameProject":  read[RenameProject],
		"ChangeSettings": read[ChangeSettings],
		"Batch":          read[Batch],
		"Bulk":           read[Bulk],
		"Undo":           read[Undo],
		"Redo":           read[Redo],
		"RingDue":        read[RingDue],
	}
}

func read[V Verb](raw json.RawMessage) (Verb, error) {
	var v V
	if len(raw) == 0 {
		return v, nil
	}
	err := json.Unmarshal(raw, &v)
	return v, err
}

// A said verb is one inside another, by its name.
type said struct {
	Verb string          `json:"verb"`
	Args json.RawMessage `json:"args,omitempty"`
}

func say(v Verb) (said, error) {
	args, err := json.Marshal(v)
	return said{MethodOf(v), args}, err
}

func (s said) verb() (Verb, error) {
	readVerb, ok := verbs[s.Verb]
	if !ok {
		return nil, fmt.Errorf("no verb %q", clip(s.Verb))
	}
	return readVerb(s.Args)
}

// MarshalJSON writes {"verbs":[{"verb":"AddTask","args":{…}},…]}.
func (b Batch) MarshalJSON() ([]byte, error) {
	all := struct {
		Verbs []said `json:"verbs"`
	}{[]said{}}
	for _, v := range b.Verbs {
		s, err := say(v)
		if err != nil {
			return nil, err
		}
		all.Verbs = append(all.Verbs, s)
	}
	return json.Marshal(all)
}

// UnmarshalJSON reads what MarshalJSON writes.
func (b *Batch) UnmarshalJSON(raw []byte) error {
	var all struct{ Verbs []said }
	if err := json.Unmarshal(raw, &all); err != nil {
		return err
	}
	*b = Batch{}
	for i, s := range all.Verbs {
		v, err := s.verb()
		if err != nil {
			return fmt.Errorf("verbs[%d]: %w", i, err)
		}
		b.Verbs = append(b.Verbs, v)
	}
	return nil
}

type bulkWire struct {
	Filter   string `json:"filter"`
	Do       said   `json:"do"`
	TimeZone string `json:"timeZone,omitempty"`
}

// MarshalJSON writes {"filter":"overdue","do":{"verb":"CompleteTask"}}.
func (b Bulk) MarshalJSON() ([]byte, error) {
	w := bulkWire{Filter: b.Filter, TimeZone: b.TimeZone}
	var err error
	if b.Do != nil {
		w.Do, err = say(b.Do)
	}
	if err != nil {
		return nil, err
	}
	return json.Marshal(w)
}

// UnmarshalJSON reads what MarshalJSON writes.
func (b *Bulk) UnmarshalJSON(raw []byte) error {
	var w bulkWire
	if err := json.Unmarshal(raw, &w); err != nil {
		return err
	}
	do, err := w.Do.verb()
	if err != nil {
		return fmt.Errorf("do: %w", err)
	}
	*b = Bulk{Filter: w.Filter, Do: do, TimeZone: w.TimeZone}
	return nil
}

// MethodOf is the actor method that follows the verb: its type's name.
func MethodOf(v Verb) string {
	name := fmt.Sprintf("%T", v)
	return name[len("tasklist."):]
}

// ReadCall reads what a caller sent to an actor method.
func ReadCall(method string, payload []byte) (Call, Command, error) {
	readVerb, ok := verbs[method]
	if !ok {
		return Call{}, Command{}, fmt.Errorf("no verb %q", method)
	}
	var c Call
	if err := json.Unmarshal(payload, &c); err != nil {
		return Call{}, Command{}, fmt.Errorf("read %s: %w", method, err)
	}
	verb, err := readVerb(c.Args)
	if err != nil {
		return Call{}, Command{}, fmt.Errorf("read %s: args: %w", method, err)
	}
	return c, Command{ID: c.ID, IfVersion: c.IfVersion, Verb: verb}, nil
}

// IsVerb reports whether there is a verb of that name.
func IsVerb(method string) bool {
	_, ok := verbs[method]
	return ok
}
