package understand

import "time"

// parser reads one piece of a message: a run of tokens, with the moment and place it was said at. Copying it is
// cheap and gives a parser for a part of the message (see part).
type parser struct {
	c      cleaned
	t      []token
	now    time.Time // in zone
	zone   *time.Location
	today  day
	minute int // of today
	ctx    Context
}

// part is a parser for tokens [lo, hi) only.
func (p *parser) part(lo, hi int) *parser {
	q := *p
	lo = max(0, min(lo, len(p.t)))
	q.t = p.t[lo:max(lo, min(hi, len(p.t)))]
	return &q
}

// w is the word at i, or "" beyond the ends and inside quotes.
func (p *parser) w(i int) string {
	if i < 0 || i >= len(p.t) {
		return ""
	}
	return p.t[i].n
}

var nothing lex

func (p *parser) lex(i int) *lex {
	if i < 0 || i >= len(p.t) {
		return &nothing
	}
	return &p.t[i].lex
}

// is tells whether the word at i is one of ws.
func (p *parser) is(i int, ws ...string) bool {
	s := p.w(i)
	if s == "" {
		return false
	}
	for _, w := range ws {
		if s == w {
			return true
		}
	}
	return false
}

// seq matches the words of a phrase from i and gives the place behind it; i itself when they do not match.
func (p *parser) seq(i int, phrase string) int {
	j := i
	for start, k := 0, 0; k <= len(phrase); k++ {
		if k == len(phrase) || phrase[k] == ' ' {
			if j >= len(p.t) || p.t[j].n != phrase[start:k] {
				return i
			}
			j++
			start = k + 1
		}
	}
	return j
}

// any is seq for the first of several phrases that matches; name longer ones first.
func (p *parser) any(i int, phrases ...string) int {
	w := p.w(i)
	if w == "" {
		return i
	}
	for _, ph := range phrases {
		if ph[0] != w[0] || len(ph) < len(w) || ph[:len(w)] != w { // most phrases begin otherwise
			continue
		}
		if j := p.seq(i, ph); j > i {
			return j
		}
	}
	return i
}

func (p *parser) kind(i int) kind {
	if i < 0 || i >= len(p.t) {
		return line
	}
	return p.t[i].k
}

// glued tells whether token i follows the one before without a space.
func (p *parser) glued(i int) bool { return i > 0 && i < len(p.t) && p.t[i].glued }

// left tells whether a phrase may begin at i: not inside a longer written word such as "x-monday".
func (p *parser) left(i int) bool {
	if !p.glued(i) {
		return true
	}
	switch p.w(i - 1) {
	case "(", "[", ",", ";", ":", "\"", "'", "!", "?", "{", "|", "~", "…", "*":
		return true
	case "@":
		return i-1 == 0 || !p.glued(i-1) || p.kind(i) == number || p.lex(i).part == noon
	}
	return p.t[i-1].k == symbol
}

// right tells whether a phrase may end before j: not inside a longer written word such as "monday.com".
func (p *parser) right(j int) bool {
	for k := j; k < len(p.t) && p.t[k].glued; k++ {
		if p.t[k].k == symbol {
			return true
		}
		if p.t[k].k != mark || p.t[k].quoted {
			return false
		}
		switch p.t[k].n {
		case "@":
			return p.kind(k+1) == number
		case ",": // "call len,tomorrow,5pm"
			if p.kind(k-1) == word {
				return true
			}
		case ")", "]", ";", ":", "!", "?", ".", "\"", "'", "}", "|", "…", "*":
		default:
			return false
		}
	}
	return true
}

// digits reads a number token of at most max digits.
func (p *parser) digits(i, maxLen int) (n int, ok bool) {
	if p.kind(i) != number || p.lex(i).ordinal != 0 {
		return 0, false
	}
	s := p.t[i].n
	if s == "" || len(s) > maxLen {
		return 0, false
	}
	for k := range len(s) {
		if s[k] < '0' || s[k] > '9' {
			return 0, false
		}
		n = n*10 + int(s[k]-'0')
	}
	return n, true
}

// raw is the text of tokens [lo, hi) as typed, with its white space collapsed.
func (p *parser) raw(lo, hi int) string {
	if lo >= hi {
		return ""
	}
	return collapse(p.c.text[p.t[lo].s:p.t[hi-1].e])
}
