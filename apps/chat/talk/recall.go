package talk

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/errandapp/errand/actors/tasklist"
)

// Recalled is what is remembered of the conversation: ids of tasks.
type Recalled struct {
	Shown []string // as they were last shown, in that order
	Meant string   // the one last spoken of
	Those []string // all that were last shown or spoken of: "them"
}

// numbered are the tasks at places in what was last shown, from 1, or from
// the end below 0.
func (p *Plan) numbered(a Asked, places []int) []tasklist.Task {
	shown := a.Recalled.Shown
	if len(shown) == 0 {
		p.say("I have not shown you any tasks of late: say “list” first, or the task's name. I have done nothing.")
		return nil
	}
	var ids []string
	for _, n := range places {
		at := n - 1
		if n < 0 {
			at = len(shown) + n
		}
		if at < 0 || at >= len(shown) {
			p.say("There is no number %d: I showed you %s. I have done nothing.", n, many(len(shown), "task"))
			return nil
		}
		if !slices.Contains(ids, shown[at]) {
			ids = append(ids, shown[at])
		}
	}
	return p.byID(a, ids)
}

// plural are words for all tasks last shown or spoken of.
var plural = []string{"them", "those", "these", "both", "all", "they", "all of them", "both of them", "those tasks", "these tasks", "those two", "these two", "the two", "all of those", "all of these", "all those", "all these", "both of those", "both of these", "both tasks", "them all", "them both"}

// isPlural reports whether the message speaks of several tasks by "them".
func isPlural(a Asked) bool {
	ref := a.Reading.Slots.Ref
	if ref == nil || !ref.Last && ref.Text == "" {
		return false
	}
	said := ref.Text
	for _, s := range a.Reading.Spans {
		if ref.Last && s.Slot == "ref" && s.Start >= 0 && s.End <= len(a.Text) && s.Start <= s.End {
			said = a.Text[s.Start:s.End]
		}
	}
	return slices.Contains(plural, strings.ToLower(strings.TrimSpace(said)))
}

// last is the task last spoken of, or all of them.
func (p *Plan) last(a Asked) []tasklist.Task {
	switch {
	case isPlural(a) && len(a.Recalled.Those) > 0:
		return p.byID(a, a.Recalled.Those)
	case a.Recalled.Meant != "":
		return p.byID(a, []string{a.Recalled.Meant})
	case len(a.Recalled.Shown) > 0:
		p.say("Which one do you mean? Say its number or its name. I have done nothing.")
	default:
		p.say("I do not know which task you mean: say its name. I have done nothing.")
	}
	return nil
}

// byID are the tasks with these ids: all of them, or none.
func (p *Plan) byID(a Asked, ids []string) []tasklist.Task {
	var found []tasklist.Task
	for _, id := range ids {
		if i := slices.IndexFunc(a.Tasks, func(t tasklist.Task) bool { return t.ID == id }); i >= 0 {
			found = append(found, a.Tasks[i])
		}
	}
	switch gone := len(ids) - len(found); {
	case gone == 0:
		return found
	case !a.Whole:
		p.Short = true
	case len(ids) == 1:
		p.say("That task is not on your list any more.")
	default:
		p.say("%s of these %s not on your list any more, so I have done nothing.", fmt.Sprint(gone), either(gone == 1, "is", "are"))
	}
	return nil
}

// lines are tasks as they are shown, each with the number that it can be
// called by.
func (p *Plan) lines(tasks []tasklist.Task) string {
	var lines []string
	for i, t := range tasks {
		lines = append(lines, fmt.Sprintf("%d. %s", i+1, p.line(t)))
	}
	return strings.Join(lines, "\n")
}

// maxLinesSize is how large lines may be, in bytes of JSON: an answer that is
// too large to be kept cannot be given.
const maxLinesSize = 40 << 10

// fit is how many of the tasks have room in lines.
func (p *Plan) fit(tasks []tasklist.Task) int {
	size := 0
	for i, t := range tasks {
		raw, err := json.Marshal(p.line(t))
		if size += len(raw); err != nil || size > maxLinesSize {
			return i
		}
	}
	return len(tasks)
}

// Recall is what is to be remembered after the answer: what it showed, and
// spoke of. What it did neither to stays as it was.
func (p Plan) Recall(before Recalled, reply tasklist.Reply) Recalled {
	after := before
	if len(p.Shown) > 0 {
		after.Shown = idsOf(p.Shown)
	}
	var spoken []string
	for _, s := range p.Steps {
		if id := s.id(); id != "" {
			spoken = append(spoken, id)
		}
	}
	if len(p.Steps) > 0 && len(spoken) == 0 { // undo and redo
		spoken = idsOf(reply.Tasks)
	}
	spoken = append(spoken, idsOf(p.About)...)
	spoken = distinct(spoken)
	switch {
	case len(spoken) == 1:
		after.Meant = spoken[0]
	case len(spoken) > 1:
		after.Meant = "" // it could be any
	}
	switch {
	case len(p.Shown) > 0 && len(p.Steps) == 0: // of steps those are all, also beyond what was shown
		after.Those = after.Shown
	case len(spoken) > 0:
		after.Those = spoken
	}
	return after
}

// distinct has each id once, in order.
func distinct(ids []string) []string {
	var once []string
	for _, id := range ids {
		if !slices.Contains(once, id) {
			once = append(once, id)
		}
	}
	return once
}

func idsOf(tasks []tasklist.Task) []string {
	ids := make([]string, 0, len(tasks))
	for _, t := range tasks {
		ids = append(ids, t.ID)
	}
	return ids
}
