package host

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/errandapp/errand/actors/tasklist"
)

var errOutboxFull = fmt.Errorf("%d facts are untold: is Kafka there?", MaxUntold)

// Deps is what lists live on.
type Deps struct {
	Store    Store
	Alarm    Alarm
	Producer Producer
	Metrics  *Metrics
	Log      *slog.Logger
	Now      func() time.Time // time.Now when nil
	Traced   bool             // spans are exported: keep what a trace needs to go on after a reminder
}

func (d Deps) now() time.Time {
	if d.Now != nil {
		return d.Now()
	}
	return time.Now()
}

// A list is one actor in memory. It has one turn at a time (hosting.Active).
type list struct {
	id   string
	deps *Deps

	loaded   bool
	state    tasklist.State
	saved    tasklist.State // what the store has: state, but after an upgrade
	outbox   outbox
	obsolete []Write   // keys of an older format, which go with the next save
	revision uint64    // of the head that is saved
	armed    time.Time // when the wake-up will ring, as far as is known
	behind   bool      // it rang before its moment: our clock is behind the scheduler's
	sure     bool      // the scheduler has it, or there is none: see wakeAgain
	again    time.Time // not before then is it asked again
	teller   *teller
}

// newList is an active list that has read nothing yet.
func newList(id string, deps *Deps) *list {
	l := &list{id: id, deps: deps}
	deps.Metrics.backlog.begin(l)
	return l
}

// load reads the list, unless it is in memory, and sees that it will wake.
func (l *list) load(ctx context.Context) error {
	if err := l.read(ctx); err != nil {
		return err
	}
	l.wakeAgain(ctx)
	return nil
}

// read reads the list, unless it is in memory, and tells what an earlier life
// of it left untold.
func (l *list) read(ctx context.Context) error {
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
	var state tasklist.State
	var obsolete []Write
	if h.Format == 1 {
		state, obsolete, err = upgradeV1(ctx, l.deps.Store, l.id, raw)
	} else {
		state, err = loadState(ctx, l.deps.Store, l.id, h)
	}
	if err != nil {
		return fmt.Errorf("load: %w", err)
	}
	box, err := loadOutbox(ctx, l.deps.Store, l.id, h)
	if err != nil {
		return fmt.Errorf("load: %w", err)
	}
	l.state, l.outbox, l.revision, l.armed = state, box, h.Revision, h.Armed
	l.saved, l.obsolete = state, obsolete
	if h.Format == 1 {
		l.saved = tasklist.State{} // all of it is written anew
	}
	l.teller = newTeller(box, state.Version, l.deps.now)
	l.deps.Metrics.backlog.watch(l, l.teller)
	l.loaded = true
	l.deps.Metrics.activations.Observe(time.Since(began).Seconds())
	l.tell(ctx)
	return nil
}

// fetch reads what is only read when asked for.
func (l *list) fetch(ctx context.Context, want tasklist.Unloaded) error {
	ctx, cancel := context.WithTimeout(ctx, stepTime)
	defer cancel()
	whole, err := fetch(ctx, l.deps.Store, l.id, l.state, want)
	if err != nil {
		return fmt.Errorf("load: %w", err)
	}
	if len(l.obsolete) == 0 {
		l.saved = whole
	}
	l.state = whole
	return nil
}

// slim lets go of what fetch has read.
func (l *list) slim() {
	if len(l.obsolete) > 0 {
		return // it has not been saved in this format yet
	}
	l.state.Done, l.state.Trash = l.state.Done.Slim(), l.state.Trash.Slim()
	l.saved = l.state
}

// forget drops the memory; the next turn reads again.
func (l *list) forget() {
	l.loaded = false
	l.state, l.saved, l.outbox, l.teller = tasklist.State{}, tasklist.State{}, outbox{}, nil
	l.obsolete, l.revision, l.armed, l.sure = nil, 0, time.Time{}, false
	l.deps.Metrics.backlog.watch(l, nil)
}

// reply is the answer to a command that was followed, now or before, on a
// list that was like before.
func (l *list) reply(c tasklist.Command, before tasklist.State, events []tasklist.Event) tasklist.Reply {
	r := tasklist.Reply{Version: l.state.Version, Events: len(events)}
	seen := map[string]bool{}
	ids := []string{tasklist.TaskOf(c.Verb)}
	for _, e := range events {
		ids = append(ids, e.Task)
	}
	for _, id := range ids {
		if seen[id] {
			continue
		}
		seen[id] = true
		if t, ok := l.state.Task(id); ok {
			r.Tasks = append(r.Tasks, t)
		} else if t, ok := before.Task(id); ok && !t.Waiting() {
			r.Gone = append(r.Gone, id)
		}
	}
	return r
}
