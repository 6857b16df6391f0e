package tell

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/internal/telemetry"
)

// Lists answers about tasks as they are now.
type Lists interface {
	List(ctx context.Context, list string, q tasklist.Query) (tasklist.Reply, error)
}

// Jobs rings a name at a moment, whatever dies in between: Dapr's scheduler.
// The same name again takes the place of the first.
type Jobs interface {
	Schedule(ctx context.Context, name string, at time.Time) error
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
}

// A telling is a notice on its way, by each of its routes.
type telling struct {
	Notice
	ways []*way
	kept *keep // when it was kept before
	errs []error
}

// A way is a notice on one route.
type way struct {
	of      *telling
	route   Route
	channel Channel
	claim   claim
	item    *Item     // the claim must be written over this one, if set
	ours    bool      // its claim is ours to write
	look    time.Time // when to look at it again, if it is not over
	mute    bool      // nothing new is known of it for the receipts
	result  result
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
	for some := range slices.Chunk(all, together) {
		if err := t.tell(ctx, some); err != nil {
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
func (t *Teller) tell(ctx context.Context, all []*telling) error {
	list := all[0].List
	items, err := t.Store.Get(ctx, personKey(list), boxKey(list))
	if err != nil {
		return fmt.Errorf("read the person: %w", err)
	}
	p, err := readPerson(items[0])
	if err != nil {
		return err
	}
	b, err := readBox(items[1])
	if err != nil {
		return err
	}
	name := t.NewName()
	ways := t.decide(ctx, p, name, all)

	// The claims and the page's own notifications, in one transaction. The
	// page shows them from here on, however slow the other channels are.
	now := t.Now()
	var writes []Write
	for _, o := range all {
		b.note(o.Notice, settled(o.ways), now)
	}
	for _, w := range ways {
		writes = append(writes, Write{Key: claimOf(w.of.ID, w.route.Key()), Value: mustJSON(w.claim), TTL: Remembered, First: true})
	}
	writes = append(writes, keeping(ways)...)
	writes = append(writes, over(boxKey(list), items[1], b, 0))
	if t.Store.Write(ctx, writes...) == nil {
		if !anyOurs(ways) {
			return t.follow(ctx, p, ways)
		}
	} else if err := t.reclaim(ctx, name, ways); err != nil {
		return err
	}
	t.send(ctx, ways)

	// From here on it has to be written down, even when the asker has gone.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), SendTime)
	defer cancel()
	return errors.Join(t.finish(ctx, list, all, ways, Item{}), t.follow(ctx, p, ways))
}

// decide says what is to become of each notice on each route.
func (t *Teller) decide(ctx context.Context, p person, name string, all []*telling) (ways []*way) {
	now := t.Now()
	for _, o := range all {
		var standing standing // what rang just now is told as it is; its list held it back, if it had to
		switch {
		case o.Kind == Due && now.Sub(o.DueAt) > TooOld && now.Sub(o.RangAt) > TooOld:
			t.Figures.tooOld.Inc()
			standing.gone = "Not told: it came due too long ago."
		case now.Sub(o.RangAt) >= Fresh:
			standing = t.stands(ctx, o.Notice, now)
		}
		for _, r := range t.routes(p, o.List, o.Kind) {
			w := &way{of: o, route: r, channel: t.channel(r.Channel), claim: claim{State: sending, By: name, At: now, Try: 1}}
			switch {
			case standing.gone != "":
				w.claim = claim{State: notTold, At: now, Words: standing.gone}
			case standing.err != nil:
				w.claim = claim{State: waiting, At: now, Next: now.Add(askAgain), Words: "The list could not be asked."}
			case p.digests(o.Notice) && r.digested():
				w.claim = claim{State: digested, At: now}
			case r.noisy() && standing.until.After(now):
				w.claim = claim{State: waiting, At: now, Next: standing.until, Words: "Held for quiet hours."}
			}
			w.settle(w.claim)
			o.ways, ways = append(o.ways, w), append(ways, w)
		}
	}
	return ways
}

// settle takes over what a claim says.
func (w *way) settle(c claim) {
	c.Device = w.route.Device.Name
	w.claim, w.ours, w.look = c, c.State == sending, time.Time{}
	if c.State == waiting {
		w.look = c.Next
	}
	w.result.outcome = Outcome{
		Channel: w.route.Channel, Device: w.route.Device.Name, Outcome: c.State, At: c.At, Attempt: c.Try, NextAt: c.Next, Error: c.Words,
	}
}

// try adds the receipt of a try.
func (w *way) try(n int, at time.Time, outcome, words string) {
	w.result.attempts = append(w.result.attempts, Attempt{
		Channel: w.route.Channel, Device: w.route.Device.Name, Attempt: n, At: at, Outcome: outcome, Error: words,
	})
}

// settled are the results that are known before anything is sent: what is
// about to be sent too, so that nobody takes it for forgotten.
func settled(ways []*way) (results []result) {
	for _, w := range ways {
		if w.mute {
			continue
		}
		if w.claim.State == notTold {
			w.try(max(1, w.claim.Try), w.claim.At, notTold, w.claim.Words)
		}
		results = append(results, w.result)
	}
	return results
}

func anyOurs(ways []*way) bool {
	for _, w := range ways {
		if w.ours {
			return true
		}
	}
	return false
}

// A keep is what must be at hand when a notice is looked at again.
type keep struct {
	Notice Notice            `json:"notice"`
	Trace  string            `json:"trace,omitempty"`
	Facts  []json.RawMessage `json:"facts,omitempty"` // as they came: dead letters, if need be
}

func keepKey(id string) string { return "notify/kept/" + id }

// keptFor is longer than any plan and every wait for quiet hours.
const keptFor = 7 * 24 * time.Hour

func (o *telling) keep() keep {
	if o.kept != nil {
		return *o.kept
	}
	k := keep{Notice: o.Notice, Trace: o.TraceParent}
	if o.Fact != nil {
		k.Facts = append(k.Facts, o.Fact)
	}
	for _, item := range o.Items {
		if item.Fact != nil {
			k.Facts = append(k.Facts, item.Fact)
		}
	}
	return k
}

// keeping are the writes for notices that will be looked at again.
func keeping(ways []*way) (writes []Write) {
	done := map[string]bool{}
	for _, w := range ways {
		if !w.look.IsZero() && w.of.kept == nil && !done[w.of.ID] {
			done[w.of.ID] = true
			writes = append(writes, Write{Key: keepKey(w.of.ID), Value: mustJSON(w.of.keep()), TTL: keptFor})
		}
	}
	return writes
}

// finish writes down what was sent and how: the claims and the receipts in
// one transaction, so that they always agree. before is the person's box as it
// was read a moment ago, or empty.
func (t *Teller) finish(ctx context.Context, list string, all []*telling, ways []*way, before Item) error {
	var writes []Write
	for _, w := range ways {
		if !w.ours {
			continue
		}
		write := Write{Key: claimOf(w.of.ID, w.route.Key()), Value: mustJSON(w.claim), TTL: Remembered}
		if w.item != nil {
			write.ETag = w.item.ETag
		}
		writes = append(writes, write)
	}
	writes = append(writes, keeping(ways)...)
	now := t.Now()
	var err error
	for try := range rewriteTries {
		if try > 0 && !pause(ctx, time.Duration(try)*20*time.Millisecond) {
			break
		}
		items := []Item{before}
		if try > 0 || before.ETag == "" {
			if items, err = t.Store.Get(ctx, boxKey(list)); err != nil {
				continue
			}
		}
		b, bad := readBox(items[0])
		if bad != nil {
			return bad
		}
		for _, o := range all {
			var results []result
			for _, w := range o.ways {
				if !w.mute {
					results = append(results, w.result)
				}
			}
			b.note(o.Notice, results, now)
		}
		if err = t.Store.Write(ctx, append(writes, over(boxKey(list), items[0], b, 0))...); err == nil {
			return nil
		}
	}
	return fmt.Errorf("write down what was told: %w", err)
}

// said logs what became of a notice.
func (t *Teller) said(ctx context.Context, began time.Time, o *telling) {
	attrs := []any{telemetry.KeyList, o.List, telemetry.KeyVersion, o.Version, telemetry.KeyMS, t.Now().Sub(began).Milliseconds()}
	for _, w := range o.ways {
		attrs = append(attrs, w.route.Key(), w.claim.State)
	}
	if err := errors.Join(o.errs...); err != nil {
		t.Log.ErrorContext(ctx, "not told", append(attrs, telemetry.KeyErr, err)...)
		return
	}
	t.Log.InfoContext(ctx, "told", attrs...)
}
