package understand

// polite steps over the words that make a request of a command: "can you", "would you mind", "it'd be great if you could",
// "I was wondering if you could". A verb behind them that is bent to fit ("mind adding", "if you added") is put into its
// plain form.
func (p *parser) polite(i int) int {
	j := p.politeEnd(i)
	if w, ok := plainVerbs[p.w(j)]; ok && j > i && !p.t[j].quoted {
		p.t[j].n = w
	}
	return j
}

// politeEnd gives the place behind those words, and leaves the verb as it is.
func (p *parser) politeEnd(i int) int {
	j := p.politeWords(i)
	if j == i || j >= len(p.t) {
		return i
	}
	for j+1 < len(p.t) && p.is(j, "please", "pls", "kindly", "possibly", "perhaps", "maybe", "quickly", "just", "also", "then") {
		j++
	}
	return j
}

// plainVerbs give the plain form of a command behind "mind" or "if you".
var plainVerbs = map[string]string{
	"adding": "add", "added": "add", "reminding": "remind", "reminded": "remind", "deleting": "delete", "deleted": "delete", "removing": "remove", "removed": "remove", "moving": "move", "moved": "move",
	"marking": "mark", "marked": "mark", "creating": "create", "created": "create", "putting": "put", "showing": "show", "listing": "list", "renaming": "rename", "renamed": "rename",
	"rescheduling": "reschedule", "rescheduled": "reschedule", "postponing": "postpone", "pushing": "push", "pushed": "push", "setting": "set", "making": "make", "made": "make", "noting": "note", "telling": "tell", "tagging": "tag", "snoozing": "snooze", "changing": "change", "changed": "change", "completing": "complete", "popping": "pop",
}

func (p *parser) politeWords(i int) int {
	if j := p.any(i, "do remind", "do add", "do please add", "do please remind"); j > i {
		return j - 1
	}
	if j := p.any(i, "lemme add", "let me add", "let us add", "let's add", "lets add", "just wanted to add", "just want to add", "i just wanted to add", "i just want to add", "i wanted to add", "just adding", "help me add", "feel free to add"); j > i {
		return j - 1
	}
	if j := p.wishedOf(i); j > i {
		return j
	}
	j := p.opt(i, "can", "could", "would", "will", "cld", "wud", "can't", "couldn't", "won't")
	if j > i {
		k := p.opt(p.opt(j, "you", "u", "ya", "y'all"), "please", "pls", "kindly", "just", "maybe", "possibly", "perhaps")
		if k == j || p.is(i, "can't", "couldn't", "won't") && !p.commandWord(k) {
			return i
		}
		return p.any(k, "mind", "be so kind as to", "be so good as to", "be kind enough to", "be able to", "be a dear and", "be willing to")
	}
	return p.any(i, "do you mind", "are you able to", "be so kind as to", "be a dear and", "go ahead and", "do me a favor and", "do me a favour and", "do me a favor ,", "do me a favour ,", "do one thing ,", "do one thing", "quick one :", "quick :", "you can", "you should")
}

// wishedOf reads the wishes: "it'd be great if you could", "any chance you could", "I need you to".
func (p *parser) wishedOf(i int) int {
	if j := p.any(i, "i want", "i need", "i'd like", "i would like", "we need", "i'd love", "i would love"); j > i {
		if k := p.any(j, "you to", "u to", "ya to", "you 2", "for you to"); k > j {
			return k
		}
		return i
	}
	j := p.any(i, "is it possible for you to", "would it be possible for you to", "would it be possible to", "is it possible to", "is there a way to", "any chance of", "is there any chance of", "appreciate you")
	if j > i && p.commandWord(j) {
		return j
	}
	j = p.any(i, "any chance", "is there any chance", "is there a chance", "do you think", "i was wondering if", "i'm wondering if", "wondering if", "i wonder if", "i was hoping", "hoping")
	if j == i && p.is(i, "it'd", "it", "that'd", "itd", "would") {
		j = p.any(i, "it'd be", "it would be", "it'll be", "itd be", "that'd be")
		if j == i || p.kind(j) != word || !p.is(j+1, "if") && !p.is(j+2, "if") {
			return i
		}
		j = p.opt(p.opt(j, "really", "so", "very"), p.w(j))
		if !p.is(j, "if") {
			j++
		}
		j = p.opt(j, "if")
	}
	if j == i {
		j = p.any(i, "i'd", "i would", "we'd", "would", "we would")
		j = p.opt(j, "really", "greatly", "so", "be")
		if k := p.any(j, "appreciate it if", "love it if", "like it if", "be grateful if", "grateful if", "thankful if", "happy if"); k > j {
			j = k
		} else if j = p.opt(i, "if"); j == i {
			return i
		}
	}
	k := p.any(j, "you could", "you can", "you would", "you'd", "u could", "u can", "you might", "you")
	if k == j || !p.commandWord(p.opt(k, "please", "kindly", "just")) {
		return i
	}
	return k
}

// commandWord tells whether the word at i is a command, in any form.
func (p *parser) commandWord(i int) bool {
	w := p.w(i)
	if plain, ok := plainVerbs[w]; ok {
		w = plain
	}
	return plainCommands[w]
}

var plainCommands = set("add remind delete remove move mark create put show list rename reschedule postpone push set note tag snooze change complete pop make")
