package understand

// needLead reads "i need to", "don't forget to", "remember to", "make sure to".
func (p *parser) needLead(i int) int {
	if p.is(i, "i", "we") && p.is(i+1, "probably", "really", "also", "definitely", "still", "just", "actually", "maybe", "seriously", "urgently", "absolutely") {
		if j := p.any(i+2, "need to", "have to", "should", "must", "want to", "ought to", "gotta", "got to", "has to", "needs to"); j > i+2 {
			return j
		}
	}
	if j := p.any(i, "i'll", "i will", "we'll", "we will"); j > i && taskVerbs[p.w(j)] && j+1 < len(p.t) && !p.is(j, "do", "finish", "get", "see", "move", "meet", "reschedule", "attend") && !p.startsRef(j+1, len(p.t)) {
		return j
	}
	j := p.needWords(i)
	if j == i {
		j = p.forgetting(i)
	}
	if j == i {
		j = p.intention(i)
	}
	if j > i && p.is(j-1, "forget") && p.is(j, "2") && p.kind(j+1) == word && !p.glued(j+1) { // "don't 4get 2 call"
		j++
	}
	if j > i && p.is(j, "add", "create", "make", "set") {
		for k := j + 1; k < j+4; k++ { // "I want to add a task: …"
			if p.is(k, "task", "todo", "reminder", "item") {
				if e := p.addVerb(j); e > k {
					return e
				}
			}
		}
	}
	if j > i && p.is(j, "probably", "really", "also", "definitely", "maybe", "urgently", "please", "kindly", "finally", "actually") && j+1 < len(p.t) && !p.is(j-1, "forget", ":") {
		j++
	}
	return j
}

func (p *parser) needWords(i int) int {
	j := p.any(i, "i need to remember to", "i have to remember to", "i must remember to", "help me remember to", "don't let me forget to", "dont let me forget to", "do not let me forget to", "make sure i don't forget to", "i mustn't forget to", "i must not forget to", "i can't forget to", "i don't want to forget to",
		"i need to", "i have to", "i've got to", "i ve got to", "i got to", "i gotta", "i have got to", "i must", "i should", "i want to", "i'd like to", "i would like to", "i ought to", "i'm supposed to", "i am supposed to", "i've to", "i wanna", "i'd better", "i also need to", "i also have to", "i still need to", "i still have to", "i really need to", "i really should", "i will need to", "i'll need to",
		"we need to", "we have to", "we should", "we must", "gotta", "need to", "have to", "got to", "needs to",
		"don't you forget to", "don't forget to", "dont forget to", "do not forget to", "don't forget about", "don't forget the", "don't forget :", "don't forget", "dont forget", "do not forget", "never forget to", "remember to", "remember :", "remember that i need to", "make sure to", "make sure that i", "make sure i", "be sure to", "it is time to", "it's time to", "time to", "reminding myself to", "must remember to", "must", "i'm going to have to", "i'm gonna", "i am going to", "i'm going to", "i plan to", "i'm planning to",
		"i promised to", "i've promised to", "i agreed to", "i've agreed to", "i offered to", "i volunteered to", "i promised i'd", "i promised i would", "i said i'd", "i said i would", "i was asked to", "i was told to", "i've been asked to", "i've been told to", "i've been meaning to", "i have been meaning to", "i keep forgetting to", "i keep meaning to", "i always forget to", "i forgot to", "i intend to", "i am planning to", "i'm meant to", "i am meant to", "i'm expected to")
	if j > i && p.is(j-1, "the") {
		j--
	}
	if j-2 > i && p.is(j-2, "going") && p.is(j-1, "to") && j < len(p.t) && p.placeAt(j) {
		return i
	}
	if j > i && j+1 < len(p.t) && (p.is(j, "know", "say") || p.is(j, "see") && p.questionWord(j+1)) && p.is(0, "i") { // "i want to know …" is a question
		return i
	}
	return j
}
