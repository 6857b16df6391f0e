package tasklist

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Topic is the Kafka topic that carries the facts of every list, and
// ContentType what its records are, in their content-type header.
const (
	Topic       = "tasklist.facts"
	ContentType = "application/cloudevents+json"
	Source      = "/errand/tasklist"
)

// A Fact is an event as the world hears of it: a CloudEvent 1.0 in structured
// JSON. ID is the list and the version, so a consumer that has seen it knows
// it again; PartitionKey is the list, so the facts of a list keep their order.
type Fact struct {
	SpecVersion     string    `json:"specversion"`
	ID              string    `json:"id"`
	Source          string    `json:"source"`
	Type            string    `json:"type"`
	Subject         string    `json:"subject,omitempty"`
	Time            time.Time `json:"time"`
	DataContentType string    `json:"datacontenttype"`
	PartitionKey    string    `json:"partitionkey"`
	TraceParent     string    `json:"traceparent,omitempty"`
	Data            FactData  `json:"data"`
}

// FactData is what a fact tells. Task is the task as it stands after the
// fact, absent once it is removed, so that a reader who only wants to show
// the list needs none of its rules; Change is what happened, by type.
type FactData struct {
	List    string          `json:"list"`
	Version uint64          `json:"version"`
	Command string          `json:"command"`
	Task    *Task           `json:"task,omitempty"`
	Change  json.RawMessage `json:"change"`
}

// typePrefix stands before the wire name of every change.
const typePrefix = "errand."

// A wireName ties a change to the name it has on the wire, for good.
type wireName struct {
	name   string
	is     func(Change) bool
	decode func(json.RawMessage) (Change, error)
}

var wireNames = []wireName{
	named[TaskAdded]("task.added"),
	named[TaskRenamed]("task.renamed"),
	named[TaskDueSet]("task.due_set"),
	named[TaskDueCleared]("task.due_cleared"),
	named[TaskCompleted]("task.completed"),
	named[TaskReopened]("task.reopened"),
	named[TaskRemoved]("task.removed"),
	named[TaskCameDue]("task.came_due"),
	named[TaskEdited]("task.edited"),
	named[TaskRepeats]("task.repeats"),
	named[TaskSkipped]("task.skipped"),
	named[TaskOpened]("task.opened"),
	named[TaskSnoozed]("task.snoozed"),
	named[TaskMoved]("task.moved"),
	named[TaskRestored]("task.restored"),
	named[TaskPurged]("task.purged"),
	named[TaskReverted]("task.reverted"),
	named[SettingsChanged]("settings.changed"),
}

func named[C Change](name string) wireName {
	return wireName{
		name: typePrefix + name,
		is:   func(c Change) bool { _, ok := c.(C); return ok },
		decode: func(raw json.RawMessage) (Change, error) {
			var c C
			err := json.Unmarshal(raw, &c)
			return c, err
		},
	}
}

// FactTypes are the types of all facts, errand.task.added and so on.
func FactTypes() []string {
	var types []string
	for _, w := range wireNames {
		types = append(types, w.name)
	}
	return types
}

// Tell makes the fact of an event. after is the list right after the event;
// traceparent is the W3C trace context of the command, or empty.
func Tell(list string, e Event, after State, traceparent string) (Fact, error) {
	f := Fact{
		SpecVersion: "1.0", ID: list + "/" + strconv.FormatUint(e.Version, 10), Source: Source,
		Subject: e.Task, Time: e.At, DataContentType: "application/json",
		PartitionKey: list, TraceParent: traceparent,
		Data: FactData{List: list, Version: e.Version, Command: e.Command},
	}
	for _, w := range wireNames {
		if w.is(e.Change) {
			f.Type = w.name
		}
	}
	if f.Type == "" {
		return Fact{}, fmt.Errorf("tell %s: %T has no wire name", f.ID, e.Change)
	}
	raw, err := json.Marshal(e.Change)
	if err != nil {
		return Fact{}, fmt.Errorf("tell %s: %w", f.ID, err)
	}
	f.Data.Change = raw
	if t, ok := after.Task(e.Task); ok {
		f.Data.Task = &t
	}
	return f, nil
}

// ErrUnknownType says that a fact has a type this program does not know: it
// was made by a later one. Its envelope may still be of use.
var ErrUnknownType = errors.New("unknown fact type")

// Event is the event that the fact tells.
func (f Fact) Event() (Event, error) {
	e := Event{Version: f.Data.Version, Command: f.Data.Command, At: f.Time, Task: f.Subject}
	for _, w := range wireNames {
		if w.name != f.Type {
			continue
		}
		change, err := w.decode(f.Data.Change)
		if err != nil {
			return Event{}, fmt.Errorf("fact %s: data.change: %w", f.ID, err)
		}
		e.Change = change
		return e, nil
	}
	return Event{}, fmt.Errorf("fact %s: %w %q", f.ID, ErrUnknownType, f.Type)
}

// ParseFact reads a fact and checks its envelope; the error names the
// attribute that is wrong. The type may be one that Event does not know.
func ParseFact(raw []byte) (Fact, error) {
	var f Fact
	d := json.NewDecoder(bytes.NewReader(raw))
	if err := d.Decode(&f); err != nil {
		return Fact{}, fmt.Errorf("fact: %w", err)
	}
	if d.More() {
		return Fact{}, errors.New("fact: more than one JSON value")
	}
	bad := func(attribute string) (Fact, error) { return Fact{}, fmt.Errorf("fact %q: bad %s", f.ID, attribute) }
	switch {
	case f.SpecVersion != "1.0":
		return bad("specversion")
	case f.Source != Source:
		return bad("source")
	case !strings.HasPrefix(f.Type, typePrefix):
		return bad("type")
	case f.Data.List == "":
		return bad("data.list")
	case f.Data.Version == 0:
		return bad("data.version")
	case f.ID != f.Data.List+"/"+strconv.FormatUint(f.Data.Version, 10):
		return bad("id")
	case f.PartitionKey != f.Data.List:
		return bad("partitionkey")
	case f.Time.IsZero():
		return bad("time")
	}
	// Beyond these it cannot be written again in UTC, in JSON (RFC 3339).
	if year := f.Time.UTC().Year(); year < 0 || year > 9999 {
		return bad("time: its year in UTC is not 0 to 9999")
	}
	return f, nil
}
