package understand

import (
	"encoding/json"
	"fmt"
)

// Ref names the tasks a command is about; exactly one field is set.
type Ref struct {
	Text    string   `json:"text,omitempty"`    // a phrase to match against titles, see Match
	Texts   []string `json:"texts,omitempty"`   // several phrases
	Numbers []int    `json:"numbers,omitempty"` // places in the list last shown, from 1; -1 is the last
	Last    bool     `json:"last,omitempty"`    // the task last spoken of ("it")
	Filter  *Filter  `json:"filter,omitempty"`  // every task that fits
}

// Reminder rings OffsetMin minutes before the due moment, or At a local "2006-01-02T15:04" when that is set.
type Reminder struct {
	OffsetMin int
	At        string
}

// MarshalJSON writes {"at": …} or {"offset_min": n}.
func (r Reminder) MarshalJSON() ([]byte, error) {
	if r.At != "" {
		return json.Marshal(struct {
			At string `json:"at"`
		}{r.At})
	}
	return fmt.Appendf(nil, `{"offset_min":%d}`, r.OffsetMin), nil
}

// UnmarshalJSON reads what MarshalJSON writes.
func (r *Reminder) UnmarshalJSON(b []byte) error {
	var in struct {
		OffsetMin int    `json:"offset_min"`
		At        string `json:"at"`
	}
	if err := json.Unmarshal(b, &in); err != nil {
		return fmt.Errorf("read reminder: %w", err)
	}
	*r = Reminder{OffsetMin: in.OffsetMin, At: in.At}
	return nil
}
