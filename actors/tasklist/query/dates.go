package query

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// A when is a date or a moment as it is written in a filter, from which the
// moment of asking makes a span. Exactly one of its forms is set.
type when struct {
	word string // today, tomorrow, yesterday, now, or a weekday in full
	day  day    // 2026-11-24
	unit string // d, w, m, y, h, min: count of them from now
	n    int
}

// maxCount bounds the number in +7d.
const maxCount = 9999

// parseWhen reads a date or a moment; ok is false when it is none.
func parseWhen(s string) (w when, ok bool) {
	s = strings.ToLower(s)
	switch s {
	case "today", "tomorrow", "yesterday", "now":
		return when{word: s}, true
	}
	for wd := time.Sunday; wd <= time.Saturday; wd++ {
		if full := strings.ToLower(wd.String()); s == full || s == full[:3] {
			return when{word: full}, true
		}
	}
	if d, ok := parseDay(s); ok {
		return when{day: d}, d.real()
	}
	return parseCount(s)
}

// parseCount reads +7d, -2w, +3h.
func parseCount(s string) (w when, ok bool) {
	if s == "" || s[0] != '+' && s[0] != '-' {
		return when{}, false
	}
	unit := strings.TrimLeft(s[1:], "0123456789")
	n, err := strconv.Atoi(s[1 : len(s)-len(unit)])
	if err != nil || n > maxCount {
		return when{}, false
	}
	switch unit {
	case "d", "w", "m", "y", "h", "min":
	default:
		return when{}, false
	}
	if s[0] == '-' {
		n = -n
	}
	return when{unit: unit, n: n}, true
}

func (w when) String() string {
	switch {
	case w.word != "":
		return w.word
	case w.unit != "":
		return fmt.Sprintf("%+d%s", w.n, w.unit)
	}
	return w.day.String()
}

// A span is what a when stands for: a whole day with the moments at which it
// starts and the next one starts, or a single moment.
type span struct {
	day        day // for a moment, the day that it falls on
	start, end time.Time
	moment     bool // start is the moment
}

// at is the span at the moment of asking. A weekday is the next such day,
// today included, or looking back the last one, today included.
func (w when) at(env Env, back bool) span {
	today := env.today()
	switch w.word {
	case "now":
		return momentSpan(env.Now, env)
	case "today":
		return daySpan(today, env)
	case "tomorrow":
		return daySpan(today.addDays(1), env)
	case "yesterday":
		return daySpan(today.addDays(-1), env)
	case "":
	default:
		step := 1
		if back {
			step = -1
		}
		for !strings.EqualFold(today.noon().Weekday().String(), w.word) {
			today = today.addDays(step)
		}
		return daySpan(today, env)
	}
	switch w.unit {
	case "h":
		return momentSpan(env.Now.Add(time.Duration(w.n)*time.Hour), env)
	case "min":
		return momentSpan(env.Now.Add(time.Duration(w.n)*time.Minute), env)
	case "d":
		return daySpan(today.addDays(w.n), env)
	case "w":
		return daySpan(today.addDays(7*w.n), env)
	case "m":
		return daySpan(today.addMonths(w.n), env)
	case "y":
		return daySpan(today.addMonths(12*w.n), env)
	}
	return daySpan(w.day, env)
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
