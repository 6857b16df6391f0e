package understand

// helpFrame reads questions about how to use the assistant: "how do I snooze a task?".
func (p *parser) helpFrame() (Reading, bool) {
	n := p.end()
	j := p.any(0, "how do i", "how can i", "how to", "how do you", "how does one", "how would i", "how should i", "can i", "is it possible to", "what is the command for", "what's the command for", "what's the command to", "explain how to", "show me how to", "tell me how to")
	if j == 0 || n > 16 || !p.hasWord(n, "task", "tasks", "todo", "todos", "reminder", "reminders", "list", "label", "labels", "tag", "tags", "project", "projects", "priority", "due", "recurring", "command") {
		return Reading{}, false
	}
	if p.is(0, "can", "is") && !p.is(n-1, "?") || p.is(j, "have", "see", "many") {
		return Reading{}, false
	}
	return bare(Help)
}

// countFrame reads "how many are overdue?", "count #work tasks", "how many things did I complete last week".
func (p *parser) countFrame() (Reading, bool) {
	n := p.end()
	j := p.any(0, "how many", "count of", "count up", "count", "number of", "the number of", "what's the number of", "what is the number of", "total number of", "tell me how many", "do you know how many", "give me a count of", "give me the number of", "what's the count of", "total")
	if j == 0 || j >= n && !p.is(0, "count") {
		return Reading{}, false
	}
	q := p.ownless()
	f := q.filter(j)
	if f.leftover != "" {
		return Reading{}, false
	}
	if p.is(0, "count", "total") && !f.noun && !f.stated && !f.all && j < n {
		return Reading{}, false
	}
	if !f.noun && !f.stated && !p.hasWord(n, "left", "have", "do", "got", "open", "remaining", "remain", "all", "everything", "there", "i") {
		return Reading{}, false
	}
	return p.asked(Count, &f), true
}

// asked builds a list or count reading from a filter.
func (p *parser) asked(i Intent, f *filterVal) Reading {
	if f.modifier != "" {
		f.filter.Labels = addLabel(f.filter.Labels, fold(f.modifier))
	}
	p.settle(f)
	r := Reading{Intent: i, Spans: p.spans(sorted(f.claims))}
	r.Slots.setFilter(f.filter)
	r.Slots.Sort, r.Slots.Limit = f.sort, f.limit
	return r
}

// showFrame reads a question about one task: "when is the dentist?", "tell me about 2", "show 3".
func (p *parser) showFrame() (Reading, bool) {
	n := p.end()
	if n > 0 && p.is(n-1, "?") {
		n--
	}
	if n == 0 {
		return Reading{}, false
	}
	j := p.any(0, "what's the due date for", "what's the due date of", "what is the due date for", "what is the due date of", "what's the deadline for", "what's the deadline of", "what is the deadline for", "what is the deadline of", "whats the due date for", "whats the due date of", "what's the date of", "what's the date for", "what's the status of", "what is the status of", "what are the details of", "what are the details for", "what are the notes on", "what are the notes for", "what's the note on", "what's the priority of", "what is the priority of", "what labels does", "what tags does", "what time is the", "what day is the", "what's the time of", "what date is the",
		"show me the details of", "show me the details for", "show me details of", "show me details for", "show details for", "show details of", "show details on", "give me the details of", "give me the details on", "give me details on", "details on", "details of", "details for", "more details on", "more about", "more info on", "more on", "info on", "info about", "information about", "tell me more about", "describe", "status of", "due date of", "due date for", "deadline for", "notes on")
	if j > 0 && j < n {
		if p.is(0, "notes") {
			return Reading{}, false
		}
		return p.finishIf(Show, p.opt(j, "task"), n, !p.is(0, "notes"))
	}
	if r, ok := p.asksDone(n); ok {
		return r, true
	}
	if j = p.any(0, "tell me about", "what about", "how about", "what do you know about"); j > 0 && j < n {
		return p.finishIf(Show, j, n, p.is(0, "tell") && p.known(j, n))
	}
	if j = p.any(0, "when is", "when's", "when are", "when was", "when do i have to", "when do i need to", "when should i", "when must i", "when am i supposed to", "when do i", "when does", "when will", "whens", "by when do i have to", "by when should i", "by when do i need to", "what day is", "what day do i have to", "what time is", "what time's", "what time do i have to", "what time do i need to", "at what time is", "what time do i", "how long until", "how soon is"); j > 0 && j < n {
		hi := n
		for hi > j && p.is(hi-1, "due", "happening", "scheduled", "again", "supposed", "for", "at", "on", "planned", "start", "by", "starting") {
			hi--
		}
		if p.is(1, "day", "time") && p.is(j, "it") {
			return Reading{}, false
		}
		if hi == j || p.is(j, "it", "now", "today", "christmas", "easter", "the") && hi-j == 1 && !p.is(j, "it") || p.is(j, "you", "your", "i", "my") && p.is(j+1, "birthday") || p.is(j, "you") {
			return Reading{}, false
		}
		if p.is(j, "it") && hi-j == 1 && p.is(1, "day", "time") {
			return Reading{}, false
		}
		if p.startsDate(j) || p.hasWord(n, "christmas", "thanksgiving", "ramadan", "hanukkah", "sunrise", "sunset") {
			return Reading{}, false
		}
		return p.finish(Show, j, hi)
	}
	// "what's 3", "show 2", "open 4", "show me the milk task"
	j = p.any(0, "show me", "show", "open up", "open", "view", "display", "see", "pull up", "what's", "what is", "what was", "whats", "look at", "read me", "give me", "which is", "expand", "inspect", "which one is", "let me see", "go to")
	if j > 0 && j < n {
		r, ok := p.ref(j, n, false)
		if ok && (len(r.Numbers) > 0 || r.Last) {
			if r.Last && p.is(0, "what's", "what", "whats", "give") || p.is(j, "next") || p.seq(j, "the first") > j && n-j > 3 || len(r.Numbers) > 0 && p.is(0, "what's", "what") && p.is(j, "next") || len(r.Numbers) > 3 && p.is(j, "the") {
				return Reading{}, false
			}
			return p.about(Show, r, j, n, Slots{})
		}
		if ok && p.is(n-1, "task", "todo", "item", "one") && p.is(j, "the", "my", "that") && n-j > 2 && r.Text != "" {
			q := p.ownless().part(j, n)
			if f := q.filter(0); f.leftover == "" && f.modifier == "" {
				return Reading{}, false
			}
			return p.about(Show, r, j, n, Slots{})
		}
		if ok && p.is(j, "task", "item", "todo") && n-j > 1 && p.is(0, "show", "open", "view") && !p.is(j+1, "list", "due", "tagged", "with", "in", "for", "by", "that") {
			return p.about(Show, r, j, n, Slots{})
		}
	}
	if p.ctx.Shown > 0 || p.is(0, "task", "item", "#", "number") {
		if ns := p.refNumbers(0, n); len(ns) > 0 && n <= 4 {
			return p.about(Show, Ref{Numbers: ns}, 0, n, Slots{})
		}
	}
	return Reading{}, false
}

// asksDone reads "is the report done?", "did I finish the report?", "where is the dentist task?".
func (p *parser) asksDone(n int) (Reading, bool) {
	if p.is(0, "is", "are", "was") && n > 2 {
		for k := n - 1; k > 1 && k >= n-2; k-- {
			if p.doneAt(k) == n || p.is(k, "overdue", "due", "late") && k+1 == n {
				r, ok := p.ref(1, k, false)
				if !ok || p.is(1, "there", "anything", "it") && k > 2 || r.Text != "" && nounWords[r.Text] || p.is(1, "anything", "something", "everything", "there") {
					return Reading{}, false
				}
				return p.about(Show, r, 1, k, Slots{})
			}
		}
		return Reading{}, false
	}
	if j := p.any(0, "did i finish", "did i complete", "did i already finish", "did i do", "have i finished", "have i completed", "have i done", "where is", "where's"); j > 0 && j < n {
		if p.is(0, "where", "where's") {
			return p.finishIf(Show, j, n, false)
		}
		if p.is(j, "anything", "something", "any", "everything", "enough", "well") || p.startsDate(j) {
			return Reading{}, false
		}
		if r, ok := p.ref(j, n, false); ok {
			return p.about(Show, r, j, n, Slots{})
		}
	}
	return Reading{}, false
}

// known tells whether "tell me about X" can be about a task: not about the assistant or the world at large.
func (p *parser) known(lo, hi int) bool {
	return !p.is(lo, "yourself", "you", "your", "life", "love", "history", "space", "something", "a", "an") && hi-lo <= 6
}

// listLeads begin a question or command whose answer is a list.
var listLeads = []string{
	"show me what's", "show me what i have", "show me what", "show me everything", "show me all", "show me my", "show me the", "show me", "show all", "show my", "show the", "show only", "show just", "show",
	"list all", "list my", "list the", "list out", "list everything", "list", "display", "view", "see", "print", "give me", "get me", "get my", "pull up", "bring up", "let me see", "ls", "can i see", "could i see", "i want to see", "i'd like to see",
	"what's on", "what is on", "what's", "what is", "whats", "what are", "what're", "what do i have", "what have i got", "what have i", "what do i need", "what do i", "what did i", "what should i", "what must i", "what was", "what were", "what tasks", "what todos", "what will i", "what needs", "what still", "what else", "what can i", "what am i", "what remains", "what has", "what i have", "what have", "what", "which",
	"do i have", "do i still have", "do i need", "have i got", "have i", "did i", "am i", "is there", "are there", "anything", "any", "is anything", "are any", "got anything", "how's", "how is my", "how does my", "how's my", "how busy am i", "how busy", "how full is",
	"my", "all", "everything", "tasks", "todos", "todo", "overdue", "remaining", "open tasks", "pending", "upcoming", "agenda", "things", "items", "completed", "recurring", "unfinished", "incomplete", "stuff", "undone", "outstanding", "task list", "to do list", "to - do list", "today's", "tomorrow's", "this week's", "high priority", "urgent", "low priority", "the", "only", "where's my", "where are my", "who", "i want a list of", "run me through", "walk me through", "remind me what", "tell me what's", "tell me whats", "tell me what is", "let me know what's", "let me know what", "do you know what's", "remind me what's", "tell me what", "tell me which", "tell me everything", "tell me all", "say what",
	"filter by", "filter", "sort by", "sort", "order by", "order my", "sort my", "find all", "find me all", "find my", "find everything", "find tasks", "find anything", "find any", "search", "search for", "look up", "look for", "find", "just", "next", "due", "top", "what tasks are", "when",
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
	if j == 0 && !asks && !p.startsDate(0) && p.w(0) != "#" && p.w(0) != "@" && p.w(0) != "+" && !p.is(0, "p1", "p2", "p3", "p4") && !possessive(p.w(0)) && !p.is(n-1, "tasks", "todos", "list", "agenda", "schedule") {
		return Reading{}, false
	}
	if p.searching() {
		return p.search(n)
	}
	for i := range n {
		if chatWords[p.w(i)] && !p.is(i-1, "due", "about", "have") {
			return Reading{}, false
		}
	}
	q := p.ownless().part(0, n)
	f := q.filter(0)
	if p.is(0, "am") && !f.stated && p.hasWord(n, "behind", "late") {
		f.filter.Status, f.stated = "overdue", true
	}
	if f.filter.Status == "" && p.hasWord(n, "did") {
		f.filter.Status = "completed"
	}
	question := p.is(0, "what", "what's", "whats", "which", "what're", "do", "have", "am", "is", "are", "anything", "any", "got", "how", "how's", "did", "where's", "where", "who", "when", "tell", "remind")
	command := p.is(0, "show", "list", "display", "view", "see", "ls", "give", "get", "pull", "bring", "print", "let", "find", "sort", "order", "filter", "can", "could", "i", "run", "walk")
	if f.leftover != "" {
		return p.loosely(&f, n, command, question, asks)
	}
	if f.modifier != "" && !command && !question && !f.stated && !p.is(0, "my", "all") && !asks {
		return Reading{}, false
	}
	switch {
	case question:
		if p.is(0, "what", "whats", "which") && p.is(1, "day", "date", "year", "month", "week") && p.is(2, "is", "are", "was", "will") {
			return Reading{}, false
		}
		if !f.stated && !f.noun && !f.all && !p.hasWord(n, "plate", "agenda", "schedule", "calendar", "do", "left", "next", "up", "pending", "planned", "busy", "upcoming", "open", "list", "have") {
			return Reading{}, false
		}
		if p.is(0, "is", "are") && f.dated && !f.noun && !p.hasWord(n, "anything", "there", "due", "something") {
			return Reading{}, false
		}
		if p.is(0, "do", "have", "did", "who", "when", "how") && !f.stated && !f.noun && !f.all {
			return Reading{}, false
		}
	case command:
		if p.is(0, "get", "give", "let", "i", "can", "could", "bring", "pull", "see", "run", "walk", "order") && !f.stated && !f.noun && !f.all && !p.hasWord(n, "agenda", "schedule", "list") {
			return Reading{}, false
		}
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

// nounless tells whether a phrase without "tasks" still asks for a list: "overdue", "agenda", "today".
func (p *parser) nounless(f *filterVal, n int) bool {
	if p.hasWord(n, "agenda", "overdue", "everything", "anything", "upcoming") && n <= 6 {
		return true
	}
	if f.all || p.hasWord(n, "schedule", "calendar", "plate") && n <= 4 {
		return true
	}
	return f.stated && n <= 3 && (f.dated || f.filter.Status != "" || len(f.filter.Labels) > 0 || f.filter.Project != "" || len(f.filter.Priorities) > 0 || f.filter.Recurring != nil || f.filter.HasDue != nil)
}

// loosely decides about a list command with words that are no condition: a label before "tasks", or a query.
func (p *parser) loosely(f *filterVal, n int, command, question, asks bool) (Reading, bool) {
	switch {
	case f.modifier != "" && f.noun:
		return Reading{}, false
	case command && f.noun && f.stated || command && p.is(0, "show", "list", "display", "view") && (p.is(1, "me", "my", "all", "only", "just", "everything") || f.noun || f.stated && !f.dated):
		f.filter.Query = f.leftover
	case f.noun && (question || f.all || p.is(0, "my")):
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

// searching tells whether the message looks for tasks by words.
func (p *parser) searching() bool {
	return p.is(0, "search", "find", "grep", "look") && !(p.is(0, "look") && !p.is(1, "for", "up"))
}

// search reads "search taxes", `search for "tax return"`, "find tasks about the car".
func (p *parser) search(n int) (Reading, bool) {
	j := p.any(0, "search for", "search my tasks for", "search tasks for", "search my list for", "search my todos for", "search", "find me", "find", "grep", "look for", "look up")
	if p.is(0, "find", "look") && (p.is(j, "a", "an", "out", "some", "someone", "new", "good", "better", "time", "into", "my") && !p.is(j+1, "tasks", "todos", "todo", "task", "list") || p.dated(j, n) && !p.is(j, "all", "everything", "tasks", "my", "anything")) {
		return Reading{}, false
	}
	if j >= n {
		return Reading{}, false
	}
	q := p.ownless().part(0, n)
	f := q.filter(j)
	if f.filter.Query == "" && f.leftover == "" && !f.stated && !f.noun {
		f.filter.Query = p.refText(j, n)
	}
	if f.filter.Query == "" && f.leftover != "" && !f.stated && !f.noun {
		f.filter.Query = p.refText(j, n)
	} else if f.filter.Query == "" {
		f.filter.Query = f.leftover
	}
	if p.t[j].quoted && p.t[n-1].quoted {
		f = filterVal{filter: Filter{Query: unquote(p.raw(j, n))}}
	}
	return p.asked(List, &f), true
}

// chatLeads begin a message that is talk, not work.
var chatLeads = []string{
	"tell me a", "tell me an", "tell me something", "tell me the", "tell me who", "tell me how", "tell me why", "tell me about yourself", "write me a", "write me an", "write a poem", "write a haiku", "write a song", "write a story", "write code", "sing me", "sing a", "recommend me", "recommend a", "recommend some", "suggest a", "suggest some", "explain", "translate", "define", "calculate", "compute", "convert", "solve",
	"who is", "who was", "who are", "who won", "who", "whose", "why", "how old", "how far", "how tall", "how big", "how much is", "how do you", "how are", "how is", "how's the", "how does", "how did", "how would", "how can", "how come", "how long is", "how many", "how do i", "how to", "how about", "how", "what", "what's", "whats", "where", "when", "which", "are you", "are we", "do you", "did you", "have you", "can you", "could you", "would you", "will you", "were you", "is it", "is this", "is that", "is he", "is she", "is the", "is there", "is", "are", "am i", "does", "did", "can i", "can we", "could i", "should i", "shall i", "may i", "will it", "will the", "do i", "do we", "was", "were", "won't", "isn't", "aren't", "don't you", "wouldn't",
	"i'm feeling", "i am feeling", "i feel", "i'm so", "i'm very", "i'm really", "i'm sad", "i'm happy", "i'm tired", "i'm bored", "i'm hungry", "i'm stressed", "i'm not", "i'm just", "i'm a", "i'm an", "i am so", "i am very", "i am a", "i am an", "i am", "i'm", "i love", "i hate", "i like", "i think", "i wonder", "i wish", "i hope", "i believe", "i guess", "i don't like", "i don't feel", "i don't think", "i miss", "i can't", "i don't", "i know", "i was", "i wish", "i loved", "i liked", "i hated",
	"you're", "you are", "you should", "you can't", "you", "your", "it's", "it is", "it was", "that's", "that is", "that was", "this is", "there's", "there is", "let's talk", "let's play", "let's chat", "talk to me", "chat with me", "play a game", "guess what", "nice to", "my name is", "my day", "today was", "today is", "life is", "they", "he", "she", "we're", "ignore previous", "ignore all", "ignore your", "forget all", "forget previous", "forget your", "disregard", "system :", "pretend", "act as", "roleplay", "imagine", "repeat after me", "say something", "say hello", "say hi", "speak", "print your", "reveal your", "what if", "give me advice", "give me a recipe", "give me a joke", "make me laugh", "make me a sandwich", "cheer me up", "entertain me", "surprise me", "good luck", "happy birthday", "merry christmas", "happy new year",
}

// chatFrame takes questions and feelings that are not about tasks.
func (p *parser) chatFrame() (Reading, bool) {
	n := p.end()
	if n == 0 {
		return Reading{}, false
	}
	if p.is(n-1, "?") {
		return bare(Chat)
	}
	if p.t[0].quoted {
		return Reading{}, false
	}
	j := p.any(0, chatLeads...)
	if j == 0 {
		return Reading{}, false
	}
	switch {
	case p.is(0, "explain", "define", "recommend", "suggest", "convert", "calculate", "compute", "solve", "imagine", "speak", "translate") && p.dated(0, n):
		return Reading{}, false
	case p.is(0, "say", "give", "make", "surprise", "speak", "nice", "good", "happy", "cheer") && (p.dated(0, n) || n > 6):
		return Reading{}, false
	case p.is(0, "explain", "define", "convert", "solve") && n > 6:
		return Reading{}, false
	case p.is(0, "can", "could") && p.is(1, "you") && n > 2 && p.dated(2, n):
		return Reading{}, false
	}
	return bare(Chat)
}
