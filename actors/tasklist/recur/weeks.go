package recur

import (
	"slices"
	"time"
)

// inWeeks reports whether l is in a week that BYWEEKNO names, from the first
// or from the last of its year. rrule-go's own BYWEEKNO miscounts the last
// week of the year before and knows only some of the negative numbers.
func (r Rule) inWeeks(l Local) bool {
	if len(r.weekNos) == 0 {
		return true
	}
	no, of := weekOf(l, r.weekStart)
	return slices.Contains(r.weekNos, no) || slices.Contains(r.weekNos, no-of-1)
}

// weekOf is the number of the week that l is in, and how many weeks its year
// has. A week belongs to the year that most of its days are in (ISO 8601),
// which is the year of its fourth day.
func weekOf(l Local, weekStart int) (no, of int) {
	day := l.date().time()
	fourth := day.AddDate(0, 0, 3-mod(mondayFirst(day.Weekday())-weekStart, 7))
	no = (fourth.YearDay()-1)/7 + 1
	last := time.Date(fourth.Year(), 12, 31, 0, 0, 0, 0, time.UTC)
	return no, no + (last.YearDay()-fourth.YearDay())/7
}
