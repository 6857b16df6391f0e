package host

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"golang.org/x/sync/errgroup"

	"github.com/errandapp/errand/actors/tasklist"
)

// loadWidth is how many keys are read at the same time.
const loadWidth = 32

var errTorn = errors.New("the list changed while it was read")

// loadState reads a list, but for what is only read when asked for: old pages
// of its archives, and commands to be taken back.
func loadState(ctx context.Context, s Store, list string, h head) (tasklist.State, error) {
	r := reader{store: s, list: list}
	r.group, r.ctx = errgroup.WithContext(ctx)
	r.group.SetLimit(loadWidth)

	live, waiting := r.pages(livePrefix, h.Live.Pages), r.pages(waitingPrefix, h.Waiting.Pages)
	past, trash := r.tail(pastPrefix, h.Past), r.tail(trashPrefix, h.Trash)
	seen := r.seen(h.Seen)
	if err := r.group.Wait(); err != nil {
		return tasklist.State{}, err
	}
	return tasklist.State{
		Version: h.Version, Settings: h.Settings,
		Live: tasklist.NewShelf(live, h.Live.Last), Waiting: tasklist.NewShelf(waiting, h.Waiting.Last),
		Done: archiveOf(h.Past, past), Trash: archiveOf(h.Trash, trash),
		History: tasklist.HistoryAt(numbers(h.Undo.From, h.Undo.To), h.Undo.Undone, h.Undo.To),
		Recent:  tasklist.NewRecent(h.Recent, seen, h.Seen.To),
	}, nil
}

// fetch reads what a command asked for.
func fetch(ctx context.Context, s Store, list string, state tasklist.State, want tasklist.Unloaded) (tasklist.State, error) {
	r := reader{store: s, list: list}
	r.group, r.ctx = errgroup.WithContext(ctx)
	r.group.SetLimit(loadWidth)
	var past, trash []tasklist.Page
	var entries []*tasklist.Entry
	if want.Done {
		past = r.pages(pastPrefix, missing(state.Done))
	}
	if want.Trash {
		trash = r.pages(trashPrefix, missing(state.Trash))
	}
	if want.History {
		entries = r.entries(state.History.Missing())
	}
	if err := r.group.Wait(); err != nil {
		return state, err
	}
	if want.Done {
		state.Done = state.Done.Whole(past)
	}
	if want.Trash {
		state.Trash = state.Trash.Whole(trash)
	}
	if want.History {
		var there []*tasklist.Entry
		for _, x := range entries {
			if x != nil {
				there = append(there, x)
			}
		}
		state.History = state.History.Whole(there)
	}
	return state, nil
}

// reader reads keys of one list side by side. Its methods begin to read; what
// they return is filled when the group has waited.
type reader struct {
	store Store
	list  string
	group *errgroup.Group
	ctx   context.Context
}

func (r reader) value(key string, into any) {
	r.group.Go(func() error {
		raw, err := r.store.Get(r.ctx, r.list, key)
		if err != nil {
			return err
		}
		if err := unpack(raw, into); err != nil {
			return fmt.Errorf("%s: %w", key, errors.Join(errTorn, err))
		}
		return nil
	})
}

func (r reader) pages(prefix string, numbers []uint32) []tasklist.Page {
	pages := make([]tasklist.Page, len(numbers))
	for i, n := range numbers {
		pages[i].Number = n
		r.value(pageKey(prefix, n), &pages[i].Tasks)
	}
	return pages
}

// tail is the last page of an archive, if there is one.
func (r reader) tail(prefix string, s shelfSpan) []tasklist.Page {
	if s.Last < max(s.First, 1) {
		return nil
	}
	return r.pages(prefix, []uint32{s.Last})
}

func (r reader) seen(s span) []tasklist.MarkBlock {
	blocks := make([]tasklist.MarkBlock, s.To-s.From)
	for i := range blocks {
		blocks[i].Number = s.From + uint64(i)
		r.value(seenKey(blocks[i].Number), &blocks[i])
	}
	return blocks
}

// entries are nil where a slot is empty, or holds an older command by now.
func (r reader) entries(numbers []uint64) []*tasklist.Entry {
	entries := make([]*tasklist.Entry, len(numbers))
	for i, n := range numbers {
		r.group.Go(func() error {
			raw, err := r.store.Get(r.ctx, r.list, undoKey(n))
			if err != nil || len(raw) == 0 {
				return err
			}
			var x undoEntry
			if err := json.Unmarshal(raw, &x); err != nil {
				return fmt.Errorf("%s: %w", undoKey(n), err)
			}
			if x.Number == n {
				x.Entry.Number = n
				entries[i] = x.Entry
			}
			return nil
		})
	}
	return entries
}

func archiveOf(s shelfSpan, tail []tasklist.Page) tasklist.Archive {
	if len(tail) == 0 {
		return tasklist.ArchiveAt(s.First, s.Last, s.Count, s.Since, nil)
	}
	return tasklist.ArchiveAt(s.First, s.Last, s.Count, s.Since, &tail[0])
}

// missing are the numbers of the pages of an archive that are not in memory.
func missing(a tasklist.Archive) []uint32 {
	first, _ := a.Span()
	var all []uint32
	for i := range a.Missing() {
		all = append(all, first+uint32(i))
	}
	return all
}

func numbers(from, to uint64) []uint64 {
	var all []uint64
	for n := from; n < to; n++ {
		all = append(all, n)
	}
	return all
}
