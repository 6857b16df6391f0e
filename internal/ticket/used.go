package ticket

import (
	"strings"
	"time"
)

// span is how many seconds of ends are forgotten together.
const span = 10

// used are the signatures of tickets that were used and have not ended.
type used struct {
	ends  map[int64]map[string]struct{} // by the span of their last second
	count int                           // of all
	swept int64                         // the span in which the ended were last forgotten
}

// lastSpan is the span of the last second in which a ticket is taken.
func lastSpan(said claims) int64 { return (said.end() - 1) / span }

func (u *used) has(mac string, said claims) bool {
	_, ok := u.ends[lastSpan(said)][mac]
	return ok
}

func (u *used) add(mac string, said claims) {
	at := lastSpan(said)
	if u.ends[at] == nil {
		u.ends[at] = map[string]struct{}{}
	}
	u.ends[at][strings.Clone(mac)] = struct{}{}
	u.count++
}

// forget lets go of those that ended a span ago: somebody may still be asking
// about one at a time before its end.
func (u *used) forget(now time.Time) {
	current := now.Unix() / span
	if current == u.swept {
		return
	}
	u.swept = current
	for at, all := range u.ends {
		if at < current-1 {
			u.count -= len(all)
			delete(u.ends, at)
		}
	}
}
