package talk

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/understand"
)

// maxChoices is how many tasks a person is asked to choose among.
const maxChoices = 10

// A Choice is a message whose words fit several tasks. Nothing was done; the
// next message may say which one is meant.
type Choice struct {
	Reading Unclear         `json:"reading"` // of the message
	Tasks   []tasklist.Task `json:"tasks"`   // that it may mean, as they were shown
}

// Unclear is the reading of a message, one of whose names fits several tasks.
type Unclear struct {
	understand.Reading
	Phrase string              `json:"phrase"`           // the name
	Picked map[string][]string `json:"picked,omitempty"` // ids of the tasks that were chosen for the others
}

// choose asks which of the tasks is meant.
func (p *Plan) choose(a Asked, phrase string, found []tasklist.Task) {
	more := ""
	if len(found) > maxChoices {
		more = fmt.Sprintf("\n… and %d more: say a little more of its name.", len(found)-maxChoices)
		found = found[:maxChoices]
	}
	p.About, p.Shown = append(p.About, found...), found
	p.Choice = &Choice{Unclear{a.Reading, phrase, a.Picked}, found}
	by, left := "", "I have not touched any of them."
	if len(phrases(a.Reading.Slots.Ref)) > 1 {
		by, left = " by "+quote(phrase), "I have done nothing yet."
	}
	p.say("Which one do you mean%s?\n%s%s\n%s", by, p.lines(found), more, left)
}

var (
	chosenNumber = regexp.MustCompile(`^(?:i mean |i meant |the |number |no\. ?|nr\. ?|#)*(\d{1,3})[.)]?(?: one)?$`)
	chosenWord   = regexp.MustCompile(`^(?:i mean |i meant )?(?:the )?(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last)(?: one)?$`)
	ordinals     = []string{"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"}
	chosenAll    = regexp.MustCompile(`^(?:both|all|all of them|both of them|every one|all of those|them all)$`)
)

// Chosen are the places, from 1, of the tasks that a message chooses among
// those with these titles: by number, by name, or all; none when it says
// something else.
func Chosen(a Asked, titles []string) []int {
	said := strings.ToLower(strings.Trim(a.Text, " \t\n.!?"))
	at := 0
	switch number, word := chosenNumber.FindStringSubmatch(said), chosenWord.FindStringSubmatch(said); {
	case chosenAll.MatchString(said):
		all := make([]int, len(titles))
		for i := range all {
			all[i] = i + 1
		}
		return all
	case number != nil:
		n, err := strconv.Atoi(number[1])
		if err != nil {
			return nil
		}
		at = n
	case word != nil && word[1] == "last":
		at = len(titles)
	case word != nil:
		at = slices.Index(ordinals, word[1]) + 1
	default:
		at = named(a, said, titles)
	}
	if at < 1 || at > len(titles) {
		return nil
	}
	return []int{at}
}

// named is the place of the one title that a message names and asks for
// nothing else; 0 for none.
func named(a Asked, said string, titles []string) int {
	if i := slices.IndexFunc(titles, func(t string) bool { return strings.EqualFold(strings.TrimSpace(t), said) }); i >= 0 {
		return i + 1
	}
	switch r := a.Reading; r.Intent {
	case understand.Add: // words that are no command
		if r.Slots.DueDate != "" || len(r.Slots.Labels) > 0 || r.Slots.Priority != 0 {
			return 0
		}
	case understand.Unknown, understand.Chat:
	default:
		return 0
	}
	for _, lead := range []string{"i mean ", "i meant ", "the one about ", "the one with "} {
		said = strings.TrimPrefix(said, lead)
	}
	said = strings.TrimSuffix(said, " one")
	if found := understand.Match(said, titles); len(found) > 0 && !understand.Ambiguous(found) {
		return found[0].Index + 1
	}
	return 0
}

// Choose is how a message that chose among the tasks of a choice is to be
// answered: as the first one, about those.
func Choose(a Asked, first Unclear, shown []string, places []int) Asked {
	first.Spans = nil
	a.Reading, a.Picked = first.Reading, map[string][]string{}
	maps.Copy(a.Picked, first.Picked)
	for _, at := range places {
		a.Picked[first.Phrase] = append(a.Picked[first.Phrase], shown[at-1])
	}
	return a
}

// Which are the choices as they are offered: the title, and the date if that
// alone tells them apart.
func (c Choice) Which(now time.Time) []string {
	p := Plan{now: now}
	var words []string
	for _, t := range c.Tasks {
		same := slices.ContainsFunc(c.Tasks, func(o tasklist.Task) bool { return o.ID != t.ID && o.Title == t.Title })
		if about := p.about(t); same && len(about) > 0 {
			words = append(words, t.Title+" — "+strings.Join(about, ", "))
		} else {
			words = append(words, t.Title)
		}
	}
	return words
}
