package understand

// frame recognises one kind of command; ok is false when the text is something else.
type frame func(*parser) (Reading, bool)

// frames are asked in this order; what none takes is a task to add.
var frames = []frame{
	(*parser).talk,
	(*parser).requestFrame,
	(*parser).asideFrame,
	(*parser).frontedFrame,
	(*parser).topicFirst,
	(*parser).reasonFirst,
	(*parser).restated,
	(*parser).undo,
	(*parser).subtaskFrame,
	(*parser).nagFrame,
	(*parser).relabelFrame,
	(*parser).relativeNoun,
	(*parser).wishFrame,
	(*parser).explicitAdd,
	(*parser).remindFrame,
	(*parser).noteFrame,
	(*parser).repeatFrame,
	(*parser).clearFrame,
	(*parser).prioritizeFrame,
	(*parser).tagFrame,
	(*parser).moveFrame,
	(*parser).skipFrame,
	(*parser).restoreFrame,
	(*parser).reopenFrame,
	(*parser).completeFrame,
	(*parser).deleteFrame,
	(*parser).renameFrame,
	(*parser).rescheduleFrame,
	(*parser).helpFrame,
	(*parser).countFrame,
	(*parser).showFrame,
	(*parser).listFrame,
	(*parser).planFrame,
	(*parser).chatFrame,
}

// maxCommand bounds a command in tokens; a longer message is a task, so that no frame need look far.
const maxCommand = 90

// read finds the intent of the whole message, through the spelling mistakes in its command words.
func (p *parser) read(quotes []quotation) Reading {
	if r, ok := p.respelled(quotes); ok {
		return r
	}
	return p.readPlain(quotes)
}

func (p *parser) readPlain(quotes []quotation) Reading {
	if !p.meaningful() {
		if r, ok := p.talk(); ok && r.Intent != Chat { // "👍"
			return r
		}
		return Reading{Intent: Unknown}
	}
	if r, ok := p.wholeQuote(quotes); ok {
		return r
	}
	if r, ok := p.addMany(); ok {
		return r
	}
	if r, ok := p.talk(); ok {
		return r
	}
	if len(p.t) <= maxTalk*2 {
		if r, ok := p.correction(); ok {
			return r
		}
	}
	lo, hi := p.courtesy()
	if lo >= hi || !p.part(lo, hi).meaningful() {
		lo, hi = 0, len(p.t)
	}
	q := p.part(p.openBullet(lo, hi), hi).compound()
	if len(q.t) > maxCommand {
		if r, ok := q.explicitAdd(); ok {
			return r
		}
		return q.addTask(q, false)
	}
	if q.loneCommand() {
		return Reading{Intent: Unknown}
	}
	may := frames
	if q.asks() {
		if r, ok := q.asideFrame(); ok {
			return r
		}
		may = questions
	}
	for _, f := range may {
		if r, ok := f(q); ok {
			return r
		}
	}
	if q.inverted() {
		return Reading{Intent: Chat}
	}
	if q.gibberish() {
		return Reading{Intent: Unknown}
	}
	return q.addTask(q, false)
}

// bare builds a reading without slots.
func bare(i Intent) (Reading, bool) { return Reading{Intent: i}, true }

// about builds a reading about a reference in tokens [lo, hi).
func (p *parser) about(i Intent, r Ref, lo, hi int, s Slots, more ...claim) (Reading, bool) {
	if r.Filter != nil {
		r.Filter = r.Filter.reach(i)
	}
	s.Ref = &r
	claims := []claim{{"ref", lo, hi}}
	return Reading{Intent: i, Slots: s, Spans: p.spans(sorted(append(claims, more...)))}, true
}

func sorted(cs []claim) []claim {
	for i := 1; i < len(cs); i++ {
		for j := i; j > 0 && cs[j].from < cs[j-1].from; j-- {
			cs[j], cs[j-1] = cs[j-1], cs[j]
		}
	}
	return cs
}
