package understand

// movedFrom leaves out of the task in [lo, hi) where it was: "gym out of work and", "2 over", "gym from the work project".
// out is true when the message says what it is taken out of.
func (p *parser) movedFrom(lo, hi int) (end int, out bool) {
	for hi-1 > lo && p.particle(hi-1, "over", "across", "and", "back", "then") {
		hi--
	}
	for i := lo + 1; i < hi; i++ {
		if j := p.any(i, "out of", "away from"); j > i && j < hi {
			return i, !p.is(j, "the", "my", "our", "a") || p.is(hi-1, "project")
		}
		if p.is(i, "from") && (p.is(hi-1, "project") || p.is(i+1, "+", "project")) {
			return i, true
		}
	}
	return hi, false
}
