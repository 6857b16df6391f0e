package understand

// requestFrame reads a request to be shown something that is wrapped in a wish, a question or a verb of looking: "I'd like
// to see my to-dos", "let me know what's due", "check if anything is due friday". What is looked at must itself read as a
// question or a list, so "I need to see the dentist" and "check what time the bakery opens" stay tasks.
func (p *parser) requestFrame() (Reading, bool) {
	n := p.end()
	if n > maxCommand || p.kind(0) != word {
		return Reading{}, false
	}
	j := p.requestLead()
	k := p.lookingVerb(j)
	if j == 0 && p.is(0, "review", "go", "look", "run") { // work of one's own, unless it is wished for
		return Reading{}, false
	}
	if k == j && (j == 0 || !p.questionWord(j) && !p.is(j, "if", "whether")) {
		return Reading{}, false
	}
	j = p.opt(k, "on", "about")
	if j >= n || p.t[j].quoted {
		return Reading{}, false
	}
	if p.is(j, "if", "whether") {
		return p.askedWhether(j+1, n)
	}
	q := p.part(j, len(p.t))
	if p.questionWord(j) || p.is(j, "everything", "whatever") {
		if r, ok := q.countFrame(); ok {
			return r, true
		}
		return q.listFrame()
	}
	return p.askedNoun(j, n, k)
}

// requestLead steps over the words by which somebody wants to know or to see: "I'd really like to", "do you know".
func (p *parser) requestLead() int {
	i := p.any(0, "i'd", "i would", "i", "we'd", "we would", "we")
	i = p.opt(i, "really", "just", "also", "only", "actually", "still", "quickly")
	if j := p.any(i, "like to", "love to", "want to", "wanna", "need to", "have to", "like", "want", "need", "appreciate"); j > i && (i > 0 || p.is(0, "need", "want")) {
		return j
	}
	return p.any(0, requestLeads...)
}

// requestLeads are the other ways to ask.
var requestLeads = []string{
	"can i", "could i", "may i", "can we", "could we", "let me", "let's", "lets", "let us", "mind",
	"do you know", "do you remember", "i wonder", "i was wondering", "i'm wondering", "i am wondering", "wondering", "i can't remember", "i cannot remember", "i don't remember", "i don't know", "i'm not sure", "not sure", "remind me", "any idea", "help me",
}

// lookingVerbs ask to be shown something, longer ones first.
var lookingVerbs = []string{
	"have a look at", "take a look at", "have a quick look at", "take a quick look at", "have a look", "look at", "looking at", "look over", "look through", "go over", "go through", "run through", "run me through", "walk me through", "take me to", "bring me to", "bring up", "pull up",
	"give me a rundown of", "give me a run down of", "give me a summary of", "give me an overview of", "give me a list of", "a rundown of", "a run down of", "a summary of", "an overview of", "a list of", "the list of", "an update on", "give me an update on", "give me",
	"tell me", "telling me", "show me", "showing me", "let me know", "letting me know", "let me see", "send me", "sending me", "get me", "fetch me", "read me", "read out", "giving me", "find out", "figure out",
	"see", "seeing", "know", "check", "checking", "view", "viewing", "show", "showing", "list", "listing", "display", "displaying", "fetch", "fetching", "retrieve", "retrieving", "review", "summarise", "summarize", "summarising", "summarizing", "recap",
}

// lookingVerb steps over "see", "check on", "give me a rundown of"; i itself when no such verb stands there.
func (p *parser) lookingVerb(i int) int {
	return p.any(i, lookingVerbs...)
}

// askedWhether reads what follows "check if": "anything is due friday", "I have tasks tomorrow".
func (p *parser) askedWhether(j, n int) (Reading, bool) {
	if r, ok := p.whetherDone(j, n); ok {
		return r, true
	}
	if !p.is(j, "i", "i've", "we", "we've", "anything", "something", "any", "there", "there's", "my") {
		return Reading{}, false
	}
	f := p.ownless().part(0, n).filter(j)
	if f.leftover != "" || !f.all && !f.noun && !f.stated {
		return Reading{}, false
	}
	return p.asked(List, &f), true
}

// whetherDone reads "3 is done" behind "tell me if". To check or see whether a thing is done is a task, unless a task is
// named as one.
func (p *parser) whetherDone(j, n int) (Reading, bool) {
	told := p.is(j-2, "me", "know", "wonder", "wondering", "remember", "sure")
	for k := j + 1; k < n && k < j+8; k++ {
		if e := p.opt(p.opt(k+1, "still", "already", "been"), "marked"); p.is(k, "is", "are", "was", "has", "have") && (p.doneAt(e) == n || p.is(e, "open", "overdue", "late") && e+1 == n) {
			if !told && !p.strongRef(j, k) && !p.calledTask(j, k) || p.is(k-1, "tasks", "things", "items", "todos", "ones", "anything", "everything", "something") {
				return Reading{}, false
			}
			return p.finish(Show, j, k)
		}
	}
	return Reading{}, false
}

// askedNoun reads what is looked at when it is a noun: "my to-dos", "today's tasks", "next week". k is where the words of
// looking end; only some of them go with a bare day ("look at tomorrow").
func (p *parser) askedNoun(j, n, k int) (Reading, bool) {
	owned := p.is(j, "my", "our", "all") || possessive(p.w(j)) || p.is(j, "the") && p.is(k-1, "me", "at", "of", "to")
	f := p.ownless().part(0, n).filter(j)
	schedule := p.is(n-1, "schedule", "agenda", "calendar", "diary", "planner", "list", "todos", "tasks", "plan", "plans", "plate") || p.hasWord(n, "schedule", "agenda") || f.noun
	alone := j > 1 && f.dated && p.is(k-1, "at", "look", "of", "on", "over", "through", "summarise", "summarize", "recap", "review") && n-j <= 4
	switch {
	case f.leftover != "" || f.modifier != "" && !owned:
		return Reading{}, false
	case owned && (schedule || f.stated && f.filter.Status != ""), alone && f.stated:
	case p.ownDay(j, n):
		f.setDays(p.today, p.today)
		f.dated, f.stated = true, true
	case f.noun && f.stated && (f.filter.Status != "" || len(f.filter.Priorities)+len(f.filter.Labels) > 0 || f.filter.Project != ""):
	default:
		return Reading{}, false
	}
	return p.asked(List, &f), true
}

// ownDay tells whether tokens [j, n) are "my day".
func (p *parser) ownDay(j, n int) bool {
	return n == j+2 && p.is(j, "my", "our") && p.is(j+1, "day")
}
