package recur

import (
	"fmt"
	"strings"

	"pgregory.net/rapid"
)

// drawRule draws the text of a rule that Parse accepts, of every kind.
func drawRule(t *rapid.T) Rule {
	for {
		text := drawText(t)
		if r, err := Parse(text); err == nil {
			return r
		}
	}
}

func drawText(t *rapid.T) string {
	freq := rapid.SampledFrom(freqNames[1:]).Draw(t, "freq")
	parts := []string{"FREQ=" + freq}
	sometimes := func(oneIn int, name string, value func() string) {
		if rapid.IntRange(1, oneIn).Draw(t, name+"?") == 1 {
			parts = append(parts, name+"="+value())
		}
	}
	ints := func(from, to int, fromEnd bool, most int) func() string {
		return func() string {
			g := rapid.IntRange(from, to)
			var list []string
			for range rapid.IntRange(1, most).Draw(t, "values") {
				n := g.Draw(t, "value")
				if fromEnd && rapid.Bool().Draw(t, "end") {
					n = -n
				}
				list = append(list, fmt.Sprint(n))
			}
			return strings.Join(list, ",")
		}
	}
	days := func(most int) func() string {
		return func() string {
			var list []string
			for range rapid.IntRange(1, 4).Draw(t, "days") {
				day := rapid.SampledFrom(dayNames[:]).Draw(t, "day")
				if n := rapid.IntRange(-most, most).Draw(t, "nth"); n != 0 && rapid.Bool().Draw(t, "numbered") {
					day = fmt.Sprint(n) + day
				}
				list = append(list, day)
			}
			return strings.Join(list, ",")
		}
	}
	interval := 5
	nth := map[string]int{"MONTHLY": 5, "YEARLY": 53}[freq]
	switch freq {
	case "MINUTELY":
		parts = append(parts, fmt.Sprintf("INTERVAL=%d", rapid.IntRange(MinMinutes, 1000).Draw(t, "interval")))
	default:
		sometimes(2, "INTERVAL", ints(1, interval, false, 1))
	}
	sometimes(3, "BYMONTH", ints(1, 12, false, 3))
	if strings.Contains(strings.Join(parts, ";"), "BYMONTH") && freq == "YEARLY" {
		nth = 5
	}
	if freq == "YEARLY" {
		sometimes(5, "BYWEEKNO", ints(1, 53, true, 3))
		sometimes(6, "BYYEARDAY", ints(1, 366, true, 4))
	}
	if freq != "WEEKLY" {
		sometimes(4, "BYMONTHDAY", ints(1, 31, true, 4))
	}
	sometimes(2, "BYDAY", days(nth))
	sometimes(5, "BYHOUR", ints(0, 23, false, 3))
	sometimes(6, "BYMINUTE", ints(0, 59, false, 2))
	if freq != "HOURLY" && freq != "MINUTELY" {
		sometimes(4, "BYSETPOS", ints(1, 6, true, 2))
	}
	switch rapid.IntRange(1, 5).Draw(t, "end") {
	case 1:
		parts = append(parts, fmt.Sprintf("COUNT=%d", rapid.IntRange(1, 40).Draw(t, "count")))
	case 2:
		until := drawLocal(t, 2026, 2040, true).time().Format("20060102")
		if rapid.Bool().Draw(t, "timed") {
			until += fmt.Sprintf("T%02d%02d00", rapid.IntRange(0, 23).Draw(t, "h"), rapid.IntRange(0, 59).Draw(t, "m"))
		}
		parts = append(parts, "UNTIL="+until)
	}
	sometimes(4, "WKST", func() string { return rapid.SampledFrom(dayNames[:]).Draw(t, "week start") })
	return strings.Join(parts, ";")
}

// drawLocal draws a day, or a time of a day.
func drawLocal(t *rapid.T, from, to int, allDay bool) Local {
	l := Local{
		Year: rapid.IntRange(from, to).Draw(t, "year"), Month: rapid.IntRange(1, 12).Draw(t, "month"),
		Day: rapid.IntRange(1, 31).Draw(t, "day of month"), AllDay: allDay,
	}
	if !allDay {
		l.Hour, l.Minute = rapid.IntRange(0, 23).Draw(t, "hour"), rapid.IntRange(0, 59).Draw(t, "minute")
	}
	return fromTime(l.time(), allDay)
}

// drawStart draws a start that the rule can have.
func drawStart(t *rapid.T, r Rule) Local {
	return drawLocal(t, 2024, 2032, !r.NeedsTime() && rapid.Bool().Draw(t, "all day"))
}

// expand is the first occurrences of a series that begins on the rule, by
// walking; the start is one of them only if it is on the rule.
func expand(r Rule, start Local, limit, years int) []Local {
	var found []Local
	walk := r.walkFor(start, start, years)
	for len(found) < limit && !r.spent(len(found)) {
		l, ok := walk()
		if !ok || r.over(l) {
			break
		}
		found = append(found, l)
	}
	return found
}
