package recur

import (
	"slices"
	"time"
)

// naive is the slow twin: RFC 5545's text, read a day (or a minute) at a time,
// with none of the package's shortcuts and none of rrule-go. It gives at most
// limit occurrences from the start on, within so many years.
func naive(r Rule, start Local, limit, years int) []Local {
	var found []Local
	end := start.time().AddDate(years, 0, 0)
	take := func(set []time.Time) bool {
		slices.SortFunc(set, time.Time.Compare)
		set = slices.Compact(set)
		if len(r.setPos) > 0 {
			var chosen []time.Time
			for i, t := range set {
				if slices.Contains(r.setPos, i+1) || slices.Contains(r.setPos, i-len(set)) {
					chosen = append(chosen, t)
				}
			}
			set = chosen
		}
		for _, t := range set {
			l := fromTime(t, start.AllDay)
			if t.Before(start.time()) {
				continue
			}
			past := !r.until.IsZero() && l.Compare(r.until) > 0
			if past || t.After(end) || len(found) == limit || r.count > 0 && len(found) == r.count {
				return false
			}
			found = append(found, l)
		}
		return len(found) < limit
	}
	first := naiveStart(r, start)
	for i := 0; ; i += r.interval {
		var from, to time.Time // the period
		switch r.freq {
		case yearly:
			from, to = first.AddDate(i, 0, 0), first.AddDate(i+1, 0, 0)
		case monthly:
			from, to = first.AddDate(0, i, 0), first.AddDate(0, i+1, 0)
		case weekly:
			from, to = first.AddDate(0, 0, 7*i), first.AddDate(0, 0, 7*i+7)
		case daily:
			from, to = first.AddDate(0, 0, i), first.AddDate(0, 0, i+1)
		case hourly:
			from = first.Add(time.Duration(i) * time.Hour)
			to = from.Add(time.Hour)
		case minutely:
			from = first.Add(time.Duration(i) * time.Minute)
			to = from.Add(time.Minute)
		}
		if from.After(end) {
			return found
		}
		var set []time.Time
		for d := from.Truncate(24 * time.Hour); d.Before(to); d = d.AddDate(0, 0, 1) {
			if naiveDay(r, start, d) {
				set = append(set, naiveTimes(r, start, d, from)...)
			}
		}
		if !take(set) {
			return found
		}
	}
}

func naiveStart(r Rule, start Local) time.Time {
	t := start.time()
	switch r.freq {
	case yearly:
		return time.Date(t.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
	case monthly:
		return time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC)
	case weekly:
		for (int(t.Weekday())+6)%7 != r.weekStart {
			t = t.AddDate(0, 0, -1)
		}
		return t.Truncate(24 * time.Hour)
	case daily:
		return t.Truncate(24 * time.Hour)
	case hourly:
		return t.Truncate(time.Hour)
	default:
		return t.Truncate(time.Minute)
	}
}

// naiveDay reports whether the rule falls on a day of one of its periods.
func naiveDay(r Rule, start Local, d time.Time) bool {
	among := func(list []int, n, of int) bool {
		return slices.Contains(list, n) || slices.Contains(list, n-of-1)
	}
	daysInMonth := time.Date(d.Year(), d.Month()+1, 0, 0, 0, 0, 0, time.UTC).Day()
	daysInYear := time.Date(d.Year(), 12, 31, 0, 0, 0, 0, time.UTC).YearDay()
	if len(r.months) > 0 && !slices.Contains(r.months, int(d.Month())) ||
		len(r.yearDays) > 0 && !among(r.yearDays, d.YearDay(), daysInYear) ||
		len(r.monthDays) > 0 && !among(r.monthDays, d.Day(), daysInMonth) {
		return false
	}
	if len(r.weekNos) > 0 {
		no, of := naiveWeek(d, r.weekStart)
		if !among(r.weekNos, no, of) {
			return false
		}
	}
	if len(r.days) > 0 {
		return slices.ContainsFunc(r.days, func(w weekday) bool {
			no, of := d.YearDay(), daysInYear
			if r.freq == monthly || len(r.months) > 0 {
				no, of = d.Day(), daysInMonth
			}
			return (int(d.Weekday())+6)%7 == w.day &&
				(w.nth == 0 || w.nth > 0 && (no-1)/7+1 == w.nth || w.nth < 0 && (of-no)/7+1 == -w.nth)
		})
	}
	if len(r.monthDays)+len(r.yearDays) > 0 {
		return true
	}
	// What the rule does not say is taken from the start.
	sameWeekday := d.Weekday() == start.time().Weekday()
	switch {
	case len(r.weekNos) > 0, r.freq == weekly:
		return sameWeekday
	case r.freq == monthly:
		return d.Day() == start.Day
	case r.freq == yearly:
		return d.Day() == start.Day && (len(r.months) > 0 || int(d.Month()) == start.Month)
	}
	return true
}

// naiveWeek numbers weeks by counting: week 1 is the first with four days or
// more in its year.
func naiveWeek(d time.Time, weekStart int) (no, of int) {
	first := func(year int) time.Time {
		for t := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, -3); ; t = t.AddDate(0, 0, 1) {
			if (int(t.Weekday())+6)%7 == weekStart {
				return t
			}
		}
	}
	year := d.Year() + 1
	for d.Before(first(year)) {
		year--
	}
	days := func(from, to time.Time) int { return int(to.Sub(from).Hours()) / 24 }
	return days(first(year), d)/7 + 1, days(first(year), first(year+1)) / 7
}

func naiveTimes(r Rule, start Local, d, period time.Time) []time.Time {
	hours, minutes, second := []int{start.Hour}, []int{start.Minute}, start.Second
	if len(r.hours) > 0 {
		hours = r.hours
	}
	if len(r.minutes) > 0 {
		minutes = r.minutes
	}
	if len(r.seconds) > 0 {
		second = r.seconds[0]
	}
	if r.freq >= hourly { // BYHOUR leaves out
		if len(r.hours) > 0 && !slices.Contains(r.hours, period.Hour()) {
			return nil
		}
		hours = []int{period.Hour()}
	}
	if r.freq == minutely {
		if len(r.minutes) > 0 && !slices.Contains(r.minutes, period.Minute()) {
			return nil
		}
		minutes = []int{period.Minute()}
	}
	var set []time.Time
	for _, h := range hours {
		for _, m := range minutes {
			set = append(set, time.Date(d.Year(), d.Month(), d.Day(), h, m, second, 0, time.UTC))
		}
	}
	return set
}
