package talk

import (
	"strings"
	"testing"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/actors/tasklist/recur"
)

func TestRepeats(t *testing.T) {
	for _, c := range []struct{ rule, want string }{
		{"FREQ=DAILY", "every day"},
		{"FREQ=DAILY;INTERVAL=2", "every 2 days"},
		{"FREQ=DAILY;COUNT=5", "every day, 5 times"},
		{"FREQ=DAILY;COUNT=1", "every day, once"},
		{"FREQ=DAILY;UNTIL=20261231", "every day, until Thursday 31 Dec"},
		{"FREQ=HOURLY;INTERVAL=4", "every 4 hours"},
		{"FREQ=MINUTELY;INTERVAL=30", "every 30 minutes"},
		{"FREQ=WEEKLY", "every week on Tuesday"},
		{"FREQ=WEEKLY;BYDAY=MO", "every week on Monday"},
		{"FREQ=WEEKLY;INTERVAL=2;BYDAY=TH,MO", "every 2 weeks on Monday and Thursday"},
		{"FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "every weekday"},
		{"FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR", "every 2 weeks on Monday, Tuesday, Wednesday, Thursday and Friday"},
		{"FREQ=WEEKLY;BYDAY=SA,SU", "every Saturday and Sunday"},
		{"FREQ=MONTHLY", "every month on the 24th"},
		{"FREQ=MONTHLY;BYMONTHDAY=1,15", "every month on the 1st and the 15th"},
		{"FREQ=MONTHLY;BYMONTHDAY=-1", "every month on the last day"},
		{"FREQ=MONTHLY;BYMONTHDAY=-2", "every month on the 2nd to last day"},
		{"FREQ=MONTHLY;BYDAY=1MO", "every month on the 1st Monday"},
		{"FREQ=MONTHLY;BYDAY=-1FR", "every month on the last Friday"},
		{"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "every month on the last weekday"},
		{"FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=1", "every month on the 1st Saturday or Sunday"},
		{"FREQ=YEARLY", "every year on the 24th of November"},
		{"FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=3", "every year on the 3rd of January and July"},
		{"FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "every year on the 4th Thursday of November"},
		{"FREQ=YEARLY;BYMONTHDAY=13", "by the rule FREQ=YEARLY;BYMONTHDAY=13"},
		{"FREQ=YEARLY;BYWEEKNO=20", "by the rule FREQ=YEARLY;BYWEEKNO=20"},
		{"FREQ=DAILY;BYHOUR=9,17", "by the rule FREQ=DAILY;BYHOUR=9,17"},
		{"FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "by the rule FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13"},
		{"nonsense", "by the rule nonsense"},
	} {
		r := tasklist.Repeat{Recurrence: tasklist.Recurrence{Rule: c.rule}, Scheduled: "2026-11-24T17:00"}
		if got := Repeats(r, noon); got != c.want {
			t.Errorf("%s is %q, want %q", c.rule, got, c.want)
		}
	}
	r := tasklist.Repeat{Recurrence: tasklist.Recurrence{Rule: "FREQ=DAILY;INTERVAL=3", FromCompletion: true}, Scheduled: "2026-11-24"}
	if got := Repeats(r, noon); got != "every 3 days after it is done" {
		t.Error(got)
	}
	r.FromCompletion, r.Strict = false, true
	if got := Repeats(r, noon); got != "every 3 days, done or not" {
		t.Error(got)
	}
}

// Every rule has words, and they do not lose a part that changes its dates.
func FuzzRepeats(f *testing.F) {
	for _, s := range []string{"FREQ=DAILY", "FREQ=MONTHLY;BYDAY=MO,-1TU;BYSETPOS=1,-1", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYHOUR=3", "FREQ=WEEKLY;COUNT=3;WKST=SU"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		rule, err := recur.Parse(text)
		if err != nil {
			return
		}
		got := Repeats(tasklist.Repeat{Recurrence: tasklist.Recurrence{Rule: text}, Scheduled: "2026-11-24"}, noon)
		plain := strings.HasPrefix(got, "every ")
		for _, part := range []string{"BYHOUR", "BYMINUTE", "BYSECOND", "BYWEEKNO", "BYYEARDAY"} {
			plain = plain && !strings.Contains(rule.String(), part)
		}
		if !plain && got != "by the rule "+text {
			t.Errorf("%s is %q", rule, got)
		}
	})
}
