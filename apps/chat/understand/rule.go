package understand

import (
	"slices"
	"strconv"
	"strings"
)

// rule is a recurrence in RFC 5545's terms. Zero fields are not stated.
type rule struct {
	freq     string // DAILY, WEEKLY, …
	interval int    // 0 and 1 mean every one
	months   []int
	monthDay []int // -1 is the last
	byDay    []nthDayOfWeek
	setPos   int
	count    int
	until    day // inclusive; noDay when open

	fromCompletion bool
	part           part // "every morning"
}

// nthDayOfWeek is a weekday 0..6, and which one of its month (0: every).
type nthDayOfWeek struct{ n, wd int }

var dayCodes = [7]string{"MO", "TU", "WE", "TH", "FR", "SA", "SU"}

// String writes the rule in the part order FREQ, INTERVAL, BYMONTH, BYMONTHDAY, BYDAY, BYSETPOS, COUNT, UNTIL.
func (r *rule) String() string {
	var b strings.Builder
	b.WriteString("FREQ=" + r.freq)
	if r.interval > 1 {
		b.WriteString(";INTERVAL=" + strconv.Itoa(r.interval))
	}
	ints := func(name string, ns []int) {
		for i, n := range ns {
			if i == 0 {
				b.WriteString(";" + name + "=")
			} else {
				b.WriteByte(',')
			}
			b.WriteString(strconv.Itoa(n))
		}
	}
	ints("BYMONTH", r.months)
	ints("BYMONTHDAY", r.monthDay)
	for i, d := range r.byDay {
		if i == 0 {
			b.WriteString(";BYDAY=")
		} else {
			b.WriteByte(',')
		}
		if d.n != 0 {
			b.WriteString(strconv.Itoa(d.n))
		}
		b.WriteString(dayCodes[d.wd])
	}
	if r.setPos != 0 {
		b.WriteString(";BYSETPOS=" + strconv.Itoa(r.setPos))
	}
	if r.count > 0 {
		b.WriteString(";COUNT=" + strconv.Itoa(r.count))
	}
	if r.until != noDay {
		b.WriteString(";UNTIL=" + r.until.basic())
	}
	return b.String()
}

func (r *rule) tidy() {
	slices.Sort(r.months)
	slices.Sort(r.monthDay)
	r.months, r.monthDay = slices.Compact(r.months), slices.Compact(r.monthDay)
	slices.SortFunc(r.byDay, func(a, b nthDayOfWeek) int {
		if a.n != b.n {
			return a.n - b.n
		}
		return a.wd - b.wd
	})
	r.byDay = slices.Compact(r.byDay)
}
