package understand

import "strings"

// filterVal is a condition on tasks read from words, and how it was said.
type filterVal struct {
	filter   Filter
	sort     string
	limit    int
	all      bool // "all", "everything"
	noun     bool // "tasks", "todos"
	stated   bool // at least one condition
	dated    bool
	from, to day     // of the days named, when dated
	past     bool    // "were due": the days lie behind
	said     *parser // where the days were said, and at which token
	saidAt   int
	leftover string // words that mean no condition
	modifier string // of those, the ones right before "tasks": "work tasks"
	claims   []claim
}

// filler are words that carry no condition in a question or a list command.
var filler = set("inside remind time plan plans program remain remains sort sorted order ordered arrange ls show list display view see give gimme get me my the all of tasks task todo todos to do things thing stuff items item everything " +
	"much doing priorities packed needs rank deadline deadlines every any anything nothing altogether overall sitting manage managed we've already something what what's whats that's thats which is are was were there that i i've i'm have has had got need do does did on plate for up coming " +
	"left remaining still am we our us please pls a an be being been it it's list's lists now currently next just only ones one with and or " +
	"planned scheduled happening agenda schedule calendar day look looking like looks how how's hows does out your you can could would will may tell " +
	"already whatever whatever's still-to-do want let let's busy free work? reminders reminder entries so far at in by due should must going supposed gotta go open pending " +
	"else most who all? them these those upcoming outstanding incomplete unfinished undone active here also as well yet " +
	"pull bring display print read load check find search filter filtered full whole complete? entire current jobs chores assignments")

// nounWords make a command about tasks.
var nounWords = set("task tasks todo todos items item things stuff reminders entries ones everything list jobs chores")

// conditions are asked in this order what stands at a token, each for its slot.
var conditions = [...]struct {
	slot string
	read func(*parser, *filterVal, int) int
}{
	{"query", (*parser).filterQuery},
	{"status", (*parser).filterStatus},
	{"sort", (*parser).filterSort},
	{"has_due", (*parser).filterFlag},
	{"priorities", (*parser).filterMarked},
	{"priorities", (*parser).filterPriority},
	{"labels", (*parser).filterLabel},
	{"project", (*parser).filterProject},
	{"limit", (*parser).filterLimit},
}

// condition reads the condition at token i: its slot, and the place behind it.
func (p *parser) condition(f *filterVal, i int) (slot string, next int) {
	for _, c := range conditions {
		if j := c.read(p, f, i); j > i {
			return c.slot, j
		}
	}
	if j := p.filterDate(f, i); j > i && !p.is(i-1, "every", "each") {
		f.dated, f.past = true, p.is(i-1, "was", "were")
		f.said, f.saidAt = p, i
		return "due_from", j
	}
	return "", i
}

// filter reads conditions from token i to the end.
func (p *parser) filter(i int) filterVal {
	var f filterVal
	var left []string
	lastLeft := -1
	take := func(slot string, from, to int) {
		f.claims = append(f.claims, claim{slot, from, to})
		f.stated = true
	}
	for i < len(p.t) {
		if p.kind(i) == line || p.kind(i) == mark && !p.is(i, "#", "@", "+", "!") && !p.t[i].quoted {
			i++
			continue
		}
		if j := max(p.any(i, "from my list", "from the list", "off my list", "off the list", "from my tasks", "from my todo list"), p.fillPhrase(i)); j > i {
			i = j
			continue
		}
		if j := p.openWork(i); j > i {
			f.noun = true
			i = j
			continue
		}
		if slot, j := p.condition(&f, i); j > i {
			take(slot, i, j)
			i = j
			continue
		}
		w := p.w(i)
		if p.is(i, "all", "everything", "whole") || w == "every" && (nounWords[p.w(i+1)] || nounWords[p.w(i+2)]) || w == "any" || w == "anything" || w == "nothing" || w == "whatever" || w == "whatever's" {
			f.all = true
		}
		if nounWords[w] && (i > 0 || w != "list") || w == "do" && p.is(i-1, "to") {
			f.noun = true
			if lastLeft == i-1 && lastLeft >= 0 && len(left) == 1 {
				f.modifier, left = left[0], nil
				f.claims = append(f.claims, claim{"labels", lastLeft, i})
			}
		} else if !filler[w] {
			left = append(left, strings.Trim(p.c.text[p.t[i].s:p.t[i].e], `"'`))
			if lastLeft < 0 || lastLeft == i-1 {
				lastLeft = i
			}
		}
		i++
	}
	f.leftover = strings.Join(left, " ")
	return f
}
