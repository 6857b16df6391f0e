package host

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/errandapp/errand/actors/tasklist"
)

// stateWrites are the writes that turn the saved list into the next one, but
// for the head. What stayed the same is the same pointer, so nothing is
// compared but pointers.
func stateWrites(saved, next tasklist.State) ([]Write, error) {
	var all []Write
	for _, shelf := range []struct {
		prefix      string
		saved, next []*tasklist.Page
	}{
		{livePrefix, saved.Live.Pages(), next.Live.Pages()},
		{waitingPrefix, saved.Waiting.Pages(), next.Waiting.Pages()},
		{pastPrefix, saved.Done.Pages(), next.Done.Pages()},
		{trashPrefix, saved.Trash.Pages(), next.Trash.Pages()},
	} {
		writes, err := pageWrites(shelf.prefix, shelf.saved, shelf.next)
		if err != nil {
			return nil, err
		}
		all = append(all, writes...)
	}
	undo, err := undoWrites(saved.History, next.History)
	if err != nil {
		return nil, err
	}
	seen, err := seenWrites(saved.Recent, next.Recent)
	return append(append(all, undo...), seen...), err
}

func pageWrites(prefix string, saved, next []*tasklist.Page) ([]Write, error) {
	old := make(map[uint32]*tasklist.Page, len(saved))
	for _, p := range saved {
		old[p.Number] = p
	}
	var writes []Write
	for _, p := range next {
		if old[p.Number] != p {
			value, err := pack(p.Tasks)
			if err != nil {
				return nil, fmt.Errorf("write page %s%d: %w", prefix, p.Number, err)
			}
			writes = append(writes, Write{Key: pageKey(prefix, p.Number), Value: value})
		}
		delete(old, p.Number)
	}
	for n := range old {
		writes = append(writes, Write{Key: pageKey(prefix, n), Value: nil})
	}
	return writes, nil
}

// undoEntry is an entry with its number, for its slot may hold an older one.
type undoEntry struct {
	Number uint64 `json:"number"`
	*tasklist.Entry
}

func undoWrites(saved, next tasklist.History) ([]Write, error) {
	old := make(map[uint64]*tasklist.Entry, len(saved.Entries()))
	for _, x := range saved.Entries() {
		old[x.Number] = x
	}
	kept := map[string]bool{}
	var writes []Write
	for _, x := range next.Entries() {
		kept[undoKey(x.Number)] = true
		if old[x.Number] != x {
			value, err := json.Marshal(undoEntry{x.Number, x})
			if err != nil {
				return nil, fmt.Errorf("write undo %d: %w", x.Number, err)
			}
			writes = append(writes, Write{Key: undoKey(x.Number), Value: value})
		}
		delete(old, x.Number)
	}
	// What was taken back, and now cannot come again, would come again after a
	// load. What is taken back still, and is just not in memory, stays.
	for _, n := range saved.Undone() {
		if !kept[undoKey(n)] && !slices.Contains(next.Undone(), n) {
			writes = append(writes, Write{Key: undoKey(n)})
		}
	}
	return writes, nil
}

func seenWrites(saved, next tasklist.Recent) ([]Write, error) {
	old := map[uint64]bool{}
	for _, b := range saved.Blocks() {
		old[b.Number] = true
	}
	var writes []Write
	for _, b := range next.Blocks() {
		if !old[b.Number] {
			value, err := json.Marshal(b)
			if err != nil {
				return nil, fmt.Errorf("write seen %d: %w", b.Number, err)
			}
			writes = append(writes, Write{Key: seenKey(b.Number), Value: value})
		}
		delete(old, b.Number)
	}
	for n := range old {
		writes = append(writes, Write{Key: seenKey(n), Value: nil})
	}
	return writes, nil
}
