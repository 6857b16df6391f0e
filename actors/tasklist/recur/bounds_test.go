package recur

import (
	"errors"
	"testing"
	"time"
)

// hostile are rules that make rrule-go work hard, loop or panic, with starts
// that they like least.
var hostile = []struct{ rule, start string }{
	{"FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "2026-11-24"},                           // looked for in 400 years, then refused
	{"FREQ=MINUTELY;INTERVAL=5;BYMONTH=2;BYMONTHDAY=30", "2026-11-24T09:00"},       // by the minute
	{"FREQ=YEARLY;BYMONTH=7;BYWEEKNO=10;BYDAY=MO,TU,WE,TH,FR,SA,SU", "2026-11-24"}, // every day is made, then left out
	{"FREQ=MONTHLY;BYMONTHDAY=1;BYDAY=5MO,5TU,5WE,5TH,5FR,5SA,5SU", "2026-11-24"},  //
	{"FREQ=MINUTELY;INTERVAL=5", "1970-01-01T00:00"},                               // millions of occurrences to roll over
	{"FREQ=MINUTELY;INTERVAL=5;BYHOUR=0;BYDAY=MO", "1970-01-01T00:00"},             //
	{"FREQ=MINUTELY;INTERVAL=7;BYHOUR=3;BYMINUTE=1;BYMONTHDAY=31", "1970-01-01T00:00"},
	{"FREQ=MINUTELY;INTERVAL=60;BYMINUTE=30", "2026-11-24T09:00"}, // never meets: rrule-go does not come back
	{"FREQ=HOURLY;INTERVAL=24;BYHOUR=5", "2026-11-24T17:00"},      // likewise
	{"FREQ=HOURLY;INTERVAL=1000;BYHOUR=1;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO", "1970-01-01T00:00"},
	{"FREQ=HOURLY;INTERVAL=7;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO", "2026-11-24T17:00"},
	{"FREQ=DAILY;INTERVAL=7;BYDAY=WE", "2026-11-24"},                   // never, on a Tuesday
	{"FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=SU", "2032-03-01"},      // 28 years on
	{"FREQ=DAILY;INTERVAL=1000;BYMONTH=2;BYMONTHDAY=29", "1970-01-01"}, //
	{"FREQ=WEEKLY;INTERVAL=1000;BYMONTH=2", "1970-01-01"},              //
	{"FREQ=YEARLY;INTERVAL=4;BYYEARDAY=366", "2027-01-01"},             // never, from that year
	{"FREQ=YEARLY;INTERVAL=100", "9998-12-31"},                         // past the last year
	{"FREQ=YEARLY;INTERVAL=7;BYWEEKNO=53;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23;BYMINUTE=0,30", "1970-01-01T00:00"},
	{"FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23;BYMINUTE=0,30", "1970-01-01T00:00"},
	{"FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=1,2,3,4,5,6,7,8,9,10,-1,-2,-3,366,-366;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23;BYMINUTE=0,30", "1970-01-01T00:00"},
	{"FREQ=MONTHLY;BYDAY=MO,1TU,-5WE;BYSETPOS=-62,62", "1970-01-01"},
	{"FREQ=DAILY;COUNT=10000", "1970-01-01"},
	{"FREQ=YEARLY;COUNT=10000", "1970-01-01"},
	{"FREQ=YEARLY;COUNT=10000;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23;BYMINUTE=0,30", "1970-01-01T00:00"},
	{"FREQ=YEARLY;BYDAY=53MO,-53MO;BYMONTHDAY=31;COUNT=10000", "1970-01-01"},
	{"FREQ=MINUTELY;INTERVAL=1000;COUNT=10000", "1970-01-01T00:00"},
}

// slowest tells a call that does not end from one on a busy machine: it is
// hundreds of times what the worst one takes (see BenchmarkWorst).
const slowest = time.Minute

// exercise calls everything with a rule, and says which call took longest.
func exercise(text string, start Local) (took time.Duration, call string) {
	measure := func(name string, f func()) {
		began := time.Now()
		f()
		if d := time.Since(began); d > took {
			took, call = d, name
		}
	}
	var r Rule
	var err error
	measure("Parse", func() { r, err = Parse(text) })
	if err != nil {
		return took, call
	}
	far := Local{Year: MaxYear, Month: 12, Day: 31, AllDay: true}
	today := Local{Year: 2026, Month: 11, Day: 24, Hour: 17}
	measure("First", func() { _, _ = First(r, start) })
	measure("Next", func() { Next(r, start, start, 1, Local{}) })
	measure("Next from today", func() { Next(r, start, today, 1, Local{}) })
	measure("Next, rolled to today", func() { Next(r, start, start, 1, today) })
	measure("Next, rolled to the end of time", func() { Next(r, start, start, 1, far) })
	measure("NextFromCompletion", func() { NextFromCompletion(r, start, today, 1) })
	measure("Until today", func() { Until(r, start, today) })
	measure("Until the end of time", func() { Until(r, start, far) })
	return took, call
}

// Every call ends soon, whatever the rule.
func TestEveryCallIsBounded(t *testing.T) {
	for _, h := range hostile {
		if took, call := exercise(h.rule, local(t, h.start)); took > slowest {
			t.Errorf("%s from %s: %s took %s", h.rule, h.start, call, took)
		} else {
			t.Logf("%8s %-32s %.90s", took.Round(time.Microsecond), call, h.rule)
		}
	}
}

// What is not a day or a time leads to an answer too.
func TestOddValues(t *testing.T) {
	daily, err := Parse("FREQ=DAILY")
	if err != nil {
		t.Fatal(err)
	}
	good := Local{Year: 2026, Month: 11, Day: 24, AllDay: true}
	for _, odd := range []Local{{}, {Year: 2026, Month: 13, Day: 1}, {Year: 2027, Month: 2, Day: 29}, {Year: 1 << 40, Month: 1, Day: 1}, {Year: 2026, Month: 1, Day: 1, Hour: 5, AllDay: true}} {
		var wrong *RuleError
		if _, err := First(daily, odd); !errors.As(err, &wrong) {
			t.Errorf("First from %v: %v", odd, err)
		}
		if l, _, ok := Next(daily, odd, good, 1, Local{}); ok {
			t.Errorf("Next from %v is %s", odd, l)
		}
		if l, _, ok := Next(daily, good, odd, 1, Local{}); ok {
			t.Errorf("Next after %v is %s", odd, l)
		}
		if l, _, ok := NextFromCompletion(daily, good, odd, 1); ok {
			t.Errorf("completed at %v: %s", odd, l)
		}
		if r, ok := Until(daily, good, odd); ok {
			t.Errorf("until %v: %s", odd, r)
		}
	}
	if l, _, ok := Next(Rule{}, good, good, 1, Local{}); ok || !(Rule{}).IsZero() || (Rule{}).String() != "" {
		t.Errorf("no rule goes on with %s", l)
	}
	hours, err := Parse("FREQ=DAILY;BYHOUR=9")
	if err != nil {
		t.Fatal(err)
	}
	var wrong *RuleError
	if _, err := First(hours, good); !errors.As(err, &wrong) || wrong.Part != "BYHOUR" {
		t.Errorf("an all-day task at nine: %v", err)
	}
	ended, err := Parse("FREQ=DAILY;UNTIL=20261123")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := First(ended, good); !errors.As(err, &wrong) || wrong.Part != "UNTIL" {
		t.Errorf("begun after its end: %v", err)
	}
}

// Numbers are exact up to MaxPassed missed occurrences a call, and rise still
// where there were more.
func TestNumbersOfManyMissed(t *testing.T) {
	r, err := Parse("FREQ=MINUTELY;INTERVAL=5")
	if err != nil {
		t.Fatal(err)
	}
	start := local(t, "2026-01-01T00:00")
	if next, n, ok := Next(r, start, start, 1, local(t, "2026-02-01T00:00")); !ok || next.Format() != "2026-02-01T00:00" || n != 1+31*288 {
		t.Errorf("a month on: %s (%d, %v)", next, n, ok)
	}
	if next, n, ok := Next(r, start, start, 1, local(t, "2036-01-01T00:03")); !ok || next.Format() != "2036-01-01T00:05" || n != 1+MaxPassed {
		t.Errorf("ten years on: %s (%d, %v)", next, n, ok)
	}
}

// TestDoneLongBefore: what was done early does not come again on the very day
// for which it was done.
func TestDoneLongBefore(t *testing.T) {
	rule, err := Parse("FREQ=YEARLY;BYYEARDAY=1;BYDAY=TH")
	if err != nil {
		t.Fatal(err)
	}
	next, n, ok := NextFromCompletion(rule, local(t, "2026-01-01"), local(t, "2024-01-01T00:00"), 3)
	if !ok || n != 4 || next.Format() != "2032-01-01" {
		t.Errorf("got %s, %d, %v", next.Format(), n, ok)
	}
}
