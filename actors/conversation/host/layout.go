package host

import (
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/errandapp/errand/actors/conversation"
	"github.com/errandapp/errand/actors/hosting"
)

// format is the layout that is written. A conversation in another one is not
// touched.
const format = 1

// head is the small part that every save writes. Format and Revision stay
// first and in this order: the fence reads the revision from the first bytes.
type head struct {
	Format   int                    `json:"format"`
	Revision uint64                 `json:"revision"` // number of this save
	Turns    uint64                 `json:"turns"`
	First    uint32                 `json:"first,omitempty"` // number of the first page
	Last     uint32                 `json:"last,omitempty"`  // of the last one; pages have no gaps
	Memory   conversation.Memory    `json:"memory,omitzero"`
	Settled  []conversation.Settled `json:"settled,omitempty"`
}

func readHead(raw []byte) (head, error) {
	var h head
	if len(raw) == 0 {
		return h, nil
	}
	if err := json.Unmarshal(raw, &h); err != nil {
		return h, fmt.Errorf("read head: %w", err)
	}
	if h.Format != format {
		return h, fmt.Errorf("read head: format %d; this program knows %d", h.Format, format)
	}
	return h, nil
}

func headOf(s conversation.State, revision uint64) head {
	h := head{Format: format, Revision: revision, Turns: s.Turns, Memory: s.Memory, Settled: s.Settled}
	if n := len(s.Pages); n > 0 {
		h.First, h.Last = s.Pages[0].Number, s.Pages[n-1].Number
	}
	return h
}

func pageKey(n uint32) string { return "page-" + strconv.FormatUint(uint64(n), 10) }

// writes turn what is saved into the next state. The head goes first: two
// hosts then meet at its row. A page that stayed the same is the same pointer.
func writes(saved, next conversation.State, revision uint64) ([]hosting.Write, error) {
	raw, err := json.Marshal(headOf(next, revision))
	if err != nil {
		return nil, fmt.Errorf("write head: %w", err)
	}
	all := []hosting.Write{{Key: hosting.HeadKey, Value: raw}}
	old := map[uint32]*conversation.Page{}
	for _, p := range saved.Pages {
		old[p.Number] = p
	}
	for _, p := range next.Pages {
		if old[p.Number] != p {
			if raw, err = json.Marshal(p); err != nil {
				return nil, fmt.Errorf("write page %d: %w", p.Number, err)
			}
			all = append(all, hosting.Write{Key: pageKey(p.Number), Value: raw})
		}
		delete(old, p.Number)
	}
	for n := range old {
		all = append(all, hosting.Write{Key: pageKey(n)})
	}
	return all, nil
}
