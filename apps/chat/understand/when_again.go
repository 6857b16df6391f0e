package understand

// saidAgain steps over a day said twice ("tomorrow tomorrow") and the "itself" of Indian English.
func (p *parser) saidAgain(w *when) bool {
	if w.pieces == 0 || w.claims[len(w.claims)-1].slot != "due_date" && w.claims[len(w.claims)-1].slot != "rrule" {
		return false
	}
	last := &w.claims[len(w.claims)-1]
	if last.slot == "rrule" {
		if e := p.any(w.to, "after that", "thereafter", "afterwards", "from then on", "or so", "or thereabouts", "if possible", "at least", "max"); e > w.to {
			w.to, last.to = e, e
			return true
		}
		if p.is(w.to, "only") && (w.to+1 >= p.end() || p.isBreak(w.to+1) || p.is(w.to+1, "at", "@")) { // "weekdays only, 8:45"
			w.to++
			last.to++
			return true
		}
		return false
	}
	if e := p.sameDay(w); e > w.to {
		w.to, last.to = e, e
		return true
	}
	if e := p.any(w.to, "at the very latest", "at the latest", "at latest", "or sooner", "or earlier", "if possible", "or so", "at the earliest"); e > w.to {
		w.to, last.to = e, e
		return true
	}
	if p.is(w.to, "latest") && (w.prep == "by" || p.endsTime(w.to+1)) && p.right(w.to+1) { // "by friday latest"
		w.to++
		last.to++
		return true
	}
	if l := p.lex(w.to); p.is(w.to, "itself", "only") && p.lex(w.to-1).rel > 0 && (p.is(w.to, "itself") || w.to == p.end()-1) || l.rel > 0 && p.w(w.to) == p.w(w.to-1) && !p.t[w.to].cap {
		w.to++
		last.to++
		return true
	}
	return false
}
