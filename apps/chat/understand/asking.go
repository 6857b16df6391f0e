package understand

// Auxiliaries that stand before their subject make a question.
var (
	auxiliaries = set("do does did have has had am is are was were will would should shall must don't doesn't didn't haven't hasn't isn't aren't wasn't weren't won't")
	subjects    = set("i we they anything any there nothing you")
)

// asks tells whether the message is a question by its grammar. A question never changes a task.
func (p *parser) asks() bool { return p.inverted() || p.questionWord(0) }

// inverted tells whether an auxiliary stands before its subject: "do I have anything due friday".
func (p *parser) inverted() bool {
	if auxiliaries[p.w(0)] && p.kind(1) == word {
		if p.is(0, "do", "have") && p.is(1, "anything", "any", "nothing", "there") { // "have anything ready" is a command
			return p.is(0, "do") && p.is(1, "any")
		}
		if p.is(0, "don't") && p.is(1, "you") { // "don't you forget"
			return false
		}
		if subjects[p.w(1)] || p.is(1, "something", "everything", "either", "all") && !p.is(0, "do", "have") {
			return true
		}
	}
	if p.is(0, "does", "has", "is", "are", "was", "were", "isn't", "aren't", "wasn't", "weren't", "doesn't", "hasn't") { // "has the dentist been moved?"
		return p.is(1, "the", "my", "our", "your", "that", "this", "these", "those", "it", "number", "task") || len(p.refNumbers(1, 2)) > 0
	}
	return false
}

// questionWord tells whether the word at i begins a question, by itself or inside a sentence.
func (p *parser) questionWord(i int) bool {
	switch p.w(i) {
	case "which", "what", "what's", "what're", "who", "who's", "whose", "why":
		return true
	case "how":
		return p.is(i+1, "many", "much", "do", "does", "did", "can", "could", "would", "should", "is", "are", "busy")
	}
	return false
}

// questions are the frames that answer; no other may take a question.
var questions = []frame{
	(*parser).talk,
	(*parser).undo,
	(*parser).requested, // "would you mind moving 3 to friday?" asks for a favour
	(*parser).requestFrame,
	(*parser).relativeNoun,
	(*parser).helpFrame,
	(*parser).countFrame,
	(*parser).showFrame,
	(*parser).listFrame,
	(*parser).chatFrame,
}
