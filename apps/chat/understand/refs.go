package understand

import "strings"

// ref reads which tasks tokens [lo, hi) mean: "it", "2 and 4", "the milk one", "everything overdue", "eggs and bread".
// many allows several phrases and filters. ok is false when nothing is named.
func (p *parser) ref(lo, hi int, many bool) (r Ref, ok bool) {
	lo, hi = p.trimRef(lo, hi)
	if lo >= hi || hi-lo > 1 && p.is(hi-1, "that", "that's", "which", "whose") && !p.is(hi-2, "all") { // "everything that" has no end
		return r, false
	}
	if p.t[lo].quoted && p.t[hi-1].quoted && hi-lo > 2 {
		if s := unquote(p.raw(lo, hi)); s != p.raw(lo, hi) {
			return Ref{Text: s}, true
		}
	}
	if hi-lo == 1 && p.is(lo, "nothing", "none") {
		return r, false
	}
	if p.any(lo, "the previous one", "previous one", "the previous task", "previous task") == hi {
		return Ref{Last: true}, true
	}
	if p.any(lo, "the top one", "top one", "the top task", "the topmost one", "the top item") == hi {
		return Ref{Numbers: []int{1}}, true
	}
	if p.any(lo, "the bottom one", "bottom one", "the bottom task", "the bottom item") == hi {
		return Ref{Numbers: []int{-1}}, true
	}
	if p.pronoun(lo, hi) {
		return Ref{Last: true}, true
	}
	if ns := p.refNumbers(lo, hi); len(ns) > 0 {
		return Ref{Numbers: ns}, true
	}
	if j := p.opt(lo, "the", "my", "that"); p.is(j, "task", "todo", "item", "one", "reminder") && p.is(j+1, "called", "named", "titled", "about", "that", "for", "regarding") && j+2 < hi {
		return Ref{Text: p.refText(p.opt(j+2, "says", "is"), hi)}, true
	}
	if many {
		if f, ok := p.bulk(lo, hi); ok {
			return Ref{Filter: &f}, true
		}
		if ts := p.refTexts(lo, hi); len(ts) > 1 {
			return Ref{Texts: ts}, true
		}
	}
	if p.is(lo, "what", "which", "whatever", "who", "if", "whether") && p.is(lo+1, "i", "i've", "we", "is", "are", "was", "were", "of", "ones", "tasks", "things", "anything") {
		return r, false // a question inside the sentence names no task
	}
	if s := p.refText(lo, hi); s != "" {
		return Ref{Text: s}, true
	}
	return r, false
}

// trimRef drops punctuation, courtesy and "from my list" around a reference.
func (p *parser) trimRef(lo, hi int) (int, int) {
	for lo < hi && !p.t[lo].quoted && (p.kind(lo) == line || p.kind(lo) == mark && p.is(lo, ",", ":", "-", ".", "!", "?", ";")) {
		lo++
	}
	for changed := true; changed && lo < hi; {
		changed = false
		t := &p.t[hi-1]
		if !t.quoted && (t.k == line || t.k == mark && p.is(hi-1, ",", ".", "!", "?", ":", ";")) {
			hi, changed = hi-1, true
			continue
		}
		if hi-1 > lo && p.is(hi-1, "please", "pls", "now", "already", "thanks", "too", "instead", "yet", "anymore", "then", "again", "finally") || p.festive(hi-1) && hi-1 > lo {
			hi, changed = hi-1, true
			continue
		}
		if k := p.anyEnd(lo, hi, "from my tasks", "from my todos", "for me"); k < hi {
			hi, changed = k, true
		} else if k, name := p.keptAt(hi); k > lo && k < hi && !p.is(k, "to", "into", "onto") && (name == "list" || !p.everythingAt(lo, k)) {
			hi, changed = k, true
		}
	}
	return lo, hi
}

// anyEnd gives where one of phrases begins that ends tokens [lo, hi); hi when none does.
func (p *parser) anyEnd(lo, hi int, phrases ...string) int {
	for _, ph := range phrases {
		if k := hi - 1 - strings.Count(ph, " "); k > lo && p.seq(k, ph) == hi {
			return k
		}
	}
	return hi
}

// pronoun tells whether the words mean the task last spoken of.
func (p *parser) pronoun(lo, hi int) bool {
	if p.lastMade(lo, hi) {
		return true
	}
	switch hi - lo {
	case 1:
		return p.is(lo, "it", "that", "this", "them", "those", "these", "him", "her", "both")
	case 2:
		if p.is(lo, "all") && p.is(lo+1, "that", "this") || p.is(lo, "them", "those") && p.is(lo+1, "all") {
			return true
		}
		if p.is(lo, "them", "those", "these", "both") && p.is(lo+1, "both", "two", "ones") {
			return true
		}
		return p.is(lo, "that", "this", "the", "same") && p.is(lo+1, "one", "task", "todo", "item", "reminder", "thing", "same") && !(p.is(lo, "the") && p.is(lo+1, "thing"))
	case 3:
		if p.is(lo, "both") && p.is(lo+1, "of") && p.is(lo+2, "them", "those", "these") {
			return true
		}
		return p.seq(lo, "the same one") > lo || p.seq(lo, "the same task") > lo || p.seq(lo, "that last one") > lo || p.seq(lo, "the current one") > lo
	}
	return false
}
