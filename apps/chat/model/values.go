package model

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/actors/tasklist/recur"
	"github.com/errandapp/errand/apps/chat/understand"
)

// What a call may hold. A title is never longer than a question about it
// shows (talk), and so is everything else that may have to be asked about.
const (
	maxNotes  = 500 // characters
	maxName   = tasklist.MaxLabel
	maxLabels = 5
	maxListed = 50
	maxBefore = 366 * 24 * 60 // minutes that a reminder is early
	maxAhead  = 10            // years
)

const (
	needed   = true
	optional = false
)

// plainly has plain signs for those that a question is written with.
var plainly = strings.NewReplacer("“", `"`, "”", `"`, "•", "-")

// text is words on one line. Characters that nobody sees, or that turn the
// direction of others, could make a question look like another one.
func text(said string, most int, need bool, to *string) error {
	clean := plainly.Replace(strings.Join(strings.Fields(said), " "))
	hidden := strings.ContainsFunc(clean, func(r rune) bool { return !unicode.IsGraphic(r) })
	switch {
	case !utf8.ValidString(said) || hidden:
		return nonsense("a text has characters that nobody sees")
	case utf8.RuneCountInString(clean) > most:
		return nonsense("a text is too long")
	case need && clean == "":
		return nonsense("a text is empty")
	}
	*to = clean
	return nil
}

func labels(said []string, to *[]string) error {
	if len(said) > maxLabels {
		return nonsense("there are too many labels")
	}
	for _, l := range said {
		var clean string
		if err := text(strings.TrimPrefix(l, "#"), maxName, needed, &clean); err != nil {
			return err
		}
		if strings.Contains(clean, " ") {
			return nonsense("a label is not one word")
		}
		*to = append(*to, clean)
	}
	return nil
}

func priority(p int) error {
	if p < int(tasklist.NoPriority) || p > int(tasklist.Low) {
		return nonsense("there is no such priority")
	}
	return nil
}

func statusName(s string) error {
	if !slices.Contains([]string{"", "open", "overdue", "completed", "all"}, s) {
		return nonsense("there is no such status")
	}
	return nil
}

func date(s string) error {
	if s == "" {
		return nil
	}
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		return nonsense("a date is none")
	}
	return nil
}

// due is when something is to be due: today or later, for models are weak at
// which year it is.
func (r *reader) due(day, clock string, s *understand.Slots) error {
	if err := date(day); err != nil {
		return err
	}
	if _, err := time.Parse("15:04", clock); clock != "" && (err != nil || len(clock) != len("15:04")) {
		return nonsense("a time is none")
	}
	if day != "" && (day < r.now.Format(time.DateOnly) || day > r.now.AddDate(maxAhead, 0, 0).Format(time.DateOnly)) {
		return nonsense("a date has passed, or is too far")
	}
	s.DueDate, s.DueTime = day, clock
	return nil
}

// moment is when a reminder rings, later than now.
func (r *reader) moment(s string) error {
	at, err := time.ParseInLocation("2006-01-02T15:04", s, r.now.Location())
	if err != nil || !at.After(r.now) || at.After(r.now.AddDate(maxAhead, 0, 0)) {
		return nonsense("a moment is none, or has passed, or is too far")
	}
	return nil
}

// rule is how often something repeats, once a day at most: what rings each
// minute is an order for the person to give.
func rule(said string, s *understand.Slots) error {
	if said == "" {
		return nil
	}
	r, err := recur.Parse(said)
	if err != nil {
		return nonsense("a rule is none")
	}
	if often := r.String(); strings.Contains(often, "FREQ=MINUTELY") || strings.Contains(often, "FREQ=HOURLY") || strings.Contains(often, "BYHOUR=") || strings.Contains(often, "BYMINUTE=") {
		return nonsense("a rule is for more than once a day")
	}
	s.RRule = strings.TrimPrefix(strings.ToUpper(strings.TrimSpace(said)), "RRULE:")
	return nil
}
