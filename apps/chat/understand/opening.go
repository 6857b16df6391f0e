package understand

// opening steps over what is said before a command and is no part of it: an interjection, a greeting, a name the assistant
// is called by, an aside such as "before I forget"; several of them too. A comma behind it tells it from a title, and so
// does the command itself.
func (p *parser) opening(i, hi int) int {
	j, sign, aside := i, "", false
	for n := 0; n < 4 && j < hi; n++ {
		k := p.aside(j)
		said := k > j
		if !said {
			k = p.interjection(j)
		}
		if k == j {
			break
		}
		aside = said
		j, sign = k, ""
		for j < hi && (p.is(j, ",", ".", "!", ":", ";", "…") || p.w(j) == "-" && !p.glued(j)) && !p.t[j].quoted && !p.glued(j+1) || p.is(j, ".") && p.is(j+1, ".") {
			if sign == "" {
				sign = p.w(j)
			}
			j++
		}
	}
	switch {
	case j == i || j >= hi || p.kind(j) == line:
		return i
	case p.commandAt(j, sign != ""), (sign == "," || sign == "!" && p.is(i, "hey", "hi", "hello", "yo", "oh", "ok", "okay", "hmm")) && !p.is(i, sequences...) && p.kind(j) != mark, aside && sign != "":
		return j
	}
	return i
}

// interjected are sounds, answers, greetings and names that lead to a command; as first words of a title they would need
// a comma too.
var interjected = set("hey hi hello hiya heya howdy yo hola oi oops whoops ugh argh aargh wow yikes omg omfg lol lmao haha hehe jeez gosh gah shoot crap damn dang dammit heck " +
	"yeah yea yep yup yes no nope thanks thx cheers perfect great awesome nice cool lovely brilliant excellent sweet sure right anyway anyways basically honestly sorry fyi tbh " +
	"yay phew whew hooray woohoo ah aha eh hm mm so ok okay oh well please wait " +
	"alexa siri cortana google bixby jarvis errand bot assistant computer dude mate buddy pal bro bruh man sir boss friend guys folks chum")

// sequences count commands rather than lead them; a title may begin so.
var sequences = []string{"next", "first", "finally", "lastly", "secondly", "morning", "afternoon", "evening"}

// interjection reads one of them, with "there" or the part of the day behind a greeting.
func (p *parser) interjection(i int) int {
	if p.is(i, "between") && p.t[i].e-p.t[i].s == 3 { // "btw"
		return i + 1
	}
	if j := p.any(i, "good morning", "good afternoon", "good evening", "good day", "thank you", "thanks a lot", "all right", "my bad", "no worries", "no problem", "got it", "sounds good"); j > i {
		return j
	}
	if p.is(i, sequences...) && p.kind(i+1) == mark || interjected[p.w(i)] && !(p.w(i+1) == "-" && p.glued(i+1)) {
		if p.is(i, "hey", "hi", "hello", "hiya", "yo") {
			return p.opt(i+1, "there", "you", "again")
		}
		return i + 1
	}
	return i
}

// asides are clauses about the telling itself.
var asides = []string{
	"before i forget it", "before i forget this", "before i forget again", "before i forget", "in case i forget", "lest i forget", "so i don't forget", "while i remember", "while i think of it", "while i'm thinking of it", "while i'm at it", "while i am at it", "while you're at it", "while you are at it", "while we're at it",
	"just remembered", "i just remembered", "just realised", "just realized", "i just realised", "i just realized", "almost forgot", "nearly forgot", "i almost forgot", "i nearly forgot", "totally forgot", "i totally forgot", "i forgot", "forgot",
	"by the way", "if possible", "if at all possible", "real quick", "real quickly", "oh and one more thing", "oh , one more thing", "and one more thing", "while you're at it", "one more thing", "one last thing", "one other thing", "another thing", "last thing", "first of all", "for the record", "heads up", "on another note", "quick one", "quick thing", "quick favour", "quick favor",
}

// aside reads such a clause, or one about the time of whoever is asked: "when you get a chance", "if you don't mind".
func (p *parser) aside(i int) int {
	if j := p.any(i, asides...); j > i && !(p.is(j-1, "forgot", "remembered", "realised", "realized") && p.is(j, "to", "about")) {
		return p.opt(j, "that", "too", "also")
	}
	j := p.any(i, "when you", "whenever you", "if you", "once you", "as soon as you", "if you've", "when you've")
	if j == i {
		return i
	}
	k := p.any(j, "get", "have", "find", "got", "get", "can", "could", "please", "like", "don't mind", "wouldn't mind", "are free", "are able", "would be so kind")
	if k == j || !p.is(k-1, "get", "have", "find", "got") {
		return k
	}
	k = p.opt(p.opt(k, "a", "the", "some", "any", "one"), "free", "spare", "quick", "few")
	e := p.opt(k, "chance", "sec", "second", "minute", "min", "mo", "moment", "time", "minutes", "opportunity")
	if e == k {
		return i
	}
	return e
}

// commandAt tells whether a command begins at i, one that no title could be taken for; behind a sign any command will do.
func (p *parser) commandAt(i int, signed bool) bool {
	for n := 0; n < maxOpenings; n++ {
		here, on := p.commandHere(i, signed)
		if !on {
			return here
		}
		i++
	}
	return false
}

// commandHere tells it of the word at i alone; on when that only leads to the next, as a "please" does.
func (p *parser) commandHere(i int, signed bool) (here, on bool) {
	switch {
	case p.is(i+1, "-") && p.glued(i+1):
		return false, false
	case p.is(i, "add") && i+1 < len(p.t), p.is(i, "delete", "remove", "complete", "rename", "undo", "reschedule", "postpone", "untag", "reopen") && i+1 < len(p.t):
		return true, false
	case signed && p.is(i, "mark", "move", "list", "show", "push", "put", "snooze", "tag", "clear", "cancel", "set", "change", "make", "what", "what's", "which", "how"):
		return true, false
	case p.remindVerb(i) > i, p.politeEnd(i) > i:
		return true, false
	case p.is(i, "create", "new", "set", "put", "make", "task", "todo", "note"):
		j, _ := p.addLeadWord(i)
		return j > i, false
	case p.is(i, "please", "pls", "kindly", "now", "just", "also", "then", "can", "could") && i+1 < len(p.t):
		return false, true
	}
	if p.needLead(i) > i {
		return signed || !p.is(i, "must", "better", "should", "time", "needs", "ought") && !p.is(i-1, "no"), false
	}
	_, ok := p.part(0, i+maxCommand).timeFirstAt(i) // no need to read a long task to its end
	return ok, false
}
