package host

import (
	"context"
	"encoding/json"
	"fmt"

	"golang.org/x/sync/errgroup"

	"github.com/errandapp/errand/actors/tasklist"
)

// headV1 is the head of format 1, which kept open and done tasks on two
// shelves by id.
type headV1 struct {
	Version uint64    `json:"version"`
	Open    directory `json:"open"`
	Done    directory `json:"done"`
	Recent  []byte    `json:"recent"`
}

// Key prefixes of format 1.
const (
	openPrefixV1 = "open-"
	donePrefixV1 = "done-"
)

// upgradeV1 reads a list of format 1, and says which keys go when it is next
// saved, in the format of today.
func upgradeV1(ctx context.Context, s Store, list string, raw []byte) (tasklist.State, []Write, error) {
	var h headV1
	if err := json.Unmarshal(raw, &h); err != nil {
		return tasklist.State{}, nil, fmt.Errorf("read head: %w", err)
	}
	r := reader{store: s, list: list}
	r.group, r.ctx = errgroup.WithContext(ctx)
	r.group.SetLimit(loadWidth)
	open, done := r.pages(openPrefixV1, h.Open.Pages), r.pages(donePrefixV1, h.Done.Pages)
	if err := r.group.Wait(); err != nil {
		return tasklist.State{}, nil, err
	}
	var tasks []tasklist.Task
	var old []Write
	for prefix, pages := range map[string][]tasklist.Page{openPrefixV1: open, donePrefixV1: done} {
		for _, p := range pages {
			tasks = append(tasks, p.Tasks...)
			old = append(old, Write{Key: pageKey(prefix, p.Number), Value: nil})
		}
	}
	return tasklist.FromV1(h.Version, h.Recent, tasks), old, nil
}
