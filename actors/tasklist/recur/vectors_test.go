package recur

import (
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// A vector is a question and the answer that somebody thought of. Dates are
// as ParseLocal reads them. RRuleJS names the known difference (see
// differences) for which rrule.js is not asked.
type vector struct {
	Name, Rule, Start, Anchor, Current, After, Completed, Before string
	N, Number                                                    int
	Part, Reason                                                 string
	Want                                                         json.RawMessage
	Ends                                                         bool   // nothing follows
	Zone                                                         string // and Moments: what the occurrences are in UTC
	Moments                                                      []time.Time
	RRuleJS                                                      string
}

type vectors struct{ Expand, First, Next, Completion, Split, Refused []vector }

func readVectors(t *testing.T) vectors {
	t.Helper()
	text, err := os.ReadFile("testdata/vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	var v vectors
	if err := json.Unmarshal(text, &v); err != nil {
		t.Fatal(err)
	}
	if n := len(v.Expand) + len(v.First) + len(v.Next) + len(v.Completion) + len(v.Split) + len(v.Refused); n < 200 {
		t.Fatalf("only %d vectors", n)
	}
	return v
}

func (v vector) rule(t *testing.T) Rule {
	t.Helper()
	r, err := Parse(v.Rule)
	if err != nil {
		t.Fatalf("%s: %v", v.Rule, err)
	}
	return r
}

// one is Want as one text, which is empty when there is none.
func (v vector) one(t *testing.T) string {
	t.Helper()
	var s string
	if v.Want != nil {
		if err := json.Unmarshal(v.Want, &s); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func (v vector) many(t *testing.T) []string {
	t.Helper()
	var s []string
	if err := json.Unmarshal(v.Want, &s); err != nil {
		t.Fatal(err)
	}
	return s
}

// local reads a date or time; none is the zero Local.
func local(t *testing.T, text string) Local {
	t.Helper()
	if text == "" {
		return Local{}
	}
	l, err := ParseLocal(text)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func texts(list []Local) []string {
	var all []string
	for _, l := range list {
		all = append(all, l.Format())
	}
	return all
}

func TestExpandVectors(t *testing.T) {
	for _, v := range readVectors(t).Expand {
		t.Run(v.Name, func(t *testing.T) {
			r, start, want := v.rule(t), local(t, v.Start), v.many(t)
			limit := len(want)
			if v.Ends {
				limit += 5
			}
			if diff := cmp.Diff(want, texts(expand(r, start, limit, Horizon))); diff != "" {
				t.Errorf("%s: want -, got +\n%s", v.Rule, diff)
			}
			if diff := cmp.Diff(want, texts(naive(r, start, limit, 45))); diff != "" {
				t.Errorf("%s: want -, the slow twin +\n%s", v.Rule, diff)
			}
		})
	}
}

// The vectors with a zone say which moments their wall clock times are, for
// those who turn one into the other. Here: that Go's zones agree. A time that
// the clock skips is taken with the offset from before (RFC 5545, 3.3.5).
func TestMomentsOfVectors(t *testing.T) {
	seen := 0
	for _, v := range readVectors(t).Expand {
		if v.Zone == "" {
			continue
		}
		seen++
		zone, err := time.LoadLocation(v.Zone)
		if err != nil {
			t.Fatal(err)
		}
		for i, want := range v.many(t) {
			l, moment := local(t, want), v.Moments[i]
			shown := fromTime(moment.In(zone), false)
			_, before := moment.Add(-24 * time.Hour).In(zone).Zone()
			asBefore := l.time().Add(-time.Duration(before) * time.Second)
			exists := fromTime(time.Date(l.Year, time.Month(l.Month), l.Day, l.Hour, l.Minute, l.Second, 0, zone), false) == l
			if exists && shown != l || !exists && !moment.Equal(asBefore) {
				t.Errorf("%s: %s is %s in %s, not %s", v.Name, moment, shown, v.Zone, l)
			}
		}
	}
	if seen < 10 {
		t.Errorf("only %d vectors have a zone", seen)
	}
}

func TestFirstVectors(t *testing.T) {
	for _, v := range readVectors(t).First {
		t.Run(v.Name, func(t *testing.T) {
			got, err := First(v.rule(t), local(t, v.Anchor))
			if err != nil || got.Format() != v.one(t) {
				t.Errorf("%s after %s is %s, %v, want %s", v.Rule, v.Anchor, got, err, v.one(t))
			}
		})
	}
}

func TestNextVectors(t *testing.T) {
	for _, v := range readVectors(t).Next {
		t.Run(v.Name, func(t *testing.T) {
			got, n, ok := Next(v.rule(t), local(t, v.Start), local(t, v.Current), v.N, local(t, v.After))
			want := v.one(t)
			if ok != (want != "") || ok && got.Format() != want || n != v.Number {
				t.Errorf("%s: got %s (%d, %v), want %q (%d)", v.Rule, got, n, ok, want, v.Number)
			}
		})
	}
}

func TestCompletionVectors(t *testing.T) {
	for _, v := range readVectors(t).Completion {
		t.Run(v.Name, func(t *testing.T) {
			got, n, ok := NextFromCompletion(v.rule(t), local(t, v.Current), local(t, v.Completed), v.N)
			want := v.one(t)
			if ok != (want != "") || ok && (got.Format() != want || n != v.N+1) {
				t.Errorf("%s: got %s (%d, %v), want %q", v.Rule, got, n, ok, want)
			}
		})
	}
}

func TestSplitVectors(t *testing.T) {
	for _, v := range readVectors(t).Split {
		t.Run(v.Name, func(t *testing.T) {
			got, ok := Until(v.rule(t), local(t, v.Start), local(t, v.Before))
			if want := v.one(t); ok != (want != "") || got.String() != want {
				t.Errorf("%s before %s is %s (%v), want %q", v.Rule, v.Before, got, ok, want)
			}
		})
	}
}

func TestRefusedVectors(t *testing.T) {
	for _, v := range readVectors(t).Refused {
		t.Run(v.Rule, func(t *testing.T) {
			r, err := Parse(v.Rule)
			var wrong *RuleError
			if !errors.As(err, &wrong) || wrong.Part != v.Part || !strings.Contains(wrong.Reason, v.Reason) {
				t.Errorf("%q is %s, %v; want %s … %s …", v.Rule, r, err, v.Part, v.Reason)
			}
		})
	}
}
