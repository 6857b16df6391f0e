package understand

import "strings"

// filterQuery reads "about taxes", `containing "tax return"`, "with the word dentist".
func (p *parser) filterQuery(f *filterVal, i int) int {
	j := p.any(i, "about", "containing", "that contain", "that contains", "contain", "contains", "mention", "mentions", "that say", "say", "are about", "that are about", "matching", "mentioning", "that mention", "regarding", "related to", "having to do with",
		"with the word", "with the words", "including the word", "called", "named", "titled", "concerning", "re")
	if j == i || f.filter.Query != "" || j >= len(p.t) {
		return i
	}
	k := j
	for k < len(p.t) && !(k > j && p.filterStart(k)) && !(p.kind(k) == mark && !p.t[k].quoted && !p.glued(k+1)) {
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
	return k
}

// filterStart tells whether another condition begins at i.
func (p *parser) filterStart(i int) bool {
	if _, _, j := p.sigil(i); j > i {
		return true
	}
	var probe filterVal
	return p.is(i, "due", "tagged", "before", "after", "by", "since", "between", "sorted", "labeled", "labelled", "until") || p.filterDate(&probe, i) > i
}

// filterFlag reads "without a due date", "with a deadline", "recurring".
func (p *parser) filterFlag(f *filterVal, i int) int {
	no, yes := false, true
	j := p.opt(i, "that", "which")
	j = p.opt(j, "have", "has", "are", "do", "got", "having")
	j = p.opt(j, "not", "don't")
	j = p.opt(j, "have")
	k := p.opt(j, "without", "with", "no", "any", "missing", "lacking")
	neg := k > j && p.is(j, "without", "no", "missing", "lacking") || p.is(j-1, "don't") || p.is(j-2, "don't")
	pos := k > j && p.is(j, "with") || j > i && k == j
	k2 := p.opt(k, "no")
	if k2 > k {
		neg, k = true, k2
	}
	k = p.opt(k, "a", "an", "any", "set")
	if e := p.any(k, "due date", "due dates", "due-date", "deadline", "deadlines", "date", "dates", "due", "date set"); e > k && (neg || pos) && !(p.is(k, "due") && e == k+1 && !neg) {
		if neg {
			f.filter.HasDue = &no
		} else {
			f.filter.HasDue = &yes
		}
		return p.opt(e, "set", "assigned")
	}
	if p.is(i, "undated", "unscheduled", "dateless") {
		f.filter.HasDue = &no
		return i + 1
	}
	if e := p.any(i, "not scheduled", "no schedule"); e > i {
		f.filter.HasDue = &no
		return e
	}
	if e := p.any(i, "non recurring", "non - recurring", "one - off", "one off", "not recurring", "that don't repeat", "non - repeating"); e > i {
		f.filter.Recurring = &no
		return e
	}
	if e := p.any(i, "recurring", "repeating", "that repeat", "that recur", "recurrent", "repeated", "which repeat", "repeat", "repeats"); e > i {
		f.filter.Recurring = &yes
		return e
	}
	return i
}
