package recur

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// readers holds what reads the value of each part into a rule. It answers
// with the reason why it cannot, or with nothing.
var readers = map[string]func(*Rule, string) string{
	"FREQ":       readFreq,
	"INTERVAL":   func(r *Rule, v string) string { return readNumber(&r.interval, v, 1, MaxInterval) },
	"COUNT":      func(r *Rule, v string) string { return readNumber(&r.count, v, 1, MaxCount) },
	"BYMONTH":    func(r *Rule, v string) string { return readNumbers(&r.months, v, 1, 12, false) },
	"BYWEEKNO":   func(r *Rule, v string) string { return readNumbers(&r.weekNos, v, 1, 53, true) },
	"BYYEARDAY":  func(r *Rule, v string) string { return readNumbers(&r.yearDays, v, 1, 366, true) },
	"BYMONTHDAY": func(r *Rule, v string) string { return readNumbers(&r.monthDays, v, 1, 31, true) },
	"BYHOUR":     func(r *Rule, v string) string { return readNumbers(&r.hours, v, 0, 23, false) },
	"BYMINUTE":   func(r *Rule, v string) string { return readNumbers(&r.minutes, v, 0, 59, false) },
	"BYSECOND":   func(r *Rule, v string) string { return readNumbers(&r.seconds, v, 0, 59, false) },
	"BYSETPOS":   func(r *Rule, v string) string { return readNumbers(&r.setPos, v, 1, 366, true) },
	"BYDAY":      readDays,
	"UNTIL":      readUntil,
	"WKST":       readWeekStart,
}

func readFreq(r *Rule, v string) string {
	f := slices.Index(freqNames, v)
	if f < 1 {
		return fmt.Sprintf("must be DAILY, WEEKLY, MONTHLY, YEARLY, HOURLY or MINUTELY, not %.20q", v)
	}
	r.freq = freq(f)
	return ""
}

func number(v string) (int, bool) {
	if len(v) > 6 {
		return 0, false
	}
	n, err := strconv.Atoi(v)
	return n, err == nil
}

func readNumber(to *int, v string, lowest, highest int) string {
	n, ok := number(v)
	if !ok || n < lowest || n > highest {
		return fmt.Sprintf("must be a whole number from %d to %d, not %.20q", lowest, highest, v)
	}
	*to = n
	return ""
}

// readNumbers reads a list. With fromEnd, -1 is the last, and 0 is nothing.
func readNumbers(to *[]int, v string, lowest, highest int, fromEnd bool) string {
	values := strings.Split(v, ",")
	if len(values) > MaxList {
		return fmt.Sprintf("has more than %d values", MaxList)
	}
	for _, s := range values {
		n, ok := number(s)
		switch {
		case ok && n >= lowest && n <= highest, ok && fromEnd && n <= -lowest && n >= -highest:
			*to = append(*to, n)
		case fromEnd:
			return fmt.Sprintf("must be from %d to %d, or from -%d to -%d, not %.20q", lowest, highest, highest, lowest, s)
		default:
			return fmt.Sprintf("must be from %d to %d, not %.20q", lowest, highest, s)
		}
	}
	slices.Sort(*to)
	*to = slices.Compact(*to)
	return ""
}

func readDays(r *Rule, v string) string {
	values := strings.Split(v, ",")
	if len(values) > MaxList {
		return fmt.Sprintf("has more than %d values", MaxList)
	}
	for _, s := range values {
		day, nth, ok := -1, 0, true
		if len(s) >= 2 {
			day = slices.Index(dayNames[:], s[len(s)-2:])
		}
		if len(s) > 2 {
			nth, ok = number(s[:len(s)-2])
			ok = ok && nth != 0 && nth >= -53 && nth <= 53
		}
		if day < 0 || !ok {
			return fmt.Sprintf("must be a day like MO, 2TU or -1FR, not %.20q", s)
		}
		r.days = append(r.days, weekday{nth, day})
	}
	slices.SortFunc(r.days, func(a, b weekday) int { return cmp.Or(cmp.Compare(a.nth, b.nth), cmp.Compare(a.day, b.day)) })
	r.days = slices.Compact(r.days)
	return ""
}

func readUntil(r *Rule, v string) string {
	for _, layout := range []string{"20060102", "20060102T150405"} {
		if len(v) != len(layout) {
			continue
		}
		if t, err := time.Parse(layout, v); err == nil && t.Year() >= MinYear && t.Year() <= MaxYear {
			r.until = fromTime(t, len(v) == len("20060102"))
			return ""
		}
	}
	if strings.HasSuffix(v, "Z") {
		return "must be a date or a local time, not one in UTC"
	}
	return fmt.Sprintf("must be a date like 20261231 or a local time like 20261231T170000, not %.20q", v)
}

func readWeekStart(r *Rule, v string) string {
	r.weekStart = slices.Index(dayNames[:], v)
	if r.weekStart < 0 {
		return fmt.Sprintf("must be a day like MO, not %.20q", v)
	}
	return ""
}
