package understand

// skipFrame reads what passes over one occurrence: "skip this one", "skip gym this week", "skip today's workout", "skip
// the next occurrence of trash". A plain "skip lunch" stays something to do.
func (p *parser) skipFrame() (Reading, bool) {
	n := p.end()
	j := p.any(0, "skip", "i'll skip", "i will skip", "i'm skipping", "let's skip", "i want to skip", "pass on", "i'm not doing", "not doing", "i won't do", "i'll miss", "leave out")
	if j == 0 || j >= n {
		return Reading{}, false
	}
	hi, once := n, false
	for k := j + 1; k < n; k++ {
		if p.any(k, "this week", "this time", "this month", "today", "tonight", "once", "next time", "just this once", "this once", "for today", "for this week", "for now", "this time around", "this time only", "just once", "this round", "this morning", "this evening", "this one time") == n {
			hi, once = k, true
			break
		}
	}
	for _, lead := range [...]string{"this occurrence of", "the next occurrence of", "next occurrence of", "the next one of", "one occurrence of", "an occurrence of", "the current occurrence of", "the occurrence of", "today's", "tonight's", "tomorrow's", "this week's", "next week's", "this month's", "this morning's", "the next", "next"} {
		if k := p.seq(j, lead); k > j && k < hi {
			j, once = k, true
			break
		}
	}
	if !once && (!p.is(0, "skip") || !p.strongRef(j, hi)) || p.pronoun(j, hi) && !once && hi-j == 1 && !p.is(j, "this") {
		return Reading{}, false
	}
	ref, ok := p.ref(j, hi, true)
	if !ok || p.startsDate(j) && !p.strongRef(j, hi) {
		return Reading{}, false
	}
	r, ok := p.about(Skip, ref, j, hi, Slots{})
	if ref.Text != "" {
		other := p.addTask(p, false)
		if other.Alternative, other.Doubt = nil, ""; other.Intent == Add {
			r.Alternative, r.Doubt = &other, "I took this as passing over it once."
		}
	}
	return r, ok
}

// restoreFrame reads what takes a deleted task back: "undelete milk", "restore the deleted report", "get milk back from
// the trash".
func (p *parser) restoreFrame() (Reading, bool) {
	n := p.end()
	j := p.any(0, "undelete", "un - delete", "unremove", "untrash", "un - remove")
	sure := j > 0
	if j == 0 {
		if j = p.any(0, "restore", "recover", "bring back", "bring", "get back", "get", "put back", "i want back", "give me back"); j == 0 {
			return Reading{}, false
		}
	}
	hi := n
	for k := j + 1; k < n; k++ {
		if p.any(k, "from the trash", "from trash", "from the bin", "out of the trash", "out of the bin", "from the recycle bin", "from deleted", "from my deleted tasks", "back from the trash", "back from the bin", "back from trash") == n {
			hi, sure = k, true
			break
		}
	}
	k := p.opt(j, "the", "my", "that", "last")
	if p.is(k, "deleted", "removed", "trashed") {
		if e := p.opt(k+1, "task", "tasks", "one", "item", "todo"); e == hi {
			return p.about(Restore, Ref{Last: true}, j, hi, Slots{})
		}
		j, sure = k+1, true
	}
	if !sure {
		return Reading{}, false
	}
	return p.finish(Restore, j, hi)
}
