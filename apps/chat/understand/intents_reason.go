package understand

// closers are commands that people give behind the reason for them: "the gym is closed, move it to friday".
var closers = set("delete remove scrap mark check tick cross strike complete close reopen move push postpone reschedule snooze bump shift delay drop take skip cancel")

// reasonFirst reads a command behind its reason: "i did the laundry, check it off", "no longer need the umbrella one,
// delete", "busy today so move 3 to friday". What "it" means is named in the reason.
func (p *parser) reasonFirst() (Reading, bool) {
	n := p.end()
	for k, tries := 1, 0; k < n && k < 24 && tries < 3; k++ {
		if p.t[k].quoted || !(p.is(k, ",", ".", ";", "!") && !p.glued(k+1) || p.is(k, "-") && !p.glued(k) || p.is(k, "so")) {
			continue
		}
		j := p.orderAt(k+1, n)
		if !closers[p.w(j)] {
			continue
		}
		tries++
		hi := p.anyBack(k, ",", "-", "and")
		r, it, ok := p.order(j, n)
		if !ok {
			continue
		}
		if !it {
			return r, p.mereReason(0, hi, r.Intent)
		}
		if r.Intent != Complete && r.Intent != Delete && r.Intent != Reopen && r.Intent != Reschedule {
			continue
		}
		ref, lo, to, ok := p.topic(0, hi)
		if !ok {
			continue
		}
		r.Slots.Ref = &ref
		r.Spans = append(p.spans([]claim{{"ref", lo, to}}), dropSlot(r.Spans, "ref")...)
		return r, true
	}
	return Reading{}, false
}

// orderAt steps over what leads from a reason to its command: "so please", "you can".
func (p *parser) orderAt(i, n int) int {
	for i < n {
		if k := p.any(i, "can you", "could you", "you can", "you may", "let's"); k > i {
			i = k
			continue
		}
		if !p.is(i, "so", "please", "pls", "just", "then", "and", ",", "now") {
			break
		}
		i++
	}
	return i
}

// order reads the command in tokens [j, n); it is true when it is about what was said before: "mark it done", "delete".
func (p *parser) order(j, n int) (r Reading, it, ok bool) {
	q := p.part(j, n)
	pronoun := q.hasWord(len(q.t), "it", "that", "this", "them", "those", "both")
	if r, ok = q.edits(); ok && r.Slots.Ref != nil && !r.Slots.Ref.Last {
		return r, false, true
	}
	if ok && r.Slots.Ref != nil && pronoun {
		return r, true, true
	}
	if pronoun {
		return r, false, false
	}
	s := restating{p: q} // "mark as done", "delete"
	s.typed(0, 1)
	s.words("it", q.t[0].e)
	s.typed(1, len(q.t))
	r, ok = s.parser().edits()
	return r, true, ok && r.Slots.Ref != nil && r.Slots.Ref.Last
}

// mereReason tells whether tokens [lo, hi) only say why: "not feeling well", "busy today", "the gym is closed". A thing to
// do is no reason: "email Bob, move the meeting to friday" are two tasks.
func (p *parser) mereReason(lo, hi int, then Intent) bool {
	if p.needLead(lo) > lo || taskVerbs[p.w(lo)] || hi-lo > 10 {
		return false
	}
	if r, ok := p.part(lo, hi).edits(); ok { // "the trip is off, delete everything in +trip" deletes once
		return r.Intent == Delete && then == Delete && p.subjectEnd(lo, hi) > lo
	}
	return p.is(lo, "not", "busy", "running", "feeling", "sick", "ill", "tired", "too", "no", "can't", "cannot", "won't", "something", "plans", "change", "because", "since", "sorry", "i'm", "i've", "i", "we're", "it's", "there's", "traffic") ||
		p.clauseVerb(lo, hi) < hi || p.subjectEnd(lo, hi) > lo
}
