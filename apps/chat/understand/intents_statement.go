package understand

// statement reads what somebody tells of themselves or of the world, which is no task though a day is in it: "my train
// was late again", "the meeting went well today", "I overslept this morning", "not feeling well today". What follows
// behind a comma, or has to be done, makes it one after all: "my back hurt, call the doctor".
func (p *parser) statement() bool {
	n := p.end()
	if n < 2 || n > 20 {
		return false
	}
	for i := range n {
		if p.t[i].quoted || p.kind(i) == opaque || p.is(i, ",", ":", ";", "-", "#", "@", "+", "so", "should", "must", "please", "todo", "remind", "buy", "need", "needs") && !(p.is(i, "so") && (i == 0 || p.is(i-1, "is", "are", "was", "were", "had", "felt"))) {
			return false
		}
	}
	return p.lived(n) || p.told(n) || p.moody(n)
}

// lived reads what I went through: "I had a lovely weekend", "overslept", "felt awful".
func (p *parser) lived(n int) bool {
	j := p.opt(0, "i", "we")
	j = p.opt(j, "just", "really", "only", "barely", "hardly", "also", "totally")
	if p.is(j, "had") {
		return p.is(j+1, "a", "an", "the", "such", "no", "so", "too", "fun", "my", "some", "lunch", "dinner", "breakfast", "trouble")
	}
	if (p.is(j, "overslept", "slept", "dreamt", "dreamed", "woke") || p.seq(j, "got stuck") > j) && (j > 0 || n <= 6) {
		return true
	}
	return j > 0 && p.is(j, "felt", "fell", "laughed", "cried", "woke", "hurt", "got") && (!p.is(j, "got") || p.is(j+1, "stuck", "lost", "sick", "drunk", "bored", "tired", "engaged", "married", "promoted", "fired", "caught", "soaked", "lucky"))
}

// told reads a sentence of the past about a thing, or what a thing is like: its subject begins with an article or an
// owner, so that no command does.
func (p *parser) told(n int) bool {
	if j := p.any(0, "yesterday", "today", "tonight", "everything", "everyone", "everybody", "nothing", "work", "life", "last night", "last week", "last weekend", "last month", "last year", "this week", "this weekend", "this morning", "this month", "this year"); j > 0 {
		return p.is(j, "was", "were", "went", "sucked", "felt", "feels", "flew") || p.is(j, "has", "is") && !p.dated(j, n)
	}
	if !p.is(0, "the", "my", "our", "his", "her", "their", "this", "that", "these", "those", "all", "some") {
		return false
	}
	for i := 2; i < min(n, 7); i++ {
		switch {
		case p.is(i, "that", "which", "who", "when", "if") || p.is(i, "to", "for", "before", "after", "about", "and") && i < 3:
			return false
		case p.is(i, "broke", "died", "crashed", "won", "came", "arrived", "fell", "froze", "lasted"):
			return true
		case i+1 >= n:
			return false
		case p.is(i, "was", "were", "went", "wasn't", "weren't", "felt", "tasted", "sucked", "smelled", "turned"):
			return !p.is(i+1, "due", "supposed", "meant", "to")
		case p.is(i, "is", "are", "seems", "looks", "feels", "gets", "keeps"):
			return p.is(i+1, "so", "very", "really", "too", "always", "never", "such", "called", "named", "super", "pretty", "quite", "kinda", "being", "getting", "my", "like", "annoying", "awesome", "amazing", "funny", "cute", "beautiful", "crazy", "stupid", "boring", "terrible", "horrible", "awful", "nice", "great", "weird", "asleep", "adorable", "hilarious", "ridiculous", "gorgeous") && !p.dated(i+1, n)
		}
	}
	return false
}

// moody reads a mood without its subject: "not feeling well today", "can't wait for the weekend", "too much to do",
// "nice weather today".
func (p *parser) moody(n int) bool {
	if p.any(0, "not feeling", "feeling", "can't wait", "cannot wait", "can't believe", "cannot believe", "couldn't sleep", "can't sleep", "too much", "too many", "too tired", "too busy", "too hot", "too cold", "too early", "too late", "so much", "so many", "so tired", "so busy", "so bored", "so stressed", "so hungry") > 0 {
		return true
	}
	if p.is(0, "tired", "exhausted", "hungry", "sleepy", "bored", "stressed", "sick") && p.any(1, "today", "again", "now", "already", "of this", "of it", "of work", "of everything", "tonight") == n {
		return true
	}
	j := p.opt(p.opt(0, "what", "such", "quite"), "a", "an")
	k := p.opt(j, "nice", "lovely", "beautiful", "terrible", "awful", "great", "bad", "horrible", "gorgeous", "crazy", "good", "rough", "tough", "long", "busy", "weird", "strange", "amazing", "fun", "hard", "miserable", "perfect")
	if k == j || !p.is(k, "weather", "day", "evening", "morning", "night", "week", "weekend", "sunset", "sunrise", "traffic") {
		return false
	}
	e := p.any(k+1, "today", "tonight", "outside", "out there", "out", "here", "so far", "isn't it", "huh", "again", "at work", "this morning", "this week")
	return e == n && (e > k+1 || j > 0 || p.is(k, "weather", "traffic"))
}
