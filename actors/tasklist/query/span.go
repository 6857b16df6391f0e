package query

import "time"

// A span is what a when stands for: a whole day with the moments at which it
// starts and the next one starts, or a single moment.
type span struct {
	day        day // for a moment, the day that it falls on
	start, end time.Time
	moment     bool // start is the moment
}

func daySpan(d day, env Env) span {
	return span{day: d, start: d.start(env.zone()), end: d.addDays(1).start(env.zone())}
}

func momentSpan(t time.Time, env Env) span {
	return span{day: dayOf(t.In(env.zone())), start: t, moment: true}
}

// compare says whether a moment lies before (-1), in (0) or after (1) the span.
func (s span) compare(t time.Time) int {
	switch {
	case s.moment:
		return t.Compare(s.start)
	case t.Before(s.start):
		return -1
	case t.Before(s.end):
		return 0
	}
	return 1
}

// compareDay is compare for something that lasts all of a day: against a
// moment, it is before as soon as the day is over.
func (s span) compareDay(d day) int {
	switch {
	case d < s.day:
		return -1
	case d > s.day || s.moment:
		return 1
	}
	return 0
}
