package understand

// Small talk is recognised only when it is the whole message, so "help Omar move" stays a task.

// maxTalk bounds how many words small talk has.
const maxTalk = 9

// said joins the words of a short message, without punctuation; "" when it is longer.
func (p *parser) said() string {
	n := 0
	var b []byte
	for i := range p.t {
		t := &p.t[i]
		switch t.k {
		case mark:
			if t.quoted {
				return ""
			}
			if t.n == "-" && p.glued(i) && p.glued(i+1) {
				b = append(b, '-')
			}
			continue
		case line:
			continue
		case word, number, symbol:
		default:
			return ""
		}
		if t.quoted {
			return ""
		}
		if n++; n > maxTalk {
			return ""
		}
		if len(b) > 0 && b[len(b)-1] != '-' {
			b = append(b, ' ')
		}
		if t.respelt {
			b = append(b, t.n...)
			continue
		}
		b = append(b, p.c.text[t.s:t.e]...)
	}
	return fold(string(b))
}

// interjections may stand before small talk.
var interjections = set("oops oopsie whoops sorry oh no wait ah um uh hmm ok okay please argh damn shoot crap hold on actually well and so hey great perfect awesome cool nice lovely wow haha")

// talks maps whole messages, without punctuation, to what they say.
var talks = buildTalks()

func buildTalks() map[string]Intent {
	talks := map[string]Intent{}
	add := func(i Intent, ss ...string) {
		for _, s := range ss {
			talks[s] = i
		}
	}
	add(Help, "h", "man", "usage", "what can you do", "what can i do", "what do you do", "commands", "show help", "need help", "instructions", "what are you able to do", "what else can you do", "how can you help", "how can you help me", "what do you understand", "get help", "help menu", "menu", "manual", "what can you help me with", "what can you help with", "examples", "tutorial", "faq", "getting started")
	add(Greet, "g'day", "morning", "gm", "sup", "what's up", "whats up", "wassup", "evening", "afternoon", "top of the morning", "how are you", "how's it going", "how is it going", "how are you doing", "how do you do", "nice to meet you", "good to see you", "what is up", "morning all", "ello", "👋")
	add(Thanks, "good bot", "🙏")
	add(Bye, "good bye", "later", "laters", "cu", "night", "gn", "ttyl", "so long", "peace", "peace out", "gtg", "g2g", "brb", "over and out", "tata", "i'm out", "later gator")
	add(Confirm, "y", "yes do it", "yes i am", "all of them", "agree", "accept", "approve", "yessir", "mhm", "👍", "👌", "continue", "very well", "okie", "okey dokey", "okie dokie")
	add(Cancel, "n", "cancel", "cancel that", "cancel it", "abort", "do not", "no cancel", "negative", "disregard", "skip it", "drop it", "let it be", "let it go", "that's wrong", "wrong", "wrong one", "no i changed my mind", "i changed my mind", "👎", "no do not", "cancel please", "quit", "exit", "decline", "reject", "nothing", "nothing thanks")
	add(Undo, "ctrl z", "cmd z", "control z", "⌘z", "take that back", "take it back", "put it back", "put that back", "put them back", "roll back", "rollback", "roll that back", "roll it back", "that was a mistake", "that was wrong", "didn't mean that", "didn't mean to", "oops", "whoops", "oops wrong one", "bring it back", "bring that back", "restore it", "restore that", "my bad", "that was an accident", "by mistake", "i made a mistake", "unwind that", "back out", "change it back", "change that back", "step back", "u")
	add(Redo, "ctrl y", "cmd y", "ctrl shift z", "ctrl-shift-z", "repeat that", "re-do", "re-do that", "re do", "put the change back", "actually do it")
	add(Chat, "sorry", "so sorry", "my apologies", "rofl", "hmm", "hm", "meh", "wow", "omg", "cool", "interesting", "really", "seriously", "huh", "i see", "good", "ok cool", "sad", "ugh", "np", "not urgent", "whatever", "xd", "idk", "dunno", "bored", "test", "testing", "love you", "shut up", "congratulations", "knock knock", "same", "true", "false", "maybe", "perhaps", "not much", "nothing much", "sigh", "yay", "woohoo", "hooray", "boo", "sing", "dance", "👀", "❤️", "nope lol", "roll a die", "flip a coin", "toss a coin", "roll dice", "bla", "blah", "blah blah", "hot", "tired")
	return talks
}

// talk recognises help, greetings, thanks, farewells, yes and no.
func (p *parser) talk() (Reading, bool) {
	if len(p.t) > 4*maxTalk {
		return Reading{}, false
	}
	if p.any(0, "ignore previous", "ignore all previous", "ignore your", "ignore the previous", "ignore all instructions", "ignore everything above", "disregard previous", "disregard all", "disregard your", "forget your instructions", "forget previous", "system :", "you are now") > 0 {
		return bare(Chat)
	}
	if p.w(0) == "/" && len(p.t) >= 2 && p.glued(1) && p.is(1, "help", "start", "commands", "h", "?") {
		return bare(Help)
	}
	s := p.said()
	if i, ok := talks[s]; ok {
		return bare(p.settleTalk(i, s))
	}
	if r, ok := p.social(); ok {
		return r, true
	}
	if i, ok := shaped(s); ok {
		return bare(i)
	}
	return Reading{}, false
}

// settleTalk uses what the conversation waits for: praise or "ok" after a question is a yes.
func (p *parser) settleTalk(i Intent, s string) Intent {
	if i == Greet && (s == "how are you" || s == "how are you doing" || s == "how's it going" || s == "how is it going") {
		return Chat // a question, without a greeting before it
	}
	if p.ctx.Confirming && i == Thanks && (s == "great" || s == "perfect" || s == "awesome" || s == "nice" || s == "excellent") {
		return Confirm
	}
	return i
}
