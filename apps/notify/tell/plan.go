package tell

import "time"

// A Plan says how long to wait after each try that failed; after the last one
// a notice is given up.
type Plan []time.Duration

// The plans, without chance. A webhook is tried for 24 hours, as Standard
// Webhooks asks; what tells a person is of little worth hours later.
var (
	LongPlan  = Plan{5 * time.Second, 30 * time.Second, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 5 * time.Hour, 8 * time.Hour, 8*time.Hour + 24*time.Minute}
	ShortPlan = Plan{5 * time.Second, 30 * time.Second, 2 * time.Minute, 10 * time.Minute, 30 * time.Minute, time.Hour}
)

// MostWait bounds what a receiver may wish for with Retry-After.
const MostWait = 12 * time.Hour

// next is how long to wait after a try, 1 for the first one; false means that
// it was the last. chance is 0 to 1 and moves it by a tenth up or down, so
// that what failed together does not come again together. It is a second at
// least: jobs are named after theirs.
func (p Plan) next(try int, wish time.Duration, chance float64) (time.Duration, bool) {
	if try > len(p) {
		return 0, false
	}
	wait := time.Duration(float64(p[try-1]) * (0.9 + 0.2*chance))
	return max(wait, min(wish, MostWait), time.Second), true
}
