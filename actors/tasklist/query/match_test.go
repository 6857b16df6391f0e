package query

import "testing"

func timed(t testing.TB, wall string) Due { return Due{At: moment(t, wall)} }

func allDay(date string) Due { return Due{AllDay: true, Date: date} }

// TestMatch asks one item by each condition. It is 17:30 on Tuesday,
// 2026-11-24, in Berlin.
func TestMatch(t *testing.T) {
	done := Item{CompletedAt: moment(t, "2026-11-24 09:00:00")}
	for _, c := range []struct {
		filter string
		item   Item
		want   bool
	}{
		{``, Item{}, true},
		{`open`, Item{}, true},
		{`open`, done, false},
		{`done`, Item{}, false},
		{`done`, done, true},
		{`recurring`, Item{}, false},
		{`recurring`, Item{Recurring: true}, true},
		{`subtask`, Item{}, false},
		{`subtask`, Item{Parent: "a"}, true},
		{`nodate`, Item{}, true},
		{`no date`, Item{Due: allDay("2026-11-24")}, false},
		{`nodate`, Item{Due: timed(t, "2026-11-24 10:00:00")}, false},
		{`nodate`, Item{Due: allDay("someday")}, true},

		{`has:due`, Item{}, false},
		{`has:due`, Item{Due: allDay("2026-11-24")}, true},
		{`has:due`, Item{Due: timed(t, "2026-11-24 10:00:00")}, true},
		{`has:notes`, Item{Notes: " \n"}, false},
		{`has:notes`, Item{Notes: "x"}, true},
		{`has:reminder`, Item{}, false},
		{`has:reminder`, Item{HasReminder: true}, true},
		{`has:label`, Item{}, false},
		{`has:label`, Item{Labels: []string{"x"}}, true},
		{`has:project`, Item{}, false},
		{`has:project`, Item{Project: "x"}, true},
		{`has:parent`, Item{}, false},
		{`has:parent`, Item{Parent: "x"}, true},

		{`p0`, Item{}, true},
		{`p0`, Item{Priority: 1}, false},
		{`p1`, Item{Priority: 1}, true},
		{`p1`, Item{Priority: 2}, false},
		{`p2`, Item{Priority: 2}, true},
		{`p2`, Item{Priority: 3}, false},
		{`p3`, Item{Priority: 3}, true},
		{`p3`, Item{Priority: 4}, false},
		{`p4`, Item{Priority: 4}, true},
		{`p4`, Item{}, false},
		{`priority < 2`, Item{Priority: 1}, true},
		{`priority < 2`, Item{Priority: 2}, false},
		{`priority <= 2`, Item{Priority: 2}, true},
		{`priority <= 2`, Item{Priority: 3}, false},
		{`priority <= 4`, Item{}, false},
		{`priority = 3`, Item{Priority: 3}, true},
		{`priority = 3`, Item{Priority: 2}, false},
		{`priority >= 3`, Item{Priority: 3}, true},
		{`priority >= 3`, Item{Priority: 2}, false},
		{`priority > 3`, Item{Priority: 4}, true},
		{`priority > 3`, Item{Priority: 3}, false},

		{`#work`, Item{Labels: []string{"home", "work"}}, true},
		{`#WORK`, Item{Labels: []string{"work"}}, true},
		{`label:work`, Item{Labels: []string{"work"}}, true},
		{`#work`, Item{Labels: []string{"homework"}}, false},
		{`#cafe`, Item{Labels: []string{"café"}}, false},
		{`#CAFÉ`, Item{Labels: []string{"cafe\u0301"}}, true},
		{"#cafe\u0301", Item{Labels: []string{"café"}}, true},
		{`#"a b&c"`, Item{Labels: []string{"a b&c"}}, true},
		{`+home`, Item{Project: "Home"}, true},
		{`project:home`, Item{Project: "Home"}, true},
		{`project:home`, Item{Project: "Home 2"}, false},
		{`project:"home 2"`, Item{Project: "Home 2"}, true},
		{`+7d`, Item{Project: "7d"}, true},
		{`id:a-1`, Item{ID: "a-1"}, true},
		{`id:a-1`, Item{ID: "A-1"}, false},
		{`parent:a`, Item{Parent: "a"}, true},
		{`parent:a`, Item{Parent: "ab", ID: "a"}, false},
		{`source:Chat`, Item{Source: "chat"}, true},
		{`source:chat`, Item{Source: "api"}, false},

		{`"tax"`, Item{Title: "The TAXES"}, true},
		{`"tax"`, Item{Notes: "the taxes"}, true},
		{`"tax"`, Item{Labels: []string{"tax"}}, false},
		{`"tax form"`, Item{Title: "form", Notes: "tax"}, true},
		{`"tax form"`, Item{Title: "form"}, false},
		{`text:tax`, Item{Title: "tax"}, true},
		{`text:"tax"`, Item{Notes: "no syntax without it"}, true},
		{`title:tax`, Item{Notes: "tax"}, false},
		{`title:tax`, Item{Title: "tax"}, true},
		{`notes:tax`, Item{Notes: "tax"}, true},
		{`notes:tax`, Item{Title: "tax"}, false},
		{`"creme brulee"`, Item{Title: "Crème Brûlée"}, true},
		{`"CRÈME"`, Item{Title: "creme"}, true},
		{`"strasse"`, Item{Title: "Hauptstraße"}, true},
		{`"lodz"`, Item{Title: "ŁÓDŹ"}, true},
		{`"say \"hi\""`, Item{Title: `say "hi"`}, true},

		{`today`, Item{Due: allDay("2026-11-24")}, true},
		{`today`, Item{Due: allDay("2026-11-23")}, false},
		{`today`, Item{Due: allDay("2026-11-25")}, false},
		{`today`, Item{}, false},
		{`today`, Item{Due: timed(t, "2026-11-24 00:00:00")}, true},
		{`today`, Item{Due: timed(t, "2026-11-23 23:59:59.999999999")}, false},
		{`today`, Item{Due: timed(t, "2026-11-24 23:59:59.999999999")}, true},
		{`today`, Item{Due: timed(t, "2026-11-25 00:00:00")}, false},
		{`tomorrow`, Item{Due: allDay("2026-11-25")}, true},
		{`tomorrow`, Item{Due: allDay("2026-11-24")}, false},
		{`tomorrow`, Item{Due: timed(t, "2026-11-25 00:00:00")}, true},
		{`tomorrow`, Item{Due: timed(t, "2026-11-26 00:00:00")}, false},

		{`overdue`, Item{}, false},
		{`overdue`, Item{Due: allDay("2026-11-23")}, true},
		{`overdue`, Item{Due: allDay("2026-11-24")}, false},
		{`overdue`, Item{Due: timed(t, "2026-11-24 17:29:59.999999999")}, true},
		{`overdue`, Item{Due: timed(t, "2026-11-24 17:30:00")}, false},
		{`overdue`, Item{Due: allDay("2026-11-23"), CompletedAt: testNow}, false},

		{`open & p1`, Item{Priority: 1}, true},
		{`open & p1`, Item{Priority: 2}, false},
		{`open p1`, Item{Priority: 2}, false},
		{`open and p1`, Item{Priority: 1}, true},
		{`done | p1`, Item{Priority: 1}, true},
		{`done or p1`, Item{Priority: 2}, false},
		{`!done`, Item{}, true},
		{`not open`, Item{}, false},
		{`p1 | p2 & done`, Item{Priority: 1}, true},
		{`(p1 | p2) & done`, Item{Priority: 1}, false},
		{`!p1 & done`, Item{}, false},
		{`!(p1 & done)`, Item{}, true},
	} {
		if got := mustParse(t, c.filter).Match(&c.item, testEnv); got != c.want {
			t.Errorf("%s of %+v: %v", c.filter, c.item, got)
		}
	}
}
