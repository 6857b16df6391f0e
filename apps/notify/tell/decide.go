package tell

import (
	"context"
	"errors"
)

// errAway says that a list could not be asked a moment ago.
var errAway = errors.New("the list is away")

// decide says what is to become of each notice on each route. away is set once
// their list could not be asked: then it is asked no more, for each question
// would take its time, and jobs ask again.
func (t *Teller) decide(ctx context.Context, p person, name string, all []*telling, away *bool) (ways []*way) {
	now := t.Now()
	for _, o := range all {
		var standing standing // what rang just now is told as it is; its list held it back, if it had to
		switch {
		case o.Kind == Due && now.Sub(o.DueAt) > TooOld && now.Sub(o.RangAt) > TooOld:
			t.Figures.tooOld.Inc()
			standing.gone = "Not told: it came due too long ago."
		case now.Sub(o.RangAt) >= Fresh && *away:
			standing.err = errAway
		case now.Sub(o.RangAt) >= Fresh:
			standing = t.stands(ctx, o.Notice, now)
			*away = standing.err != nil
		}
		for _, r := range t.routes(p, o.List, o.Kind) {
			w := &way{of: o, route: r, channel: t.channel(r.Channel), claim: claim{State: sending, By: name, At: now, Try: 1}}
			switch {
			case standing.gone != "":
				w.claim = claim{State: notTold, At: now, Words: standing.gone}
			case p.digests(o.Notice) && r.digested():
				w.claim = claim{State: digested, At: now} // which asks for itself
			case standing.err != nil:
				w.claim = claim{State: waiting, At: now, Next: now.Add(askAgain), Words: "The list could not be asked."}
			case r.noisy() && standing.until.After(now):
				w.claim = claim{State: waiting, At: now, Next: standing.until, Words: "Held for quiet hours."}
			}
			w.settle(w.claim)
			o.ways, ways = append(o.ways, w), append(ways, w)
		}
	}
	return ways
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
