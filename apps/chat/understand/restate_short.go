package understand

import "strings"

// shortened gives where the word of "milk's" or "3's" ends in the text and the token behind it; ok is false when no
// short form stands at i. The short forms of "it is" count only when all is true.
func (p *parser) shortened(i int, all bool) (end, next int, ok bool) {
	if i >= len(p.t) || p.t[i].quoted {
		return 0, i, false
	}
	t := &p.t[i]
	if t.k == number || p.lex(i).ordinal > 0 {
		return t.e, i + 3, p.w(i+1) == "'" && p.glued(i+1) && p.is(i+2, "s") && p.glued(i+2)
	}
	if t.k != word || !possessive(t.n) && !(all && p.is(i, "it's", "that's")) {
		return 0, i, false
	}
	end = t.s + strings.LastIndexAny(p.c.text[t.s:t.e], "'’ʼ`")
	return end, i + 1, end > t.s
}

// uncontracted writes out "is" and "has" behind a task: "3's done", "the dentist's been moved to friday", "that one's
// urgent". "mom's birthday" stays: what follows must say how a task stands. nil when there is none.
func (p *parser) uncontracted() *parser {
	if taskVerbs[p.w(0)] && possessive(p.w(1)) || p.hasWord(len(p.t), "when", "if", "after", "until", "once", "before") {
		return nil
	}
	for i := 0; i < len(p.t) && i < 7; i++ {
		end, next, ok := p.shortened(i, i == 0 || i == 1 && p.is(0, "yes", "yep", "ok", "so"))
		if !ok || !p.standsAt(next) {
			continue
		}
		if taskVerbs[p.w(0)] && i > 0 && !nounToo[p.w(0)] {
			return nil
		}
		r := restating{p: p}
		r.typed(0, i)
		r.space(p.t[i].s)
		r.bytes(p.t[i].s, end)
		is := "is"
		if p.is(p.colour(next), "been") || p.is(next, "not") && p.is(p.colour(next+1), "been") {
			is = "has"
		}
		r.words(is, end)
		r.typed(next, len(p.t))
		return r.parser()
	}
	return nil
}

// colour steps over a word that only colours how a task stands.
func (p *parser) colour(i int) int {
	return p.opt(i, "already", "now", "finally", "all", "just", "still", "also", "really", "so", "very", "pretty", "completely", "totally", "officially", "actually")
}

// standsAt tells whether the words at i say how a task stands, and the clause ends with them: "done", "not urgent
// anymore", "been moved to friday", "due tomorrow".
func (p *parser) standsAt(i int) bool {
	j := p.colour(i)
	if p.is(j, "not") {
		j = p.colour(j + 1)
	}
	if p.is(j, "been") || p.seq(j, "no longer") > j {
		return true
	}
	if e := p.doneAt(j); e > j {
		return p.clauseEnds(e)
	}
	if p.is(j, "due") {
		e := p.opt(j+1, "now", "on", "by", "at", "in", "until")
		_, dated := p.readWhen(e)
		return p.clauseEnds(j+1) || dated
	}
	if p.is(j, "moved", "pushed", "postponed", "rescheduled", "delayed") && p.is(j+1, "to", "until", "till") || p.is(j, "at", "on") && p.is(p.end()-1, "now") {
		return true
	}
	if _, e := p.anyLevel(j); e > j {
		return p.clauseEnds(e)
	}
	return doings[p.w(j)] && p.clauseEnds(j+1)
}

// clauseEnds tells whether nothing that belongs to the words before stands at i.
func (p *parser) clauseEnds(i int) bool {
	return i >= len(p.t) || p.kind(i) == line || p.kind(i) == symbol || p.kind(i) == mark && !p.glued(i+1) && !p.is(i, "-") || p.is(i, "-") && !p.glued(i) ||
		p.is(i, "now", "already", "too", "yet", "anymore", "any", "and", "so", "but", "then", "finally", "again", "today", "after", "thanks", "please")
}
