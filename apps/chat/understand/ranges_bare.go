package understand

import "strings"

// bareRange tells whether two bare hours in [k, f) are a time range although nothing says am, pm or "from": a day must
// stand beside them, and they must fit into half a day. "paint the gate 9 to 11 tomorrow" is one, "read chapters 3 to 4
// tomorrow" and "count 1 to 10" are not.
func (p *parser) bareRange(a, b clockVal, k, f int) bool {
	if long := mod(b.min-a.min, 720); long == 0 || long > 10*60 || a.min+long > 24*60 {
		return false
	}
	if w := p.w(k - 1); rated[w] || determiners[w] || wishVerbs[w] || p.kind(k-1) == number || p.numbered(k-1) {
		return false
	}
	return p.dayBeside(f)
}

// numbered tells whether the word at i is a noun whose number may follow: "chapters 3 to 4", but not "the gate 9 to 11".
func (p *parser) numbered(i int) bool {
	w := p.w(i)
	return counted[w] && !determiners[p.w(i-1)] || strings.HasSuffix(w, "s") && counted[w[:len(w)-1]]
}

// rated are words before two numbers that are an amount or a score.
var rated = set("count rate score aged age ages grade grades verse verses top win won lose lost beat odds ratio scale buy sell get bring order invite add take make choose pick between about around roughly")

// dayBeside tells whether a day follows at i: "tomorrow", "on wednesday", "this evening", "every weekday".
func (p *parser) dayBeside(i int) bool {
	k := p.opt(i, ",")
	if k == i && p.glued(i) {
		return false
	}
	if _, e := p.recurrence(k, ""); e > k && p.right(e) {
		return true
	}
	k = p.opt(k, "on", "this")
	d, e := p.plainDate(k, "on")
	return e > k && !d.past && !d.coarse && p.kind(k) == word || p.is(k-1, "this") && p.lex(k).part > noPart && p.lex(k).part != noon
}

// longRange reads two times of four digits beside a day: "tomorrow 0930 - 1045", "0930-1045 on friday". Two years
// ("1990-2010") need the day before them.
func (p *parser) longRange(w *when, k int) (a, b clockVal, next int) {
	a, ok := p.fourDigits(k)
	s := p.rangeSign(k+1, "")
	if !ok || s == k+1 {
		return a, b, k
	}
	b, ok = p.fourDigits(s)
	years := a.min >= 19*60 && a.min < 21*60 && b.min < 21*60
	if !ok || b.min <= a.min || !p.right(s+1) || !w.hasDate && (years || !p.dayBeside(s+1)) {
		return a, b, k
	}
	return a, b, s + 1
}

// fourDigits reads one number of four digits as hours and minutes.
func (p *parser) fourDigits(i int) (clockVal, bool) {
	n, ok := p.digits(i, 4)
	if !ok || len(p.t[i].n) != 4 || n%100 > 59 || n%5 != 0 || n >= 2400 || p.glued(i) && !p.is(i-1, "-") {
		return clockVal{}, false
	}
	return clockVal{min: n/100*60 + n%100}, true
}

// lateEnd reads the end of a time whose day stands in between: "6am dec 5 to 7am".
func (p *parser) lateEnd(w *when, k int) int {
	if !w.hasClock || !w.hasDate || w.hasRule || w.hasDuration || w.endMin >= 0 || w.endDay != noDay || w.clock.bare || len(w.more) > 0 || w.claims[len(w.claims)-1].slot != "due_date" {
		return k
	}
	s := p.rangeSign(k, "")
	if s == k || p.glued(s) {
		return k
	}
	b, e := p.clock(s, "to")
	if e == s || b.weak || b.bare || b.min <= w.clock.min || !p.right(e) {
		return k
	}
	w.endMin = b.min
	return e
}
