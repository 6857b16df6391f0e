package understand

import "slices"

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
