package tell

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"github.com/errandapp/errand/actors/tasklist"
)

// Lists answers about tasks as they are now.
type Lists interface {
	List(ctx context.Context, list string, q tasklist.Query) (tasklist.Reply, error)
}

// Jobs rings a name from a moment on, again and again until it is ended,
// whatever dies in between: Dapr's scheduler. The same name again takes the
// place of the first. To end one that is not there is no mistake.
type Jobs interface {
	Schedule(ctx context.Context, name string, at time.Time) error
	End(ctx context.Context, name string) error
}

// Graves takes facts that cannot be told.
type Graves interface {
	Bury(ctx context.Context, fact []byte, why Why) error
}

// Why says why a fact is among the dead letters. It holds no private text.
type Why struct {
	Reason   string // unreadable, refused or exhausted
	Channel  string // empty when it is about all of them
	Attempts int
	Error    string // of the last attempt
}

// Bounds of telling.
const (
	SendTime   = 20 * time.Second // for one message; well below Abandoned
	TooOld     = 24 * time.Hour   // a moment that passed so long ago is not told any more
	Fresh      = 30 * time.Second // what rang so lately is told without asking its list
	atOnce     = 8                // messages of one list that are sent at the same time
	perChannel = 16               // messages that are sent by one channel at the same time: more would open a connection each
	together   = 10               // notices of one list that are claimed and written down together: so many may be sent again after a crash
)

// A Teller tells notices by the channels that a person chose.
type Teller struct {
	Store    Store
	Lists    Lists
	Jobs     Jobs
	Graves   Graves
	Channels []Channel
	Plans    map[string]Plan // by channel; ShortPlan for those that have none
	MailTo   string          // where e-mail goes unless the person says; {user} stands for the id
	Now      func() time.Time
	NewName  func() string  // a random name for each claim
	Chance   func() float64 // 0 to 1
	Log      *slog.Logger
	Figures  *Figures

	turns sync.Map // by channel: chan struct{}, held by who sends
	boxes boxes    // those that are being written
}

func (t *Teller) channel(name string) Channel {
	for _, c := range t.Channels {
		if c.Name() == name {
			return c
		}
	}
	return nil
}

func (t *Teller) plan(channel string) Plan {
	if p, ok := t.Plans[channel]; ok {
		return p
	}
	return ShortPlan
}

// Tell makes the first try to tell notices of one list, and sees to it that
// others follow. The answer is an error for each notice that should be
// delivered again, because not even that could be done, and nil for the
// others. A notice may be among them twice.
func (t *Teller) Tell(ctx context.Context, notices []Notice) []error {
	began := t.Now()
	byID := map[string]*telling{}
	var all []*telling
	for _, n := range notices {
		if byID[n.ID] == nil {
			byID[n.ID] = &telling{Notice: n}
			all = append(all, byID[n.ID])
		}
	}
	away := false
	for some := range slices.Chunk(all, together) {
		if err := t.tell(ctx, some, &away); err != nil {
			for _, o := range some {
				o.errs = append(o.errs, err)
			}
		}
	}
	t.Figures.seconds.Observe(t.Now().Sub(began).Seconds())
	for _, o := range all {
		t.said(ctx, began, o)
	}
	errs := make([]error, len(notices))
	for i, n := range notices {
		errs[i] = errors.Join(byID[n.ID].errs...)
	}
	return errs
}

// tell decides, claims, sends and writes down, each step for all notices
// together: a storm of reminders would drown in questions to the store else.
func (t *Teller) tell(ctx context.Context, all []*telling, away *bool) error {
	list := all[0].List
	items, err := t.Store.Get(ctx, personKey(list))
	if err != nil {
		return fmt.Errorf("read the person: %w", err)
	}
	p, err := readPerson(items[0])
	if err != nil {
		return err
	}
	name := t.NewName()
	ways := t.decide(ctx, p, name, all, away)
	claimed, err := t.claim(ctx, list, all, ways)
	if err != nil {
		return err
	}
	if claimed && !anyOurs(ways) {
		return t.follow(ctx, p, ways)
	}
	if !claimed {
		if err := t.reclaim(ctx, name, ways); err != nil {
			return err
		}
	}
	t.send(ctx, ways)

	// From here on it has to be written down, even when the asker has gone.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), SendTime)
	defer cancel()
	return errors.Join(t.finish(ctx, list, all, ways), t.follow(ctx, p, ways))
}

// claim claims all ways as the first, and tells the page, in one transaction.
// The page shows the notices from here on, however slow the other channels
// are. It reports whether that was done: if not, some may have been claimed
// before.
func (t *Teller) claim(ctx context.Context, list string, all []*telling, ways []*way) (bool, error) {
	free, err := t.boxes.hold(ctx, list)
	if err != nil {
		return false, fmt.Errorf("claim: %w", err)
	}
	defer free()
	items, err := t.Store.Get(ctx, boxKey(list))
	if err != nil {
		return false, fmt.Errorf("read what was told: %w", err)
	}
	b, err := readBox(items[0])
	if err != nil {
		return false, err
	}
	now := t.Now()
	var writes []Write
	for _, o := range all {
		b.note(o.Notice, settled(o.ways), now)
	}
	for _, w := range ways {
		writes = append(writes, Write{Key: claimOf(w.of.ID, w.route.Key()), Value: mustJSON(w.claim), TTL: Remembered, First: true})
	}
	writes = append(writes, keeping(ways)...)
	writes = append(writes, over(boxKey(list), items[0], b, 0))
	return t.Store.Write(ctx, writes...) == nil, nil
}
