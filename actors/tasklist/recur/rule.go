package recur

import (
	"strconv"
	"strings"
)

// A Rule says how often something repeats. It is made by Parse and never
// changes; the zero Rule is no rule, and nothing follows from it.
type Rule struct {
	freq      freq
	interval  int // 1 and more
	months    []int
	weekNos   []int
	yearDays  []int
	monthDays []int
	days      []weekday
	hours     []int
	minutes   []int
	seconds   []int // at most one
	setPos    []int
	count     int   // 0 is without end
	until     Local // inclusive; zero is without end
	weekStart int   // 0 is Monday
}

// A freq is the period in which the rule is read. The zero freq is none.
type freq int

const (
	yearly freq = iota + 1
	monthly
	weekly
	daily
	hourly
	minutely
)

var freqNames = []string{yearly: "YEARLY", monthly: "MONTHLY", weekly: "WEEKLY", daily: "DAILY", hourly: "HOURLY", minutely: "MINUTELY"}

// A weekday is 0 (Monday) to 6, and which one of its month or year: 1 is the
// first, -1 the last, 0 every one.
type weekday struct{ nth, day int }

var dayNames = [7]string{"MO", "TU", "WE", "TH", "FR", "SA", "SU"}

// IsZero reports whether there is no rule.
func (r Rule) IsZero() bool { return r.freq == 0 }

// Count is the number of occurrences that the rule has, and 0 when it does
// not say.
func (r Rule) Count() int { return r.count }

// NeedsTime reports whether the rule speaks of hours or minutes, so that an
// all-day task cannot follow it.
func (r Rule) NeedsTime() bool {
	return r.freq >= hourly || len(r.hours)+len(r.minutes)+len(r.seconds) > 0
}

// Equal reports whether the two rules say the same in the same way.
func (r Rule) Equal(s Rule) bool { return r.String() == s.String() }

// String writes the rule in its one canonical form: the parts in the order
// FREQ, INTERVAL, BYMONTH, BYWEEKNO, BYYEARDAY, BYMONTHDAY, BYDAY, BYHOUR,
// BYMINUTE, BYSECOND, BYSETPOS, COUNT, UNTIL, WKST; lists sorted, nothing
// twice, and what goes without saying (INTERVAL=1, WKST=MO) left out. Parse
// reads it back.
func (r Rule) String() string {
	if r.IsZero() {
		return ""
	}
	var b strings.Builder
	b.WriteString("FREQ=" + freqNames[r.freq])
	if r.interval > 1 {
		b.WriteString(";INTERVAL=" + strconv.Itoa(r.interval))
	}
	writeList(&b, "BYMONTH", r.months, strconv.Itoa)
	writeList(&b, "BYWEEKNO", r.weekNos, strconv.Itoa)
	writeList(&b, "BYYEARDAY", r.yearDays, strconv.Itoa)
	writeList(&b, "BYMONTHDAY", r.monthDays, strconv.Itoa)
	writeList(&b, "BYDAY", r.days, weekday.String)
	writeList(&b, "BYHOUR", r.hours, strconv.Itoa)
	writeList(&b, "BYMINUTE", r.minutes, strconv.Itoa)
	writeList(&b, "BYSECOND", r.seconds, strconv.Itoa)
	writeList(&b, "BYSETPOS", r.setPos, strconv.Itoa)
	if r.count > 0 {
		b.WriteString(";COUNT=" + strconv.Itoa(r.count))
	}
	if !r.until.IsZero() {
		layout := "20060102T150405"
		if r.until.AllDay {
			layout = "20060102"
		}
		b.WriteString(";UNTIL=" + r.until.time().Format(layout))
	}
	if r.weekStart != 0 {
		b.WriteString(";WKST=" + dayNames[r.weekStart])
	}
	return b.String()
}

func (d weekday) String() string {
	if d.nth == 0 {
		return dayNames[d.day]
	}
	return strconv.Itoa(d.nth) + dayNames[d.day]
}

func writeList[T any](b *strings.Builder, name string, list []T, text func(T) string) {
	for i, v := range list {
		if i == 0 {
			b.WriteString(";" + name + "=")
		} else {
			b.WriteByte(',')
		}
		b.WriteString(text(v))
	}
}
