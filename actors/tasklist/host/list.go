package host

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/errandapp/errand/actors/tasklist"
)

// loadWidth is how many pages are read at the same time on activation.
const loadWidth = 32

var (
	errOutboxFull = fmt.Errorf("%d facts are untold: is Kafka there?", MaxUntold)
	errTorn       = errors.New("the list changed while it was read")
)

// Deps is what lists live on.
type Deps struct {
	Store    Store
	Alarm    Alarm
	Producer Producer
	Metrics  *Metrics
	Log      *slog.Logger
	Now      func() time.Time // time.Now when nil
}

func (d Deps) now() time.Time {
	if d.Now != nil {
		return d.Now()
	}
	return time.Now()
}

// A list is one actor in memory. mu is held for a whole turn: Dapr takes one
// turn at a time, but begins the next when the caller of one has gone away,
// without waiting for it to end.
type list struct {
	id   string
	deps *Deps

	mu       sync.Mutex
	loaded   bool
	state    tasklist.State
	outbox   outbox
	revision uint64    // of the head that is saved
	armed    time.Time // when the wake-up will ring, as far as is known
	teller   *teller
}

// load reads the list, unless it is in memory, and tells what an earlier life
// of it left untold.
func (l *list) load(ctx context.Context) error {
	if l.loaded {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, stepTime)
	defer cancel()
	began := time.Now()
	raw, err := l.deps.Store.Get(ctx, l.id, headKey)
	if err != nil {
		return fmt.Errorf("load: %w", err)
	}
	h, err := readHead(raw)
	if err != nil {
		return fmt.Errorf("load: %w", err)
	}
	state := tasklist.State{Version: h.Version, Recent: h.Recent}
	if state.Open, err = loadShelf(ctx, l.deps.Store, l.id, openPrefix, h.Open); err != nil {
		return fmt.Errorf("load: %w", err)
	}
	if state.Done, err = loadShelf(ctx, l.deps.Store, l.id, donePrefix, h.Done); err != nil {
		return fmt.Errorf("load: %w", err)
	}
	box, err := loadOutbox(ctx, l.deps.Store, l.id, h)
	if err != nil {
		return fmt.Errorf("load: %w", err)
	}
	l.state, l.outbox, l.revision, l.armed = state, box, h.Revision, h.Armed
	l.teller = newTeller(box, state.Version)
	l.loaded = true
	l.deps.Metrics.activations.Observe(time.Since(began).Seconds())
	l.tell(ctx)
	return nil
}

// loadShelf reads the pages of a directory, some at a time.
func loadShelf(ctx context.Context, s Store, list, prefix string, d directory) (tasklist.Shelf, error) {
	pages := make([]tasklist.Page, len(d.Pages))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(loadWidth)
	for i, n := range d.Pages {
		group.Go(func() error {
			raw, err := s.Get(ctx, list, pageKey(prefix, n))
			if err != nil {
				return err
			}
			pages[i].Number = n
			if err := json.Unmarshal(raw, &pages[i].Tasks); err != nil || len(pages[i].Tasks) == 0 {
				return fmt.Errorf("page %s%d: %w", prefix, n, errors.Join(errTorn, err))
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return tasklist.Shelf{}, err
	}
	return tasklist.NewShelf(pages, d.Last), nil
}

// forget drops the memory; the next turn reads again.
func (l *list) forget() {
	l.loaded = false
	l.state, l.outbox, l.teller = tasklist.State{}, outbox{}, nil
	l.revision, l.armed = 0, time.Time{}
}

// reply is the answer to a command that was followed, now or before.
func (l *list) reply(c tasklist.Command, events []tasklist.Event) tasklist.Reply {
	r := tasklist.Reply{Version: l.state.Version, Events: len(events)}
	seen := map[string]bool{}
	ids := []string{tasklist.TaskOf(c.Verb)}
	for _, e := range events {
		ids = append(ids, e.Task)
	}
	for _, id := range ids {
		if t, ok := l.state.Task(id); ok && !seen[id] {
			r.Tasks = append(r.Tasks, t)
			seen[id] = true
		}
	}
	return r
}

// answer looks tasks up. It changes nothing.
func (l *list) answer(ctx context.Context, q tasklist.Query) (tasklist.Reply, error) {
	if err := l.load(ctx); err != nil {
		return tasklist.Reply{Fault: tasklist.FaultStore}, err
	}
	r := tasklist.Reply{Version: l.state.Version}
	if q.Command != "" && l.state.Recent.Has(q.Command) {
		r.Events = 1
	}
	if q.Task != "" {
		if t, ok := l.state.Task(q.Task); ok {
			r.Tasks = []tasklist.Task{t}
		}
		return r, nil
	}
	for t := range l.state.Open.All() {
		r.Tasks = append(r.Tasks, t)
	}
	if q.Done {
		for t := range l.state.Done.All() {
			r.Tasks = append(r.Tasks, t)
		}
	}
	return r, nil
}
