package understand

// courtesyEnd gives the place before what is only politeness behind a task: "please", "thanks a lot", "if you would",
// "will you?", "ok?".
func (p *parser) courtesyEnd(lo, hi int) int {
	for n := 0; hi-1 > lo && n < maxOpenings; n++ {
		e := hi
		for e-1 > lo && (p.is(e-1, "?", "!", ".") && !p.t[e-1].quoted || p.kind(e-1) == line) {
			e--
		}
		k := p.courtesyStart(lo, e)
		switch {
		case k < e && k > lo && !p.governed(lo, k):
			hi = k
			for hi-1 > lo && p.is(hi-1, ",", "-") && !p.t[hi-1].quoted {
				hi--
			}
		case p.kind(hi-1) == line:
			hi--
		default:
			return hi
		}
	}
	return hi
}

// endings are said to whoever is asked; longer ones first. Nobody writes a "you" into a task that means the assistant.
var endings = []string{
	"thank you very much", "thank you so much", "thank you kindly", "thanks very much", "thanks so much", "thanks a lot", "thanks a bunch", "thx a lot", "thanks a million", "thanks in advance", "thank you in advance", "many thanks", "thank you", "thank u", "thank ya",
	"thanks mate", "thanks buddy", "thanks man", "thanks bot", "thanks errand", "cheers mate", "ta mate", "if you would please", "if you would", "if you could please", "if you could", "if you can", "if you please", "if you will", "if you don't mind", "if you wouldn't mind", "if you like", "if you get a chance", "if you have time", "when you can", "when you get a chance", "when you have time",
	"would you please", "could you please", "will you please", "would you mind", "would you", "could you", "will you", "can you", "won't you", "that'd be great", "that would be great", "that'd be lovely", "that would be lovely", "that'd be awesome", "that would be awesome", "that'd be nice", "that would be nice", "that'd be amazing", "that would be amazing", "that'd be good", "that would be good", "that'd be helpful", "that would be helpful", "i'd appreciate it", "i would appreciate it", "much appreciated", "there's a dear", "there's a love",
	"please and thank you", "please and thanks",
}

// courtesyStart finds where the politeness that ends at e begins; e when there is none.
func (p *parser) courtesyStart(lo, e int) int {
	for k := max(lo, e-5); k < e-1; k++ {
		if p.any(k, endings...) == e {
			if p.is(k, "would", "could", "will", "can") && !p.is(k-1, ",") && !p.timeWord(k-1) {
				continue // "ask who else will you"
			}
			return k
		}
	}
	switch {
	case p.is(e-1, "please", "pls", "plz", "thanks", "thx"):
		return e - 1
	case p.is(e-1, "ty", "ta", "cheers"):
		if p.t[e-1].cap && !p.is(e-2, ",", ".", "!", "-") && !p.timeWord(e-2) || p.is(e-1, "ta") && !p.is(e-2, ",") {
			return e // "email Ty"
		}
		return e - 1
	case p.is(e-1, "ok", "okay", "yeah", "alright"):
		if p.is(e-2, ",") || p.timeWord(e-2) {
			return e - 1
		}
	case p.is(e-2, "for") && p.is(e-1, "me", "us") && p.timeWord(e-3):
		return e - 2
	}
	return e
}

// timeWord tells whether a date or a time of day ends at i: "on sunday", "at 9pm".
func (p *parser) timeWord(i int) bool {
	l := p.lex(i)
	return l.weekday > 0 || l.rel > 0 || l.part != noPart || l.month > 0 || p.is(i, "am", "pm", "weekend", "week", "month") || p.kind(i) == number
}

// governed tells whether the word before k needs what follows it: "card for ty", "write to say thanks", "email ty".
func (p *parser) governed(lo, k int) bool {
	if p.is(k-1, "for", "to", "of", "with", "from", "about", "and", "or", "say", "saying", "says", "the", "a", "my", "by", "than", "like", "ask", "asking", "see", "know", "check") {
		return true
	}
	return k-1 == lo && p.is(k, "ty", "cheers") && (taskVerbs[p.w(lo)] || media[p.w(lo)])
}
