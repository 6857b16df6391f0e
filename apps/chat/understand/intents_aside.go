package understand

// asideFrame reads a question with something beside it that is no part of it: "Hi! What do I have today?", "quick question:
// what's due friday?", "what's due today, by the way?".
func (p *parser) asideFrame() (Reading, bool) {
	n := p.end()
	if n > maxCommand {
		return Reading{}, false
	}
	lo, hi := p.asideLead(n), p.asideTail(n)
	if lo == 0 && hi == n || lo >= hi {
		return Reading{}, false
	}
	if hi == n {
		hi = len(p.t)
	}
	q := p.part(lo, hi)
	if !q.asks() && !q.is(0, "show", "list", "anything", "any", "how", "when") && q.any(0, "tell me", "give me") == 0 {
		return Reading{}, false
	}
	for _, f := range questions[2:] {
		if r, ok := f(q); ok {
			return r, r.Intent != Chat
		}
	}
	return Reading{}, false
}

// asideWords are said before a question, with a comma behind them or none: greetings, thanks, hesitation, a name.
var asideWords = set("hi hello hey hiya yo morning afternoon evening thanks thx cheers ta great perfect cool nice awesome lovely brilliant excellent " +
	"um umm uh er erm hmm right so ok okay alright well now oh ah anyway actually yes yeah yep no nope sorry wait listen look question curious " +
	"bro bruh mate man dude buddy pal errand bot assistant fam lol haha ugh")

// asidePhrases are said before a question with a comma, a colon or a full stop behind them.
var asidePhrases = []string{
	"good morning", "good afternoon", "good evening", "thank you", "thanks a lot", "hey there", "hi there", "hello there", "all right", "just checking", "just wondering", "just curious", "just a question", "just asking", "quick question", "quick check", "quick one", "one question", "one more question", "one quick question", "just one question", "one last question", "a question", "another question", "next question", "last question",
	"by the way", "i forgot", "i forget", "i've forgotten", "refresh my memory", "remind me", "one more thing", "one last thing", "one other thing", "another thing", "out of curiosity", "out of interest", "before i forget", "excuse me", "sorry to bother you", "hang on", "hold on", "let's see", "let me think", "i'm curious", "tell me", "i'm back", "in that case", "first things first", "never mind", "that's great", "good to know", "if you can", "if possible",
}

// asideLead gives the place behind the asides that the message begins with.
func (p *parser) asideLead(n int) int {
	i := 0
	for i < n {
		k := p.any(i, asidePhrases...)
		switch {
		case k > i && k < n && p.kind(k) == mark:
		case k > i && p.is(k, "but", "so", "and"):
			k++
		case asideWords[p.w(i)] && !p.glued(i+1), asideWords[p.w(i)] && p.kind(i+1) == mark:
			k = i + 1
		default:
			return i
		}
		for k < n && (p.kind(k) == line || p.is(k, ",", ".", "!", ":", "-", ";", "…", "?") && !p.t[k].quoted) {
			k++
		}
		i = k
	}
	return i
}

// asideTails are said behind a question.
var asideTails = []string{
	"by the way", "if anything", "if any", "if there is anything", "if there's anything", "when you get a sec", "when you get a second", "when you get a minute", "when you get a moment", "when you get a chance", "when you have a sec", "when you have a second", "when you have a minute", "when you have a moment", "when you can", "if you can", "if possible", "if you don't mind", "if that's ok", "if that's okay", "out of curiosity", "quickly", "real quick", "exactly", "again", "then", "anyway", "mate", "bro", "man", "dude", "errand",
}

// asideTail gives the place before the aside that the message ends with, or n.
func (p *parser) asideTail(n int) int {
	for n > 1 && p.is(n-1, "?") {
		n--
	}
	for _, tail := range asideTails {
		c := 1
		for i := range len(tail) {
			if tail[i] == ' ' {
				c++
			}
		}
		if n-c > 1 && p.seq(n-c, tail) == n {
			return p.anyBack(n-c, ",", "-")
		}
	}
	return p.vocative(n)
}

// vocative gives the place before whom a question that ends at n speaks to, "what's there for tomorrow yaar", or the end.
// Without a comma a date must stand before: "what's due for my friend" is about them.
func (p *parser) vocative(n int) int {
	lo := n - 1
	switch {
	case p.is(lo, "friend", "dear", "love") && p.is(lo-1, "my"):
		lo--
	case !p.is(lo, "yaar", "yar", "bhai", "buddy", "pal", "bruh", "boss", "sir", "madam", "guys", "folks", "chief", "fam", "amigo", "friend", "dear", "love", "darling", "honey"):
		return p.end()
	}
	if k := p.anyBack(lo, ","); lo > 1 && (k < lo || p.timeWord(lo-1)) {
		return k
	}
	return p.end()
}
