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

// on tells whether the rule's day conditions hold on d; the interval is counted from the first such day.
func (r *rule) on(d day) bool {
	y, m, dd := d.date()
	if len(r.months) > 0 && !slices.Contains(r.months, m) {
		return false
	}
	if len(r.monthDay) > 0 && !slices.Contains(r.monthDay, dd) && !slices.Contains(r.monthDay, dd-daysIn(y, m)-1) {
		return false
	}
	if r.setPos != 0 {
		return r.hasDay(d) && d == r.atPos(y, m)
	}
	return len(r.byDay) == 0 || r.hasDay(d)
}

func (r *rule) hasDay(d day) bool {
	for _, b := range r.byDay {
		if b.wd != d.weekday() {
			continue
		}
		if b.n == 0 {
			return true
		}
		y, m, _ := d.date()
		if r.freq == "YEARLY" && len(r.months) == 0 {
			if nthOfYear(y, b.n, b.wd) == d {
				return true
			}
		} else if nthWeekday(y, m, b.n, b.wd) == d {
			return true
		}
	}
	return false
}

// atPos finds the BYSETPOS-th day of a month that fits BYDAY.
func (r *rule) atPos(y, m int) day {
	d, step, left := newDay(y, m, 1), day(1), r.setPos
	if left < 0 {
		d, step, left = newDay(y, m, daysIn(y, m)), -1, -left
	}
	for range 31 {
		if r.hasDay(d) {
			if left--; left == 0 {
				return d
			}
		}
		d += step
	}
	return noDay
}

// horizon is how far a first day is looked for: the longest gap of the calendar, 29 February over 2100.
const horizon = 9 * 366

// first is the first day on or after from; noDay when the rule never fits (30 February).
func (r *rule) first(from day) day {
	for d := from; d < from+horizon; {
		if len(r.months) > 0 {
			if _, m, _ := d.date(); !slices.Contains(r.months, m) {
				d = d.lastOfMonth() + 1
				continue
			}
		}
		if r.on(d) {
			return d
		}
		d++
	}
	return noDay
}
