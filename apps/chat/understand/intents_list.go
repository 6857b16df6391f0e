package understand

import "strings"

// listLeads begin a question or command whose answer is a list.
var listLeads = []string{
	"show me what's", "show me what i have", "show me what", "show me everything", "show me all", "show me my", "show me the", "show me", "show all", "show my", "show the", "show only", "show just", "show",
	"list all", "list my", "list the", "list out", "list everything", "list", "display", "view", "see", "print", "give me", "gimme", "get me", "get my", "pull up", "bring up", "let me see", "ls", "can i see", "could i see", "i want to see", "i'd like to see",
	"what's on", "what is on", "what's", "what is", "whats", "what are", "what're", "what do i have", "what have i got", "what have i", "what do i need", "what do i", "what did i", "what should i", "what must i", "what was", "what were", "what tasks", "what todos", "what will i", "what needs", "what still", "what else", "what can i", "what am i", "what remains", "what has", "what i have", "what have", "what", "which",
	"do i have", "do i still have", "do i need", "have i got", "have i", "did i", "am i", "is there", "are there", "anything", "any", "is anything", "are any", "got anything", "how's", "how is my", "how does my", "how's my", "how busy am i", "how busy", "how full is",
	"my", "all", "everything", "tasks", "todos", "todo", "overdue", "remaining", "open tasks", "pending", "upcoming", "agenda", "things", "items", "completed", "recurring", "unfinished", "incomplete", "stuff", "undone", "outstanding", "task list", "to do list", "to - do list", "today's", "tomorrow's", "this week's", "high priority", "urgent", "low priority", "the", "only", "where's my", "where are my", "who", "i want a list of", "run me through", "walk me through", "remind me what", "tell me what's", "tell me whats", "tell me what is", "let me know what's", "let me know what", "do you know what's", "remind me what's", "tell me what", "tell me which", "tell me everything", "tell me all", "say what",
	"arrange", "rank", "organize my tasks", "organise my tasks", "filter by", "filter", "limit", "sort by", "sort", "order by", "order my", "sort my", "find all", "find me all", "find my", "find everything", "find tasks", "find anything", "find any", "search", "search for", "look up", "look for", "find", "just", "next", "due", "top", "what tasks are", "when",
}

// chatWords mark a question as one about something else than tasks.
var chatWords = set("weather joke poem story song capital president time meaning life name age old human robot favorite favourite color colour movie recipe news score temperature forecast stock price " +
	"bitcoin minus plus divided multiplied translate times wikipedia population tall far distance spell definition define synonym rain raining snow sunny cold hot think feel opinion thoughts mean favorite translate")

// listFrame reads questions and commands whose answer is a list of tasks.
func (p *parser) listFrame() (Reading, bool) {
	n := p.end()
	asks := n > 0 && p.is(n-1, "?")
	if asks {
		n--
	}
	j := p.any(0, listLeads...)
	if k := p.any(0, "what about", "how about", "what of"); k > 0 { // "and friday?"
		q := p.ownless().part(k, n)
		if f := q.filter(0); f.leftover == "" && f.dated {
			return q.asked(List, &f), true
		}
	}
	if j == 0 && !asks && !p.asks() && !p.conditionsOnly(n) && !p.startsDate(0) && p.w(0) != "#" && p.w(0) != "@" && p.w(0) != "+" && !p.is(0, "p1", "p2", "p3", "p4") && !possessive(p.w(0)) && !p.is(n-1, "tasks", "todos", "list", "agenda", "schedule") && !(p.is(n-1, "stuff", "things", "ones") && p.is(0, "important", "critical", "medium", "high", "low", "late")) && !p.headless(n) && !(p.is(0, "is") && p.is(n-1, "busy", "packed", "free", "full")) {
		return Reading{}, false
	}
	if r, ok := p.whatToDo(n); ok {
		return r, true
	}
	if p.searching() {
		return p.search(n)
	}
	for i := range n {
		if chatWords[p.w(i)] && !p.is(i-1, "due", "about", "have", "so") {
			return Reading{}, false
		}
	}
	q := p.ownless().part(0, n)
	f := q.filter(0)
	if p.is(0, "am") && !f.stated && p.hasWord(n, "behind", "late") {
		f.filter.Status, f.stated = "overdue", true
	}
	if f.filter.Status == "" && p.hasWord(n, "did") && !p.hasWord(n, "due", "meant", "supposed") && !p.hasWord(n, "have") {
		f.filter.Status = "completed"
	}
	if p.is(0, "is", "are", "have") && f.all && !f.dated && f.filter.Status == "completed" && !p.hasWord(n, "any", "anything") { // "are all my tasks done?" asks for what is not
		f.filter.Status = "open"
	}
	question := p.is(0, "what", "what's", "whats", "which", "what're", "do", "have", "am", "is", "are", "anything", "any", "got", "how", "how's", "did", "where's", "where", "who", "when", "tell", "remind") || p.asks()
	command := p.is(0, "show", "list", "display", "view", "see", "ls", "give", "gimme", "get", "pull", "bring", "print", "let", "find", "sort", "order", "filter", "limit", "can", "could", "i", "run", "walk")
	if f.leftover != "" {
		return p.loosely(&f, n, command, question, asks)
	}
	if f.modifier != "" && !command && !question && !f.stated && !p.is(0, "my", "all", "just", "only") && !asks {
		return Reading{}, false
	}
	switch {
	case question:
		if p.is(0, "what", "whats", "which") && p.is(1, "day", "date", "year", "month", "week") && p.is(2, "is", "are", "was", "will") {
			return Reading{}, false
		}
		if !f.stated && !f.noun && !f.all && !p.hasWord(n, "plate", "agenda", "schedule", "calendar", "diary", "planner", "do", "left", "next", "up", "pending", "planned", "busy", "upcoming", "open", "list", "have", "priorities", "deadlines", "due") {
			return Reading{}, false
		}
		if p.is(0, "is", "are") && f.dated && !f.noun && !p.hasWord(n, "anything", "there", "due", "something", "busy", "packed", "free", "full") {
			return Reading{}, false
		}
		if p.is(0, "do", "have", "did", "who", "when", "how") && !f.stated && !f.noun && !f.all {
			return Reading{}, false
		}
	case command:
		if p.is(0, "get", "give", "let", "i", "can", "could", "bring", "pull", "see", "run", "walk", "order") && !f.stated && !f.noun && !f.all && !p.hasWord(n, "agenda", "schedule", "list") {
			return Reading{}, false
		}
	case p.is(0, "due") && f.dated && len(p.t) > 1:
	default:
		// a noun phrase: "my tasks", "overdue", "tasks due by end of month", "today's agenda"
		if !f.noun && !p.nounless(&f, n) {
			return Reading{}, false
		}
	}
	if p.is(0, "what's", "what") && p.hasWord(n, "next") && !f.stated && f.limit == 0 && !f.noun {
		f.limit = 1
	}
	if p.hasWord(n, "next") && f.limit == 0 && !f.dated && f.noun && !p.hasWord(n, "tasks", "todos", "items", "things") {
		f.limit = 1
	}
	r := p.asked(List, &f)
	return r, true
}

// conditionsOnly tells whether a message that begins with no word of asking is nothing but conditions and their noun:
// "priority 2 tasks due friday", "two overdue tasks", "up to 5 tasks from #home".
func (p *parser) conditionsOnly(n int) bool {
	if n > 12 {
		return false
	}
	if _, j := p.condition(&filterVal{}, 0); j == 0 {
		return false
	}
	f := p.ownless().part(0, n).filter(0)
	return f.leftover == "" && f.modifier == "" && f.noun && p.hasWord(n, "tasks", "todos", "items", "things", "ones", "reminders", "jobs", "chores") && (f.filter.Status != "" || len(f.filter.Priorities) > 0 || f.limit > 0 && len(f.claims) > 1)
}

// headless tells whether nothing but conditions on tasks is said: "unscheduled stuff", "non-recurring tasks due tomorrow".
func (p *parser) headless(n int) bool {
	var probe filterVal
	if p.is(1, "the", "my", "all") || p.filterFlag(&probe, 0) == 0 && p.filterStatus(&probe, 0) == 0 && p.filterSort(&probe, 0) == 0 {
		return false
	}
	f := p.ownless().part(0, n).filter(0)
	return f.noun && f.leftover == "" && f.modifier == ""
}

// nounless tells whether a phrase without "tasks" still asks for a list: "overdue", "agenda", "today".
func (p *parser) nounless(f *filterVal, n int) bool {
	if p.hasWord(n, "agenda", "overdue", "everything", "anything", "upcoming") && n <= 6 {
		return true
	}
	if f.all || p.hasWord(n, "schedule", "calendar", "diary", "planner", "plate") && n <= 4 {
		return true
	}
	if f.limit > 0 && p.is(0, "top", "first", "next") {
		return true
	}
	return f.stated && (n <= 3 || n <= 5 && f.dated && p.is(0, "rest", "the")) && (f.dated || f.filter.Status != "" || len(f.filter.Labels) > 0 || f.filter.Project != "" || len(f.filter.Priorities) > 0 || f.filter.Recurring != nil || f.filter.HasDue != nil)
}

// oneKind tells whether a question asks for one kind of task by its plural: "what meetings do I have tomorrow?".
func (p *parser) oneKind(kind string, n int) bool {
	if len(kind) < 4 || kind[len(kind)-1] != 's' || strings.ContainsRune(kind, ' ') || !p.is(0, "what", "which", "do", "any", "have", "are", "is") {
		return false
	}
	for i := 0; i+1 < n; i++ {
		if p.is(i, "any", "what", "which") && strings.EqualFold(p.w(i+1), kind) {
			return p.is(0, "any") || p.hasWord(n, "have", "got", "there")
		}
	}
	return false
}

// loosely decides about a list command with words that are no condition: a label before "tasks", or a query.
func (p *parser) loosely(f *filterVal, n int, command, question, asks bool) (Reading, bool) {
	switch {
	case f.modifier != "" && f.noun:
		return Reading{}, false
	case p.is(0, "show") && p.is(1, "my") && !f.noun && f.dated && p.hasWord(n, "at", "to"): // "show my ID at reception tomorrow"
		return Reading{}, false
	case command && f.noun && f.stated || command && p.is(0, "show", "list", "display", "view") && (p.is(1, "me", "my", "all", "only", "just", "everything") || f.noun || f.stated && !f.dated):
		f.filter.Query = f.leftover
	case f.noun && (question || f.all || p.is(0, "my")):
		f.filter.Query = f.leftover
	case question && f.dated && p.oneKind(f.leftover, n):
		f.filter.Query = f.leftover
	case question && p.is(0, "which") && f.filter.Status != "":
		f.filter.Query = f.leftover
	case question && f.stated && asks && p.hasWord(n, "due", "overdue", "left"):
		f.filter.Query = f.leftover
	case command && p.is(0, "show", "list") && n <= 3:
		f.filter.Query = f.leftover
	default:
		return Reading{}, false
	}
	f.stated = true
	return p.asked(List, f), true
}
