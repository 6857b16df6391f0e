package talk

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/actors/tasklist/recur"
)

// Repeats says how often a task comes again: "every week on Monday", "every
// month on the last day, until Thursday 31 Dec". A rule that is too much for
// words is told as it is.
func Repeats(r tasklist.Repeat, now time.Time) string {
	rule, err := recur.Parse(r.Rule)
	if err != nil {
		return "by the rule " + r.Rule
	}
	parts := map[string]string{}
	for part := range strings.SplitSeq(rule.String(), ";") { // its one canonical form
		name, value, _ := strings.Cut(part, "=")
		parts[name] = value
	}
	day, err := time.Parse(time.DateOnly, r.Scheduled[:min(len(r.Scheduled), len(time.DateOnly))])
	if err != nil {
		return "by the rule " + r.Rule
	}
	words, ok := often(parts, day)
	if !ok {
		return "by the rule " + r.Rule
	}
	switch {
	case parts["COUNT"] == "1":
		words += ", once"
	case parts["COUNT"] != "":
		words += ", " + parts["COUNT"] + " times"
	case parts["UNTIL"] != "":
		last, err := time.Parse("20060102", parts["UNTIL"][:8])
		if err != nil {
			return "by the rule " + r.Rule
		}
		words += ", until " + dayName(last, now)
	}
	if r.FromCompletion {
		words += " after it is done"
	}
	if r.Strict {
		words += ", done or not"
	}
	return words
}

// spoken are the parts that often has words for, by FREQ.
var spoken = map[string]string{
	"MINUTELY": "", "HOURLY": "", "DAILY": "", "WEEKLY": "BYDAY",
	"MONTHLY": "BYDAY BYMONTHDAY BYSETPOS", "YEARLY": "BYDAY BYMONTH BYMONTHDAY BYSETPOS",
}

// often says a rule without its end. day is a date that follows it.
func often(parts map[string]string, day time.Time) (string, bool) {
	known := " FREQ INTERVAL COUNT UNTIL WKST " + spoken[parts["FREQ"]] + " "
	for name := range parts {
		if !strings.Contains(known, " "+name+" ") {
			return "", false
		}
	}
	unit := map[string]string{"MINUTELY": "minute", "HOURLY": "hour", "DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}[parts["FREQ"]]
	every := "every " + unit
	if n := parts["INTERVAL"]; n != "" {
		every = "every " + n + " " + unit + "s"
	}
	switch unit {
	case "week":
		return onWeekdays(every, parts, day)
	case "month":
		on, ok := inMonth(parts, day)
		return every + " on " + on, ok
	case "year":
		return onDates(every, parts, day)
	}
	return every, true
}

func onWeekdays(every string, parts map[string]string, day time.Time) (string, bool) {
	switch days := parts["BYDAY"]; {
	case days == "":
		return every + " on " + day.Weekday().String(), true
	case days == "MO,TU,WE,TH,FR" && parts["INTERVAL"] == "":
		return "every weekday", true
	case days == "SA,SU" && parts["INTERVAL"] == "":
		return "every Saturday and Sunday", true
	default:
		names, ok := weekdays(days)
		return every + " on " + join(names, "and"), ok
	}
}

// inMonth says which days of a month.
func inMonth(parts map[string]string, day time.Time) (string, bool) {
	days, dates, pos := parts["BYDAY"], parts["BYMONTHDAY"], parts["BYSETPOS"]
	switch {
	case days != "" && dates != "", pos != "" && days == "", strings.Contains(pos, ","):
		return "", false
	case dates != "":
		var words []string
		for date := range strings.SplitSeq(dates, ",") {
			words = append(words, "the "+nth(date, "day"))
		}
		return join(words, "and"), true
	case days == "":
		return "the " + ordinal(day.Day()), true
	case pos != "" && days == "MO,TU,WE,TH,FR":
		return "the " + nth(pos, "") + " weekday", true
	}
	names, ok := weekdays(days)
	if pos != "" {
		return "the " + nth(pos, "") + " " + join(names, "or"), ok
	}
	return join(names, "and"), ok
}

// onDates says which days of a year.
func onDates(every string, parts map[string]string, day time.Time) (string, bool) {
	months := []string{day.Month().String()}
	if parts["BYMONTH"] != "" {
		months = nil
		for m := range strings.SplitSeq(parts["BYMONTH"], ",") {
			n, err := strconv.Atoi(m)
			if err != nil {
				return "", false
			}
			months = append(months, time.Month(n).String())
		}
	} else if parts["BYDAY"] != "" || parts["BYMONTHDAY"] != "" {
		return "", false // of the year, or of every month
	}
	on, ok := inMonth(parts, day)
	return every + " on " + on + " of " + join(months, "and"), ok
}

// weekdays names 1MO,-1FR,WE.
func weekdays(list string) (names []string, ok bool) {
	codes := map[string]string{"MO": "Monday", "TU": "Tuesday", "WE": "Wednesday", "TH": "Thursday", "FR": "Friday", "SA": "Saturday", "SU": "Sunday"}
	for code := range strings.SplitSeq(list, ",") {
		if len(code) < 2 {
			return nil, false
		}
		which, name := code[:len(code)-2], codes[code[len(code)-2:]]
		if which != "" {
			name = "the " + nth(which, "") + " " + name
		}
		names = append(names, name)
	}
	return names, true
}

// nth is 1st, 2nd …, or from the end: last, second to last. what is said
// after those: "last day".
func nth(text, what string) string {
	n, err := strconv.Atoi(text)
	switch {
	case err != nil:
		return text
	case n > 0:
		return ordinal(n)
	case n == -1:
		return strings.TrimSpace("last " + what)
	}
	return strings.TrimSpace(ordinal(-n) + " to last " + what)
}

func ordinal(n int) string {
	switch {
	case n%10 == 1 && n%100 != 11:
		return fmt.Sprintf("%dst", n)
	case n%10 == 2 && n%100 != 12:
		return fmt.Sprintf("%dnd", n)
	case n%10 == 3 && n%100 != 13:
		return fmt.Sprintf("%drd", n)
	}
	return fmt.Sprintf("%dth", n)
}
