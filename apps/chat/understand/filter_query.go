package understand

import "strings"

// filterQuery reads "about taxes", `containing "tax return"`, "with the word dentist".
func (p *parser) filterQuery(f *filterVal, i int) int {
	j := p.any(i, "about", "containing", "that contain", "that contains", "contain", "contains", "mention", "mentions", "that say", "say", "are about", "that are about", "matching", "mentioning", "that mention", "regarding", "related to", "having to do with",
		"with the word", "with the words", "including the word", "involving", "that involve", "that involves", "involve", "featuring", "that have to do with", "to do with", "called", "named", "titled", "concerning", "re")
	if j == i || f.filter.Query != "" || j >= len(p.t) {
		return i
	}
	j = p.theWord(j)
	k := j
	for k < len(p.t) && !(k > j && p.filterStart(k)) && p.inThem(k) == k && !(p.kind(k) == mark && !p.t[k].quoted && !p.glued(k+1)) {
		k++
	}
	if k == j {
		return i
	}
	q := p.refText(j, k)
	if p.t[j].quoted && p.t[k-1].quoted {
		q = unquote(p.raw(j, k))
	}
	f.filter.Query = strings.Trim(q, "?.! ")
	return p.inThem(k)
}

// theWord steps over "the word" before what is looked for.
func (p *parser) theWord(j int) int {
	if k := p.opt(p.opt(j, "the", "a"), "word", "words", "phrase", "term", "text", "string", "keyword"); k > p.opt(j, "the", "a") && k < len(p.t) && p.kind(k) != line && !p.is(k, "?") {
		return k
	}
	return j
}

// inThem steps over "in them", "in the title" behind what is looked for.
func (p *parser) inThem(k int) int {
	return p.any(k, "in them", "in it", "in the title", "in the titles", "in their title", "in their titles", "in the name", "in the names", "in their name", "in their names", "somewhere")
}

// filterStart tells whether another condition begins at i.
func (p *parser) filterStart(i int) bool {
	if _, _, j := p.sigil(i); j > i {
		return true
	}
	var probe filterVal
	return p.is(i, "due", "tagged", "before", "after", "by", "since", "between", "sorted", "labeled", "labelled", "until") || p.filterDate(&probe, i) > i
}
