package understand

// topicFirst reads a task named first and what is to be done with it behind a comma: "the roof task, delete it", "as for
// 3, push it to friday".
func (p *parser) topicFirst() (Reading, bool) {
	n := p.end()
	lo := p.any(0, "never mind the", "never mind", "as for", "about", "regarding", "re", "on", "with", "forget the", "forget", "ok", "okay", "so")
	led := lo > 0
	if p.is(lo-1, "the") {
		lo--
	}
	for k := lo + 1; k < n-1 && k < lo+8; k++ {
		if p.w(k) != "," && !(p.w(k) == "-" && !p.glued(k)) || p.t[k].quoted {
			continue
		}
		if !(p.strongRef(lo, k) || led || p.clauseVerb(lo, k) < k || p.is(lo, "the", "my") && k-lo <= 5) || p.dated(lo, k) {
			return Reading{}, false
		}
		q := p.part(p.opt(k+1, "just", "please", "can", "you"), n)
		r, ok := q.edits()
		if !ok || r.Slots.Ref == nil || !r.Slots.Ref.Last || !q.hasWord(len(q.t), "it", "that", "this", "them", "one") {
			return Reading{}, false
		}
		ref, ok := p.ref(lo, k, true)
		if !ok || ref.Last {
			return Reading{}, false
		}
		if e := p.clauseVerb(lo, k); e < k { // "the report went out, mark it done"
			if r, ok := p.ref(lo, e, true); ok && !r.Last {
				ref = r
			}
		}
		if said, ok := p.part(lo, k).edits(); ok && said.Slots.Ref != nil { // "the parcel wasn't sent, reopen it"
			ref = *said.Slots.Ref
		}
		r.Slots.Ref = &ref
		r.Spans = append(p.spans([]claim{{"ref", lo, k}}), dropSlot(r.Spans, "ref")...)
		return r, true
	}
	return Reading{}, false
}

// clauseVerb finds the verb of "the report went out" in [lo, hi); hi when there is none.
func (p *parser) clauseVerb(lo, hi int) int {
	for i := lo + 1; i < hi; i++ {
		if (p.is(lo, "the", "my") && i > lo+1 || p.strongRef(lo, i)) && p.is(i, "is", "are", "was", "were", "has", "have", "went", "came", "got", "can", "will", "needs", "isn't", "wasn't", "hasn't", "just", "finally", "already") {
			return i
		}
	}
	return hi
}

// dropSlot leaves out the spans of one slot.
func dropSlot(spans []Span, slot string) (out []Span) {
	for _, s := range spans {
		if s.Slot != slot {
			out = append(out, s)
		}
	}
	return out
}
