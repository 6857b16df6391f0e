package understand

import (
	"unicode"
)

// frame recognises one kind of command; ok is false when the text is something else.
type frame func(*parser) (Reading, bool)

// frames are asked in this order; what none takes is a task to add.
var frames = []frame{
	(*parser).talk,
	(*parser).undo,
	(*parser).explicitAdd,
	(*parser).remindFrame,
	(*parser).noteFrame,
	(*parser).repeatFrame,
	(*parser).clearFrame,
	(*parser).prioritizeFrame,
	(*parser).tagFrame,
	(*parser).moveFrame,
	(*parser).reopenFrame,
	(*parser).completeFrame,
	(*parser).deleteFrame,
	(*parser).renameFrame,
	(*parser).rescheduleFrame,
	(*parser).helpFrame,
	(*parser).countFrame,
	(*parser).showFrame,
	(*parser).listFrame,
	(*parser).chatFrame,
}

// maxCommand bounds a command in tokens; a longer message is a task, so that no frame need look far.
const maxCommand = 90

// read finds the intent of the whole message.
func (p *parser) read(quotes []quotation) Reading {
	if !p.meaningful() {
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
	lo, hi := p.courtesy()
	if lo >= hi || !p.part(lo, hi).meaningful() {
		lo, hi = 0, len(p.t)
	}
	q := p.part(lo, hi)
	if len(q.t) > maxCommand {
		if r, ok := q.explicitAdd(); ok {
			return r
		}
		return q.addTask(q, false)
	}
	if q.loneCommand() {
		return Reading{Intent: Unknown}
	}
	for _, f := range frames {
		if r, ok := f(q); ok {
			return r
		}
	}
	if q.gibberish() {
		return Reading{Intent: Unknown}
	}
	return q.addTask(q, false)
}

// commandWords say nothing without something to do them to.
var commandWords = set("add new create task todo delete remove move rename reschedule remind me edit change tag label untag a the prioritize postpone set note repeat search find mark make")

// loneCommand tells whether the message is a command without its object: "delete", "add a task", "remind me".
func (p *parser) loneCommand() bool {
	n := p.end()
	if n == 0 || n > 3 || p.is(0, "task", "todo", "a", "the", "me") {
		return false
	}
	for i := range n {
		if !commandWords[p.w(i)] {
			return false
		}
	}
	return true
}

// meaningful tells whether there is a letter, a digit or a check mark at all.
func (p *parser) meaningful() bool {
	for i := range p.t {
		switch p.t[i].k {
		case word, number, opaque:
			return true
		case symbol:
			if checkMark(p.t[i].n) {
				return true
			}
		}
	}
	return false
}

// wholeQuote takes a message wholly in quotes as a title.
func (p *parser) wholeQuote(quotes []quotation) (Reading, bool) {
	if len(quotes) != 1 || len(p.ctx.Literal) > 0 {
		return Reading{}, false
	}
	lo, hi := 0, len(p.t)
	for lo < hi && p.t[lo].k == line {
		lo++
	}
	for hi > lo && (p.t[hi-1].k == line || p.t[hi-1].k == mark && !p.t[hi-1].quoted) {
		hi--
	}
	if quotes[0].open != lo || quotes[0].close != hi-1 {
		return Reading{}, false
	}
	title := p.raw(lo+1, hi-1)
	if title == "" {
		return Reading{Intent: Unknown}, true
	}
	return Reading{Intent: Add, Slots: Slots{Title: title}, Spans: p.spans([]claim{{"title", lo + 1, hi - 1}})}, true
}

// courtesy steps over "please", "hey,", "can you …" before a command and "please", "thanks" behind it.
func (p *parser) courtesy() (lo, hi int) {
	hi = len(p.t)
	asked := false
	defer func() { // "could you add milk?" is no question
		if asked && hi-1 > lo && p.is(hi-1, "?") {
			hi--
		}
	}()
	for lo < hi {
		switch {
		case p.kind(lo) == line:
			lo++
			continue
		case p.is(lo, "please", "pls", "plz", "kindly", "so", "also", "now", "then", "and", "okay", "ok", "alright", "oh", "well", "just") && lo+1 < hi && p.kind(lo+1) != line && !p.is(lo+1, ":"):
			if p.is(lo, "just", "now", "then", "so", "well", "and") && !p.is(lo+1, ",") && !p.is(lo+1, "add", "remind", "show", "delete", "mark", "move", "list", "remove", "complete") {
				return lo, p.courtesyEnd(lo, hi)
			}
			lo++
		case p.is(lo, "hey", "hi", "hello", "yo") && lo+2 < hi && (p.is(lo+1, ",") || p.is(lo+1, "errand", "there", "bot", "assistant") || p.is(lo+1, "can", "could", "please", "add", "remind", "show", "what's")):
			lo++
			if p.is(lo, "errand", "there", "bot", "assistant") {
				lo++
			}
		case p.is(lo, "errand", "bot") && p.is(lo+1, ","):
			lo++
		case p.is(lo, ",") && lo > 0:
			lo++
			continue
		default:
			j := p.any(lo, "can you please", "could you please", "would you please", "will you please", "can u please", "can you", "could you", "would you", "will you", "can u", "could u", "go ahead and", "i want you to", "i'd like you to", "i would like you to",
				"would you mind", "you can", "you should", "i need you to")
			if j == lo || p.lookBot(j) {
				return lo, p.courtesyEnd(lo, hi)
			}
			lo, asked = j, true
			continue
		}
	}
	return lo, p.courtesyEnd(lo, hi)
}

// lookBot tells whether "can you" is followed by a question about the assistant itself.
func (p *parser) lookBot(j int) bool {
	return p.is(j, "help", "do", "speak", "hear", "understand", "talk", "sing", "swim", "think", "feel", "read", "see", "dance", "cook", "drive") && p.w(j) != "" || j >= len(p.t) || p.w(j) == "?"
}

func (p *parser) courtesyEnd(lo, hi int) int {
	for hi-1 > lo {
		switch {
		case p.kind(hi-1) == line:
			hi--
		case p.is(hi-1, "please", "pls", "plz", "thanks", "thx", "ty", "cheers") && hi-2 >= lo:
			hi--
		case hi-2 > lo && p.is(hi-2, "thank") && p.is(hi-1, "you"):
			hi -= 2
		case p.is(hi-1, "!", ".") && hi-2 > lo && p.is(hi-2, "please", "pls", "plz", "thanks", "thx", "you") && (!p.is(hi-2, "you") || p.is(hi-3, "thank")):
			hi--
		default:
			return hi
		}
	}
	return hi
}

// bare builds a reading without slots.
func bare(i Intent) (Reading, bool) { return Reading{Intent: i}, true }

// about builds a reading about a reference in tokens [lo, hi).
func (p *parser) about(i Intent, r Ref, lo, hi int, s Slots, more ...claim) (Reading, bool) {
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

// gibberish tells whether every word is keyboard noise: no vowel, five consonants in a row, or a q without its u.
func (p *parser) gibberish() bool {
	seen := false
	for i := range p.t {
		t := &p.t[i]
		switch t.k {
		case word:
			if t.quoted || t.lex != nothing || !noise(t.n) {
				return false
			}
			seen = true
		case number, opaque, symbol:
			return false
		}
	}
	return seen
}

func noise(w string) bool {
	run, vowels, letters := 0, 0, 0
	longest := 0
	for i, r := range w {
		if r > unicode.MaxASCII || r == '\'' {
			return false
		}
		letters++
		switch r {
		case 'a', 'e', 'i', 'o', 'u', 'y':
			vowels++
			run = 0
		default:
			run++
			longest = max(longest, run)
			if r == 'q' && i+1 < len(w) && w[i+1] != 'u' {
				return letters < 9 && len(w) > 3
			}
		}
	}
	return letters >= 5 && (vowels == 0 || longest >= 5)
}
