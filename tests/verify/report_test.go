package main

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var (
	chat     = station{name: "chat", hint: "chat and its sidecar"}
	row      = station{name: "state row", hint: "the table"}
	audit    = station{name: "audit", hint: "audit and its sidecar"}
	reminder = station{name: "reminder", hint: "scheduler", since: "due"}

	away    = &problem{Status: 503, Code: "unavailable", Detail: "Try again\nin a moment."}
	farAway = unreachable("not reachable from here: set ERRAND_POSTGRES")
)

func TestReport(t *testing.T) {
	ok := sighting{1234567 * time.Nanosecond, "here"}
	for name, c := range map[string]struct {
		outcomes []outcome
		code     int
		want     string
	}{
		"everywhere": {
			[]outcome{{chat, ok, nil}, {reminder, ok, nil}}, 0, `
  chat                  1.2 ms  here
  reminder        due + 1.2 ms  here

It was seen everywhere.
`,
		},
		"what cannot be looked at is no fault": {
			[]outcome{{chat, ok, nil}, {row, sighting{}, farAway}, {audit, ok, nil}}, 0, `
  chat                  1.2 ms  here
  state row                  –  not reachable from here: set ERRAND_POSTGRES
  audit                 1.2 ms  here

It was seen everywhere that can be looked at; not at: state row.
`,
		},
		"the first that is missing is named": {
			[]outcome{{chat, ok, nil}, {row, sighting{}, farAway}, {audit, sighting{}, away}, {reminder, sighting{}, errors.New("no frame")}}, 1, `
  chat                  1.2 ms  here
  state row                  –  not reachable from here: set ERRAND_POSTGRES
  audit                MISSING  503 unavailable: Try again in a moment.
  reminder             MISSING  no frame

It was not seen at: audit. Look at audit and its sidecar.
`,
		},
		"what follows from it is not tried": {
			[]outcome{{chat, sighting{}, fmt.Errorf("say it: %w", away)}, {audit, sighting{}, errNotTried}}, 1, `
  chat                 MISSING  say it: 503 unavailable: Try again in a moment.
  audit                      –  not tried

It was not seen at: chat. Look at chat and its sidecar.
`,
		},
		"nothing seen is nothing proven": {
			[]outcome{{row, sighting{}, farAway}}, 1, `
  state row                  –  not reachable from here: set ERRAND_POSTGRES

No station was looked at.
`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			var out strings.Builder
			r := &report{out: &out}
			for _, o := range c.outcomes {
				r.add(o)
			}
			if got := r.end(); got != c.code {
				t.Errorf("exit code %d, want %d", got, c.code)
			}
			if diff := cmp.Diff(c.want, "\n"+out.String()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestOutcomesOfANotification(t *testing.T) {
	type channel = struct{ Channel, Outcome, Error string }
	for _, c := range []struct {
		channels  []channel
		want, bad string
	}{
		{nil, "noted; no channel is set up to tell it by", ""},
		{[]channel{{"email", "sent", ""}, {"webhook", "sent", ""}}, "email sent, webhook sent", ""},
		{[]channel{{"email", "sent", ""}, {"webhook", "failed", "It answered 500."}}, "", "email sent, webhook failed (It answered 500.)"},
	} {
		got, err := notification{Channels: c.channels}.outcomes()
		bad := ""
		if err != nil {
			bad = err.Error()
		}
		if got != c.want || bad != c.bad {
			t.Errorf("%v: %q and %q, want %q and %q", c.channels, got, bad, c.want, c.bad)
		}
	}
}
