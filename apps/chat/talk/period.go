package talk

import "time"

// span says between which days, both included: " due today", " due this week".
func span(a Asked, what, from, to string) string {
	name := func(day string) string {
		at, err := time.Parse(time.DateOnly, day)
		if err != nil {
			return day
		}
		return dayName(at, a.Now)
	}
	switch {
	case from == "" && to == "":
		return ""
	case from == to:
		return what + " " + name(from)
	case from == "":
		return what + " by " + name(to)
	case to == "":
		return what + " from " + name(from) + " on"
	}
	if period := periodName(from, to, a.Now); period != "" {
		return what + " " + period
	}
	return what + " from " + name(from) + " to " + name(to)
}

// periodName is what a person calls the days from one to another, both
// included, seen from now; empty when there is no name for them. A week may
// begin on Sunday or Monday.
func periodName(from, to string, now time.Time) string {
	first, err1 := time.Parse(time.DateOnly, from)
	last, err2 := time.Parse(time.DateOnly, to)
	if err1 != nil || err2 != nil {
		return ""
	}
	today := midnight(now)
	within := func(day time.Time) bool { return !day.Before(first) && !day.After(last) }
	which := func(step func(n int) time.Time, what string) string {
		for n, name := range map[int]string{0: "this ", 1: "next ", -1: "last "} {
			if within(step(n)) {
				return name + what
			}
		}
		return ""
	}
	switch days := daysBetween(first, last) + 1; {
	case days == 7 && (first.Weekday() == time.Monday || first.Weekday() == time.Sunday):
		return which(func(n int) time.Time { return today.AddDate(0, 0, 7*n) }, "week")
	case days == 2 && first.Weekday() == time.Saturday && !first.AddDate(0, 0, 2).Before(today) && daysBetween(today, first) < 7:
		return "this weekend"
	case first.Day() == 1 && last.AddDate(0, 0, 1).Day() == 1 && days <= 31:
		return which(func(n int) time.Time {
			return time.Date(today.Year(), today.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
		}, "month")
	}
	return ""
}
