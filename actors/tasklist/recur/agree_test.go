package recur

import (
	"flag"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var (
	rruleSeed  = flag.Int("rrule.seed", 1, "the first of the seeds that rules for rrule.js are drawn from")
	rruleDraws = flag.Int("rrule.draws", 800, "how many rules are drawn for rrule.js")
)

// rrule.js agrees with every vector that is about the rule, and disagrees
// with those that say it does.
func TestVectorsAgreeWithRRuleJS(t *testing.T) {
	type check struct {
		name, why string
		want      []string
		of        func([]string) []string // what the answer means for the vector
	}
	var questions []question
	var checks []check
	ask := func(v vector, r Rule, start Local, limit int, want []string, of func([]string) []string) {
		t.Helper()
		if slices.Contains(ownMeanings, v.RRuleJS) {
			return
		}
		if v.RRuleJS != "" && !slices.ContainsFunc(differences, func(d difference) bool { return d.name == v.RRuleJS }) {
			t.Errorf("%s: there is no difference called %q", v.Name, v.RRuleJS)
		}
		questions = append(questions, question{r.String(), start.Format(), limit})
		checks = append(checks, check{v.Name, v.RRuleJS, want, of})
	}
	one := func(s string) []string {
		if s == "" {
			return nil
		}
		return []string{s}
	}
	vs := readVectors(t)
	for _, v := range vs.Expand {
		limit := len(v.many(t))
		if v.Ends {
			limit += 5
		}
		ask(v, v.rule(t), local(t, v.Start), limit, v.many(t), func(a []string) []string { return a })
	}
	for _, v := range vs.First {
		r := v.rule(t)
		r.interval = 1 // it counts from the first one
		if r.freq == minutely {
			r.interval = MinMinutes
		}
		ask(v, r, local(t, v.Anchor), 1, one(v.one(t)), func(a []string) []string { return a })
	}
	for _, v := range vs.Next {
		current, after := local(t, v.Current), local(t, v.After)
		ask(v, v.rule(t), local(t, v.Start), 200, one(v.one(t)), func(a []string) []string {
			for i, s := range a {
				if l := local(t, s); l.Compare(current) > 0 && l.Compare(after) >= 0 {
					if i+1 != v.Number {
						t.Errorf("%s: %s is number %d for rrule.js, not %d", v.Name, s, i+1, v.Number)
					}
					return []string{s}
				}
			}
			return nil
		})
	}
	for _, v := range vs.Completion {
		r, completed := v.rule(t), local(t, v.Completed)
		if r.spent(v.N) {
			continue // COUNT is over all completions; rrule.js knows of one
		}
		r.count = 0
		start := completed
		if !r.NeedsTime() {
			start, completed = completed.at(local(t, v.Current)), completed.date()
		}
		ask(v, r, start, 50, one(v.one(t)), func(a []string) []string {
			for _, s := range a {
				if local(t, s).Compare(completed) > 0 {
					return []string{s}
				}
			}
			return nil
		})
	}
	for i, a := range askRRuleJS(t, questions) {
		c := checks[i]
		got := c.of(a.Occurrences)
		switch {
		case c.why == "":
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("%s: %+v: want -, rrule.js +\n%s", c.name, questions[i], diff)
			}
		case slices.Equal(c.want, got):
			t.Errorf("%s: rrule.js agrees, though %q", c.name, c.why)
		}
	}
}

// On hundreds of random rules, rrule.js finds the same first 30 occurrences,
// but for the known differences; those are asked of the slow twin.
func TestRandomRulesAgreeWithRRuleJS(t *testing.T) {
	type drawn struct {
		rule  Rule
		start Local
	}
	draw := rapid.Custom(func(t *rapid.T) drawn {
		r := drawRule(t)
		return drawn{r, drawStart(t, r)}
	})
	var questions []question
	var wants [][]string
	known := map[string]int{}
	for i := range *rruleDraws {
		d := draw.Example(*rruleSeed + i)
		// rrule.js looks on until the year 9999 where nothing follows, so it is
		// not asked for more than there is.
		endless := d.rule
		endless.count, endless.until = 0, Local{}
		limit := len(expand(endless, d.start, 30, Horizon))
		ours := texts(expand(d.rule, d.start, limit, Horizon))
		if name, ok := differs(d.rule, d.start); ok {
			known[name]++
			if twin := texts(naive(d.rule, d.start, min(limit, 12), 40)); !slices.Equal(twin, ours[:min(len(ours), len(twin))]) {
				t.Errorf("%s from %s: we say %v, the slow twin %v", d.rule, d.start, ours, twin)
			}
			continue
		}
		if limit == 0 {
			continue
		}
		questions = append(questions, question{d.rule.String(), d.start.Format(), limit})
		wants = append(wants, ours)
	}
	for i, a := range askRRuleJS(t, questions) {
		if diff := cmp.Diff(wants[i], a.Occurrences, cmp.Transformer("some", func(s []string) map[int]string {
			m := map[int]string{}
			for i, v := range s {
				m[i] = v
			}
			return m
		})); diff != "" {
			t.Errorf("%+v: this package -, rrule.js +\n%s", questions[i], diff)
		}
	}
	t.Logf("%d rules compared, %v known differences", len(questions), known)
	if len(questions) < *rruleDraws/2 {
		t.Errorf("only %d of %d rules could be compared", len(questions), *rruleDraws)
	}
}
