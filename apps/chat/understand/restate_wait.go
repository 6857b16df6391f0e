package understand

// waiters are people, who wait for themselves: "can you wait until friday?" moves no task.
var waiters = set("i you u we he she they someone somebody anyone anybody everyone everybody people who")

// canWait turns "can the report wait till monday?" into "the report can wait till monday"; nil when it is no such
// question. A name by itself is a person: "can John wait until 5?".
func (p *parser) canWait() *parser {
	lo, n := p.any(0, "can", "could", "might", "may"), p.unasked()
	if lo == 0 || waiters[p.w(lo)] && !p.pronoun(lo, lo+1) {
		return nil
	}
	for k := lo + 1; k+1 < n && k < lo+12; k++ {
		if !p.is(k, "wait") || p.t[k].quoted {
			continue
		}
		if k == lo+1 && (p.t[lo].cap || waiters[p.w(lo)]) {
			return nil
		}
		r := restating{p: p}
		r.typed(lo, k)
		r.words("can", p.t[0].s)
		r.typed(k, n)
		return r.parser()
	}
	return nil
}
