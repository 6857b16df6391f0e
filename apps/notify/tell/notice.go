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

// A Notice is one due moment to tell a person of. As JSON it is what the
// webhook sends.
type Notice struct {
	ID      string        `json:"id"` // the fact's: list/version
	List    string        `json:"list"`
	Version uint64        `json:"version"`
	Task    string        `json:"task"`
	Title   string        `json:"title"`
	Notes   string        `json:"notes,omitempty"`
	Due     *tasklist.Due `json:"due,omitempty"`
	DueAt   time.Time     `json:"dueAt"`

	TraceParent string `json:"-"` // of the fact
}

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
	t := f.Data.Task
	return Notice{
		ID: f.ID, List: f.Data.List, Version: f.Data.Version, Task: t.ID, Title: t.Title, Notes: t.Notes,
		Due: t.Due, DueAt: change.DueAt.UTC(), TraceParent: f.TraceParent,
	}, nil
}
