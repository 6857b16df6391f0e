package tell

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"time"

	"github.com/errandapp/errand/actors/tasklist"
)

// ComeDue is the type of the facts that ring.
const ComeDue = "errand.task.came_due"

// A Notice is something to tell a person: one due moment, a digest of some, or
// a test. As JSON it is what the webhook sends.
type Notice struct {
	ID       string            `json:"id"` // list/version, as the fact's; list/digest-… and list/test-… else
	Kind     Kind              `json:"kind,omitempty"`
	List     string            `json:"list"`
	Version  uint64            `json:"version,omitempty"`
	Task     string            `json:"task,omitempty"`
	Title    string            `json:"title"`
	Notes    string            `json:"notes,omitempty"`
	Priority tasklist.Priority `json:"priority,omitempty"`
	Due      *tasklist.Due     `json:"due,omitempty"`
	DueAt    time.Time         `json:"dueAt"`
	RangAt   time.Time         `json:"rangAt,omitzero"` // when its list said so
	Items    []Notice          `json:"items,omitempty"` // of a digest

	TraceParent string `json:"-"` // of the fact
	Fact        []byte `json:"-"` // as it came
}

// A Kind is what a notice is about; the empty Kind is a due moment.
type Kind string

// Kinds.
const (
	Due    Kind = ""
	Digest Kind = "digest"
	Test   Kind = "test"
)

// anID is what ids are made of. A list's id becomes part of keys and of an
// address, so anything else is turned away here.
var anID = regexp.MustCompile(`^[0-9A-Za-z_-]{1,64}$`)

// ValidUser reports whether a user's id is one.
func ValidUser(id string) bool { return anID.MatchString(id) }

// ReadNotice reads the fact that rings.
func ReadNotice(raw []byte) (Notice, error) {
	f, err := tasklist.ParseFact(raw)
	if err != nil {
		return Notice{}, err
	}
	if f.Type != ComeDue {
		return Notice{}, fmt.Errorf("fact %s does not ring: it is %s", f.ID, f.Type)
	}
	if !ValidUser(f.Data.List) {
		return Notice{}, fmt.Errorf("fact %q: bad data.list", f.ID)
	}
	if f.ID != fmt.Sprintf("%s/%d", f.Data.List, f.Data.Version) {
		return Notice{}, fmt.Errorf("fact %q: its id is not list/version", f.ID)
	}
	if f.Data.Task == nil {
		return Notice{}, fmt.Errorf("fact %s: no data.task", f.ID)
	}
	var change tasklist.TaskCameDue
	if err := json.Unmarshal(f.Data.Change, &change); err != nil {
		return Notice{}, fmt.Errorf("fact %s: data.change: %w", f.ID, err)
	}
	if change.DueAt.IsZero() {
		return Notice{}, errors.New("fact " + f.ID + ": no data.change.dueAt")
	}
	// RFC 3339 has four digits for a year, so a moment can be beyond what can
	// be written once it is in UTC.
	for name, at := range map[string]time.Time{"time": f.Time, "data.change.dueAt": change.DueAt} {
		if y := at.UTC().Year(); y < 1 || y > 9999 {
			return Notice{}, fmt.Errorf("fact %s: %s is in the year %d", f.ID, name, y)
		}
	}
	t := f.Data.Task
	return Notice{
		ID: f.ID, List: f.Data.List, Version: f.Data.Version, Task: t.ID, Title: t.Title, Notes: t.Notes, Priority: t.Priority,
		Due: t.Due, DueAt: change.DueAt.UTC(), RangAt: f.Time.UTC(), TraceParent: f.TraceParent, Fact: raw,
	}, nil
}
