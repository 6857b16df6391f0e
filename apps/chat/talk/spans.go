package talk

import (
	"slices"
	"time"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/understand"
)

// A Span is a part of a message and what it was read as, to be shown to its
// writer.
type Span struct {
	Range
	Slot    string // as understand names it: due_date, labels …
	Says    string // what it stands for, "Friday 27 Nov"; empty when its own words say it best
	Literal bool   // it may be title instead: see Correction
}

// Spans are those of a reading, in the order of the text.
func Spans(text string, r understand.Reading, now time.Time) []Span {
	at := units(text)
	var all []Span
	for i, s := range r.Spans {
		if s.Start < 0 || s.End > len(text) || at[s.Start] < 0 || at[s.End] < 0 {
			continue // not a part of the text; a fuzz test of the grammar holds that there are none
		}
		span := Span{Range: Range{at[s.Start], at[s.End]}, Slot: s.Slot}
		switch s.Slot {
		case "title", "ref", "notes", "query":
		default:
			span.Literal = true
			first := !slices.ContainsFunc(all, func(o Span) bool { return o.Slot == s.Slot })
			if slots := slotsOf(r, i); slots != nil && (first || r.Intent == understand.AddMany) {
				span.Says = spanSays(s.Slot, *slots, hasSpan(r, "due_time"), now)
			}
		}
		all = append(all, span)
	}
	return all
}

// slotsOf are the slots that a span belongs to: of several tasks it is the
// one whose turn it is among those that have such a slot; nil when that does
// not come out even.
func slotsOf(r understand.Reading, span int) *understand.Slots {
	if r.Intent != understand.AddMany {
		return &r.Slots
	}
	slot, place, spans := r.Spans[span].Slot, 0, 0
	for i, s := range r.Spans {
		if s.Slot == slot {
			spans++
			if i < span {
				place++
			}
		}
	}
	var having []*understand.Slots
	for i := range r.Slots.Tasks {
		if has := spanSays(slot, r.Slots.Tasks[i], false, time.Time{}); has != "" {
			having = append(having, &r.Slots.Tasks[i])
		}
	}
	if len(having) != spans {
		return nil
	}
	return having[place]
}

func hasSpan(r understand.Reading, slot string) bool {
	return slices.ContainsFunc(r.Spans, func(s understand.Span) bool { return s.Slot == slot })
}

// spanSays is what a slot stands for. The time is told with the date, unless
// it has words of its own.
func spanSays(slot string, s understand.Slots, apart bool, now time.Time) string {
	day := func(date string) string {
		at, err := time.Parse(time.DateOnly, date)
		if err != nil {
			return date
		}
		return dayName(at, now)
	}
	switch slot {
	case "due_date":
		if s.DueTime != "" && s.DueDate != "" && !apart {
			return day(s.DueDate) + ", " + clockOf(s)
		}
		return day(s.DueDate)
	case "due_time":
		return clockOf(s)
	case "end_date":
		return day(s.EndDate)
	case "end_time":
		return s.EndTime
	case "duration_min":
		if s.DurationMin > 0 {
			return lasting(s.DurationMin)
		}
	case "rrule":
		if s.RRule != "" {
			return Repeats(tasklist.Repeat{Recurrence: *recurrence(s), Scheduled: s.DueDate}, now)
		}
	case "priority":
		return priorities[tasklist.Priority(s.Priority)]
	}
	return ""
}

// Other is what the other of two near readings says; empty when there is none.
func Other(r understand.Reading, now time.Time) string {
	if r.Alternative == nil {
		return ""
	}
	return spanSays("due_date", r.Alternative.Slots, false, now)
}
