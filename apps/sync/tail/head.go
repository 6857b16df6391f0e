package tail

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/errandapp/errand/actors/tasklist"
)

// A head is as much of a fact as sync needs: the rest goes to the clients as
// it came. To read all of it would take three times as long, which counts
// when a sync that starts reads 50,000. TestHead compares with
// tasklist.ParseFact.
type head struct {
	SpecVersion  string    `json:"specversion"`
	ID           string    `json:"id"`
	Source       string    `json:"source"`
	Time         time.Time `json:"time"`
	PartitionKey string    `json:"partitionkey"`
	TraceParent  string    `json:"traceparent"`
	Data         struct {
		List    string `json:"list"`
		Version uint64 `json:"version"`
	} `json:"data"`
}

// parse reads a record that is one JSON value, and a fact of a list.
func parse(raw []byte) (h head, err error) {
	if err := json.Unmarshal(raw, &h); err != nil {
		return head{}, fmt.Errorf("fact: %w", err)
	}
	switch {
	case h.SpecVersion != "1.0" || h.Source != tasklist.Source:
		return head{}, errors.New("fact: not one of ours")
	case h.Data.List == "" || h.Data.Version == 0 || h.PartitionKey != h.Data.List ||
		h.ID != h.Data.List+"/"+strconv.FormatUint(h.Data.Version, 10):
		return head{}, fmt.Errorf("fact %q: list %q, version %d and key %q do not fit together", h.ID, h.Data.List, h.Data.Version, h.PartitionKey)
	case h.Time.IsZero():
		return head{}, fmt.Errorf("fact %q: no time", h.ID)
	}
	// As tasklist.ParseFact: beyond these it cannot be written again in UTC.
	if year := h.Time.UTC().Year(); year < 0 || year > 9999 {
		return head{}, fmt.Errorf("fact %q: the year of its time is not 0 to 9999 in UTC", h.ID)
	}
	return h, nil
}
