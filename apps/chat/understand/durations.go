package understand

// durationPiece reads "for 2 hours", or "2h" behind a time of day.
func (p *parser) durationPiece(w *when, k int, prep string) int {
	if w.hasDuration || w.endMin >= 0 {
		return k
	}
	if p.is(k, "lasting", "for") && prep == "" && p.is(k, "lasting") {
		k2 := k + 1
		if a, j, ok := p.amount(k2); ok && a.clockOnly() {
			w.duration, w.hasDuration = a, true
			return j
		}
		return k
	}
	a, j, ok := p.amount(k)
	if !ok || p.is(j, "from", "before", "after", "ago", "early", "later") {
		return k
	}
	switch {
	case prep == "for" && a.clockOnly(), prep == "for" && w.hasDate && a.months == 0 && a.days <= 31 && !w.hasRule:
	case prep == "" && w.hasClock && a.clockOnly() && p.kind(k) == number:
	default:
		return k
	}
	w.duration, w.hasDuration = a, true
	return j
}
