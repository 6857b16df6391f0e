package understand

// chatLeads begin a message that is talk, not work.
var chatLeads = []string{
	"tell me a", "tell me an", "tell me something", "tell me the", "tell me who", "tell me how", "tell me why", "tell me about", "tell me more about", "write me a", "write me an", "write a poem", "write a haiku", "write a song", "write a story", "write code", "sing me", "sing a", "recommend me", "recommend a", "recommend some", "suggest a", "suggest some", "explain", "translate", "define", "calculate", "compute", "convert", "solve",
	"who is", "who was", "who are", "who won", "who", "whose", "why", "how old", "how far", "how tall", "how big", "how much is", "how do you", "how are", "how is", "how's the", "how does", "how did", "how would", "how can", "how come", "how long is", "how many", "how do i", "how to", "how about", "how", "how's", "when's", "where's", "what", "what's", "whats", "where", "when", "which", "are you", "are we", "do you", "did you", "have you", "can you", "could you", "would you", "will you", "were you", "is it", "is this", "is that", "is he", "is she", "is the", "is there", "is", "are", "am i", "does", "did", "can i", "can we", "could i", "should i", "shall i", "may i", "will it", "will the", "do i", "do we", "was", "were", "won't", "isn't", "aren't", "don't you", "wouldn't",
	"i'm feeling", "i am feeling", "i feel", "i'm so", "i'm very", "i'm really", "i'm sad", "i'm happy", "i'm tired", "i'm bored", "i'm hungry", "i'm stressed", "i'm not", "i'm just", "i'm a", "i'm an", "i am so", "i am very", "i am a", "i am an", "i am", "i'm", "i love", "i hate", "i like", "i think", "i wonder", "i wish", "i hope", "i believe", "i guess", "i don't like", "i don't feel", "i don't think", "i miss", "i can't", "i don't", "i know", "i was", "i wish", "i loved", "i liked", "i hated", "i did nothing", "i've done nothing", "i have done nothing", "nothing is", "nothing was", "so nothing", "didn't i", "haven't i", "wasn't", "weren't", "hasn't", "doesn't", "would it", "i got a new", "i got the worst", "i had a bad", "i had a good", "i had a great", "i had a long", "i had a rough", "i had a terrible", "i had a nice", "i had such", "i had the worst", "i had the best", "i'm having",
	"you're", "you are", "you should", "you can't", "you", "your", "it's", "it is", "it was", "that's", "that is", "that was", "this is", "there's", "there is", "let's talk", "let's play", "let's chat", "talk to me", "chat with me", "play a game", "guess what", "nice to", "my name is", "my day", "today was", "today is", "life is", "they", "he", "she", "we're", "ignore previous", "ignore all", "ignore your", "forget all", "forget previous", "forget your", "disregard", "system :", "pretend", "act as", "roleplay", "imagine", "repeat after me", "say something", "say hello", "say hi", "speak", "print your", "reveal your", "what if", "give me advice", "give me a recipe", "give me a joke", "make me laugh", "make me a sandwich", "cheer me up", "entertain me", "surprise me", "good luck", "happy birthday", "merry christmas", "happy new year",
}

// chatFrame takes questions and feelings that are not about tasks.
func (p *parser) chatFrame() (Reading, bool) {
	n := p.end()
	if n == 0 {
		return Reading{}, false
	}
	if p.is(n-1, "?") || p.statement() || n == 1 && p.lex(0).weekday > 0 && p.lex(0).plural && !p.lex(0).abbr { // "ugh, mondays"
		return bare(Chat)
	}
	if p.t[0].quoted || p.any(0, "how to", "when in", "why not") > 0 && p.dated(n-1, n) {
		return Reading{}, false
	}
	if k := p.any(0, "mondays are", "tuesdays are", "wednesdays are", "thursdays are", "fridays are", "saturdays are", "sundays are", "weekends are", "monday is", "friday is", "pick a number", "think of a number"); k > 0 && k < n && !p.is(k, "for", "when") {
		return bare(Chat)
	}
	if p.any(0, "recommend a movie", "recommend a book", "recommend a film", "recommend a song", "recommend a restaurant", "recommend a show", "suggest a movie", "suggest a book", "suggest a film", "suggest a restaurant") > 0 {
		return bare(Chat)
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
