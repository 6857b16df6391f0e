package talk

import (
	"fmt"
	"regexp"
	"strconv"
	"time"
)

// A duration is a signed ISO 8601 duration: calendar parts apart from hours,
// since a day is not always 24 of them.
type duration struct {
	months, days int
	clock        time.Duration
}

var durationPattern = regexp.MustCompile(`^([+-]?)P(?:(\d{1,4})Y)?(?:(\d{1,5})M)?(?:(\d{1,5})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,8})M)?(?:(\d{1,9})S)?)?$`)

// parseDuration reads P1Y2M3W4DT5H6M7S, with a sign in front.
func parseDuration(s string) (duration, error) {
	m := durationPattern.FindStringSubmatch(s)
	if m == nil {
		return duration{}, fmt.Errorf("%q is not an ISO 8601 duration", s)
	}
	n := func(i int) int {
		v, _ := strconv.Atoi(m[i]) // digits, few enough; none are 0
		if m[1] == "-" {
			return -v
		}
		return v
	}
	return duration{
		months: 12*n(2) + n(3), days: 7*n(4) + n(5),
		clock: time.Duration(n(6))*time.Hour + time.Duration(n(7))*time.Minute + time.Duration(n(8))*time.Second,
	}, nil
}

// addTo adds the calendar parts. A month later than the 31st of January is
// the last of February.
func (d duration) addTo(t time.Time) time.Time {
	y, m, day := t.Date()
	hour, minute, sec := t.Clock()
	last := time.Date(y, m+time.Month(d.months)+1, 0, 0, 0, 0, 0, time.UTC).Day()
	return time.Date(y, m+time.Month(d.months), min(day, last)+d.days, hour, minute, sec, 0, t.Location())
}
