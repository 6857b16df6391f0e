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
	add(Help, "help", "help me", "help please", "/help", "h", "man", "usage", "what can you do", "what can i do", "what can i say", "what can i type", "what can i write", "what do i say", "what do i type", "what should i say", "what can i ask", "what can i ask you", "what do you do", "how do you work", "how does this work", "how does it work",
		"how do i use this", "how do i use you", "how to use this", "how do i add a task", "how do i add a todo", "how can i add a task", "how do i delete a task", "how do i complete a task", "how do i create a task", "how do i set a reminder", "commands", "show commands", "list commands", "show me the commands", "what are the commands", "what commands are there",
		"what commands do you know", "show help", "i need help", "need help", "can you help", "can you help me", "could you help me", "instructions", "what are your commands", "what are you able to do", "what else can you do", "how can you help", "how can you help me", "what do you understand", "i'm lost", "i am lost", "get help", "help menu", "menu", "manual", "what should i type", "what can you help me with", "what can you help with", "show me what you can do", "examples", "show examples", "show me examples", "give me some examples", "give me an example", "tutorial", "faq", "how do i start", "getting started")
	add(Greet, "hi", "hello", "hey", "yo", "hiya", "howdy", "greetings", "hello there", "hi there", "hey there", "good morning", "good afternoon", "good evening", "good day", "g'day", "morning", "gm", "sup", "what's up", "whats up", "wassup", "hi bot", "hello bot", "hey bot", "hey you", "hi errand", "hello errand", "hey errand", "heya", "hello again", "hi again", "good morning errand", "good morning bot", "hola", "evening", "afternoon", "top of the morning", "hi friend", "hello friend", "hello hello", "how are you", "hi how are you", "hey how are you", "hello how are you", "how's it going", "how is it going", "how are you doing", "how do you do", "nice to meet you", "good to see you", "what is up", "morning all", "hullo", "helo", "hallo", "ello", "hey hey", "hello world", "hiya there", "👋", "hi 👋", "hello 👋")
	add(Thanks, "thanks", "thank you", "thx", "ty", "cheers", "thanks a lot", "thank you so much", "thanks so much", "thank you very much", "many thanks", "much appreciated", "appreciate it", "i appreciate it", "thanks a bunch", "thanks a million", "tysm", "tyvm", "thank u", "thnx", "thanx", "ta", "great thanks", "thanks again", "thank you again", "perfect thanks", "thanks bot", "thanks errand", "thanks mate", "cheers mate", "thanks buddy", "thanks man", "thank you kindly", "thanks for that", "thanks for the help", "thanks for your help", "thank you for your help", "thank you for the help", "good job", "good bot", "great job", "well done", "nice work", "nice one", "great work", "you're the best", "you are the best", "you rock", "awesome thanks", "that's great thanks", "that's perfect", "that helps", "🙏", "thanks 🙏", "thanks!", "gracias", "merci", "danke", "great", "perfect", "awesome", "nice", "cool thanks", "lovely", "brilliant", "excellent", "wonderful", "fantastic", "amazing", "that's helpful", "super")
	add(Bye, "bye", "goodbye", "bye bye", "good bye", "see you", "see ya", "see you later", "see you tomorrow", "see you soon", "later", "laters", "cya", "cu", "good night", "goodnight", "night", "nighty night", "gn", "talk later", "talk to you later", "talk soon", "ttyl", "that's all", "that's all for now", "that is all", "that's it", "that's it for now", "that's it for today", "that's all for today", "take care", "have a good day", "have a nice day", "have a good one", "have a great day", "have a good night", "catch you later", "until next time", "until tomorrow", "talk to you tomorrow", "talk tomorrow", "speak tomorrow", "speak soon", "so long", "farewell", "ciao", "adios", "peace", "peace out", "i'm off", "gotta go", "gtg", "g2g", "brb", "signing off", "bye for now", "over and out", "cheerio", "tata", "toodles", "bye then", "ok bye", "i'm out", "bye now", "later gator", "see ya later", "see ya tomorrow")
	add(Confirm, "yes", "yep", "yeah", "yup", "ya", "yea", "y", "ok", "okay", "k", "kk", "sure", "sure thing", "do it", "go ahead", "confirm", "confirmed", "i confirm", "sounds good", "yes please", "of course", "absolutely", "correct", "that's right", "that's correct", "right", "please do", "yep do it", "yes do it", "yeah do it", "go for it", "definitely", "affirmative", "aye", "alright", "fine", "yes sir", "yes i am", "yes i'm sure", "i'm sure", "i am sure", "yes go ahead", "yeah go ahead", "yes confirm", "yes delete them", "yes delete it", "yes all of them", "all of them", "proceed", "make it so", "agreed", "agree", "accept", "approved", "approve", "that works", "works for me", "sounds great", "yes that's right", "yes that one", "yeah sure", "yes sure", "sure do it", "ok do it", "okay do it", "yes indeed", "indeed", "exactly", "totally", "certainly", "by all means", "you bet", "yessir", "yess", "yesss", "uh huh", "mhm", "👍", "👌", "✅ yes", "yes 👍", "yes of course", "continue", "let's do it", "lets do it", "go on", "yes thanks", "yes thank you", "that's fine", "very well", "okey", "okie", "okey dokey", "okie dokie", "yes that's fine", "yep that's right", "yep sounds good", "why not", "sure why not", "yeah why not")
	add(Cancel, "no", "nope", "nah", "n", "cancel", "cancel that", "cancel it", "never mind", "nevermind", "nvm", "forget it", "forget that", "forget about it", "stop", "stop it", "stop that", "abort", "don't", "dont", "do not", "don't do it", "dont do it", "do not do it", "don't do that", "keep it", "keep them", "leave it", "leave it alone", "leave them", "no thanks", "no thank you", "no don't", "no dont", "no keep it", "nope keep it", "nope keep them", "no keep them", "no way", "not now", "not yet", "no cancel", "no cancel that", "no stop", "no wait", "negative", "hold on", "wait", "no leave it", "no never mind", "no nevermind", "scratch that", "disregard", "disregard that", "ignore that", "skip it", "drop it", "let it be", "let it go", "no not that one", "not that one", "no that's wrong", "that's wrong", "wrong", "wrong one", "no wrong one", "no i changed my mind", "i changed my mind", "changed my mind", "on second thought no", "maybe not", "better not", "i'd rather not", "rather not", "nay", "no sir", "no no", "nah keep it", "nah leave it", "👎", "no please don't", "please don't", "no do not", "cancel please", "quit", "exit", "decline", "reject", "nope never mind", "no don't do it", "no don't do that", "not really", "nothing", "nothing thanks", "no forget it")
	add(Undo, "undo", "that was a mistake undo", "ctrl z", "ctrl-z", "cmd z", "cmd-z", "control z", "⌘z", "take that back", "take it back", "i take that back", "take back that", "put it back", "put that back", "put them back", "revert", "revert that", "revert it", "revert the last change", "revert last change", "roll back", "rollback", "roll that back", "roll it back", "reverse that", "reverse it", "that was a mistake", "that was wrong", "i didn't mean that", "i didn't mean to do that", "didn't mean that", "didn't mean to", "i didn't mean to", "go back", "oops", "whoops", "oops wrong one", "undelete", "undelete it", "undelete that", "bring it back", "bring that back", "restore it", "restore that", "undo undo", "my bad", "that was an accident", "by mistake", "i made a mistake", "unwind that", "back out", "change it back", "change that back", "step back", "reverse the last action", "revert the last action", "u")
	add(Redo, "redo", "redo that", "redo it", "redo the last one", "redo last", "do that again", "do it again", "reapply", "reapply that", "reapply it", "ctrl y", "ctrl-y", "cmd y", "ctrl shift z", "ctrl-shift-z", "undo the undo", "undo that undo", "undo my undo", "redo the last change", "redo last change", "redo the last action", "repeat that", "redo please", "redo the change", "re-do", "re-do that", "re do", "put the change back", "actually redo that", "actually do it")
	add(Chat, "sorry", "i'm sorry", "so sorry", "my apologies", "lol", "haha", "hahaha", "hehe", "lmao", "rofl", "hmm", "hm", "meh", "wow", "omg", "cool", "interesting", "really", "seriously", "why", "what", "who", "how", "huh", "i see", "good", "ok cool", "sad", "ugh", "no problem", "no worries", "no prob", "np", "not urgent", "whatever", "xd", "idk", "dunno", "i don't know", "i dont know", "who are you", "what are you", "are you there", "you there", "are you human", "are you a bot", "are you real", "i'm bored", "i am bored", "bored", "test", "testing", "i love you", "love you", "i hate you", "you're stupid", "you are stupid", "you suck", "shut up", "congratulations", "happy birthday", "merry christmas", "happy new year", "knock knock", "i'm fine", "i am fine", "i'm good", "same", "true", "false", "maybe", "perhaps", "not much", "nothing much", "sigh", "yay", "woohoo", "hooray", "boo", "sing", "sing a song", "dance", "👀", "❤️", "nope lol", "roll a die", "flip a coin", "toss a coin", "roll dice", "speak french", "speak spanish", "bla", "blah", "blah blah", "hot", "so tired", "tired")
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
	if s := p.said(); s != "" {
		if i, ok := p.talkOf(s); ok {
			return bare(i)
		}
	}
	return p.social()
}

func (p *parser) talkOf(s string) (Intent, bool) {
	if i, ok := talks[s]; ok {
		return p.settleTalk(i, s), true
	}
	// "oops, undo", "ok thanks", "hello, can you help me": the last part decides.
	led := true // only interjections so far
	for k := 0; k < len(s); k++ {
		if s[k] != ' ' {
			continue
		}
		head, tail := s[:k], s[k+1:]
		if led && !interjections[lastWord(head)] {
			led = false
		}
		if !led {
			if i, ok := talks[head]; ok && (i == Greet || i == Thanks || i == Confirm || i == Cancel || i == Undo) {
				if j, ok := talks[tail]; ok {
					if j == Greet && i != Greet || j == Bye && i == Confirm { // "yep, that's it"
						j = i
					}
					return j, true
				}
			}
			continue
		}
		if i, ok := talks[tail]; ok {
			if i == Thanks && head == "no" {
				i = Cancel
			}
			return i, true
		}
	}
	return shaped(s)
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

func lastWord(s string) string {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i] == ' ' {
			return s[i+1:]
		}
	}
	return s
}
