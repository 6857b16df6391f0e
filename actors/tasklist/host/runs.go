package host

import (
	"encoding/json"
	"fmt"
)

// runs are page numbers in the order of the directory. Pages that were made
// one after the other mostly stand so, and a run of them is written as its
// first and last: [7,[1,625],9]. A directory of plain numbers, as it was
// written before, is read too.
type runs []uint32

// maxPages is far above what tasklist.MaxTasks live tasks take: a directory
// that speaks of more is damaged.
const maxPages = 1 << 20

// MarshalJSON writes runs of three and more as such.
func (r runs) MarshalJSON() ([]byte, error) {
	all := []any{}
	for i := 0; i < len(r); {
		j := i
		for j+1 < len(r) && r[j+1] == r[j]+1 {
			j++
		}
		if j-i < 2 {
			all = append(all, r[i])
			i++
			continue
		}
		all = append(all, [2]uint32{r[i], r[j]})
		i = j + 1
	}
	return json.Marshal(all)
}

// UnmarshalJSON reads what MarshalJSON writes.
func (r *runs) UnmarshalJSON(raw []byte) error {
	var all []json.RawMessage
	if err := json.Unmarshal(raw, &all); err != nil {
		return err
	}
	*r = nil
	for _, one := range all {
		var n uint32
		if err := json.Unmarshal(one, &n); err == nil {
			*r = append(*r, n)
			continue
		}
		var run []uint32
		if err := json.Unmarshal(one, &run); err != nil || len(run) != 2 || run[0] > run[1] || int(run[1]-run[0])+len(*r) > maxPages {
			return fmt.Errorf("no pages: %.40s", one)
		}
		for n := uint64(run[0]); n <= uint64(run[1]); n++ {
			*r = append(*r, uint32(n))
		}
	}
	return nil
}
