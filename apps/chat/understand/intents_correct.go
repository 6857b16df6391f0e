package understand

// correction reads a message that mends the one before: "no, friday", "sorry, I meant tomorrow", "actually 6pm",
// "tomorrow instead", "not friday, saturday", "I meant high priority", "no, I meant 2". It is about the task last
// spoken of, or names the one that was meant.
func (p *parser) correction() (Reading, bool) {
	n := p.end()
	if p.is(0, "no") && p.is(1, "due", "date", "deadline", "reminder", "reminders", "priority", "label", "tag", "labels", "tags", "more", "longer", "project", "recurrence", "repeat", "rush") {
		return Reading{}, false
	}
	j, mends := p.mendLead(0, n)
	k := p.any(j, "i meant to say", "i meant to write", "i meant", "i ment", "i mean", "i said", "i was thinking", "make that", "that should be", "it should be", "that should have been", "it should have been", "should be", "should have been", "i wanted", "it's", "its", "change that to", "change it to", "rather", "better")
	meant := k > j && p.is(j, "i", "make", "change", "rather", "better") // "it's friday" alone says nothing new
	if k > j && (mends || p.is(j, "i", "make") && !p.is(j+1, "wanted", "was") || p.is(k-1, "be", "been")) {
		mends, j = true, k
		j, _ = p.mendLead(j, n)
	}
	if n > 1 && p.is(n-1, "instead", "rather") && !p.is(n-2, "but") {
		mends = true
		n--
	}
	if k = p.notThat(j, n, mends); k > j {
		mends, meant, j = true, true, k
	} else if k = p.ratherThan(j, n); k < n {
		mends, n = true, k
	}
	if !mends || j >= n {
		return Reading{}, false
	}
	r, ok := p.mended(p.opt(j, "to", "for", "until", "on", "at", "by"), j, n, meant)
	r.Mends = true
	return r, ok
}

// mendLead steps over the words that take something back: "no", "oops", "sorry", "wait, actually".
func (p *parser) mendLead(i, n int) (next int, mends bool) {
	for i < n {
		if k := p.any(i, "hold on", "my bad", "my mistake", "scratch that", "on second thought", "on second thoughts", "come to think of it", "not that"); k > i && k < n && !p.is(k, "one") {
			i, mends = k, true
			continue
		}
		switch {
		case p.is(i, "no", "nope", "nah", "actually", "sorry", "oops", "whoops", "wait", "correction"):
			mends = true
		case p.is(i, ",", "-", ".", "…", "!", ":", "hmm", "er", "err", "uh", "um", "ah", "well", "oh", "ok", "okay", "argh"):
		default:
			return i, mends
		}
		i++
	}
	return i, mends
}

// notThat steps over what was wrong: "not friday, saturday", "not at 5 but at 6". Behind a word that takes back, the
// wrong thing may be anything: "no not milk, eggs".
func (p *parser) notThat(i, n int, mends bool) int {
	if !p.is(i, "not") {
		return i
	}
	for k := i + 2; k < n && k < i+8; k++ {
		if !(p.is(k, ",", "but", "-", ";", ".") && !p.glued(k+1)) {
			continue
		}
		e, _ := p.mendLead(p.opt(k+1, "but"), n)
		lo := p.opt(i+1, "on", "at", "for", "by")
		if p.datedTo(lo, k) && p.datedTo(p.opt(e, "on", "at", "for", "by"), n) || mends && e < n {
			return e
		}
		if _, ok := p.part(e, n).edits(); ok && p.datedTo(lo, k) { // "not today, do it monday"
			return e
		}
		return i
	}
	return i
}

// ratherThan gives where the right time ends in "friday, not thursday"; n when that is not said.
func (p *parser) ratherThan(i, n int) int {
	for k := i + 1; k < n-1 && k < i+8; k++ {
		if !p.is(k, "not") || p.t[k].quoted {
			continue
		}
		hi := k
		for hi-1 > i && p.is(hi-1, ",", "and", "-") {
			hi--
		}
		if p.datedTo(p.opt(i, "on", "at", "for", "by"), hi) && p.datedTo(p.opt(k+1, "on", "at", "for", "by"), n) {
			return hi
		}
		return n
	}
	return n
}

// datedTo tells whether tokens [lo, hi) are one time phrase or a bare hour.
func (p *parser) datedTo(lo, hi int) bool {
	if lo >= hi {
		return false
	}
	q := p.part(0, hi)
	if w, ok := q.readWhen(lo); ok && w.to == hi {
		return true
	}
	_, e := q.clock(lo, "at")
	return e == hi
}
