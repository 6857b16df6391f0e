package understand

// exceptDate tells whether a date follows "except", not a weekday: "except june 19", "except friday the 19th".
func (p *parser) exceptDate(i int) bool {
	d, j := p.plainDate(i, "on")
	if j == i || d.past {
		return false
	}
	_, e := p.weekdays(i)
	return j > e
}

// ruleLeavesOut reads "except june 19", "but not next friday" behind a rule. No rule can say it: when it is the first
// date, the rule begins one later; another one is said aloud and left to the person to skip.
func (p *parser) ruleLeavesOut(w *when, k int, prep string) int {
	if !w.hasRule || prep != "" || w.except != noDay {
		return k
	}
	j := p.any(k, "except on", "except for", "except", "excluding", "but not on", "but not", "apart from", "other than", "skipping", "but skip", "not on")
	if j == k || !p.exceptDate(j) {
		return k
	}
	d, e := p.plainDate(j, "on")
	w.except = d.day
	return e
}

// leaveOut moves a rule's first date past the one that is excepted.
func (p *parser) leaveOut(w *when, r *rule, u *due) {
	if w.except == noDay {
		return
	}
	if w.except != u.date {
		u.said = "A rule cannot leave out a single day: skip that one when it comes."
		return
	}
	if next := r.first(u.date + 1); len(r.byDay)+len(r.monthDay)+len(r.months) > 0 && next != noDay {
		u.date = next
	} else {
		u.date = p.step(r, u.date)
	}
}
