package understand

import "strings"

// tagStated reads what is said of a task's labels: "2 needs the car tag", "the dentist should be tagged health", "5 is
// not #fun", "gym no longer has the work label".
func (p *parser) tagStated(n int) (Reading, bool) {
	for k := 1; k < n-1 && k < 10; k++ {
		e, no := p.carries(k)
		if e == k || p.t[k].quoted {
			continue
		}
		names, f, sure := p.carried(e)
		if !no {
			f = max(f, p.opt(f, "too"))
		} else if g := p.any(f, "anymore", "any more", "any longer"); g > f {
			f = g
		}
		if f != n || len(names) == 0 {
			continue
		}
		which := Tag
		if no {
			which = Untag
		}
		if p.strongRef(0, k) {
			return p.labelled(which, 0, k, names, e, f)
		}
		if !sure || p.sentence(0, k) || p.dated(0, k) {
			return Reading{}, false
		}
		r, ok := p.labelled(which, 0, k, names, e, f)
		if other := p.addTask(p, false); ok && other.Intent == Add {
			other.Alternative, other.Doubt = nil, ""
			r.Alternative, r.Doubt = &other, "I took this as a label of a task you have, not as a new task."
		}
		return r, ok
	}
	return Reading{}, false
}

// carries reads the verb between a task and its labels, up to what may be a label; no when it denies them.
func (p *parser) carries(i int) (next int, no bool) {
	j := p.any(i, "should no longer", "no longer", "should not", "shouldn't", "must not", "mustn't", "doesn't", "does not", "don't", "do not", "is no longer", "are no longer", "isn't", "is not", "aren't", "are not")
	no = j > i
	if !no {
		j = p.any(i, "should", "must", "has to", "have to", "needs to", "need to", "ought to")
	}
	j = p.opt(j, "also", "really", "still", "now")
	return max(j, p.any(j, "be", "is", "are", "have", "has", "need", "needs", "get", "gets", "carry", "carries", "belongs to")), no
}

// carried reads labels as they are said of a task: "#home", "tagged home", "the work tag". sure is false for a thing
// that may be a label on a parcel: "a shipping label".
func (p *parser) carried(i int) (names []string, next int, sure bool) {
	i = p.opt(i, "also", "now")
	if j := p.opt(i, "tagged", "labelled", "labeled"); j > i {
		j = p.opt(j, "as", "with")
		names, next = p.names(j)
		if len(names) == 0 || !sigils(p, j) && (strings.HasSuffix(names[len(names)-1], "ly") || p.startsDate(j)) {
			return nil, i, false
		}
		return names, next, true
	}
	if sigils(p, i) {
		names, next = p.names(i)
		return names, next, true
	}
	names, next = p.labelList(i)
	return names, next, p.is(i, "the", "tag", "tags", "label", "labels")
}

// sentence tells whether tokens [lo, hi) begin as no name of a task does: "i", "what", "everybody".
func (p *parser) sentence(lo, hi int) bool {
	return p.is(lo, "i", "we", "you", "he", "she", "they", "it", "what", "which", "who", "how", "why", "where", "when", "if", "there", "everyone", "everybody", "nobody", "someone",
		"show", "list", "find", "add", "remind", "do", "does", "is", "are", "can", "anything", "nothing", "make", "let", "please", "and", "but", "so") || hi-lo > 6
}
