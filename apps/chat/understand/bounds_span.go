package understand

// bounded applies how long the rule runs, counted from its first day.
func (w *when) bounded(r *rule, first day) {
	r.count = w.times
	r.until = w.until
	a := w.span
	if a == (amount{}) {
		return
	}
	each := max(r.interval, 1)
	days := len(r.byDay)
	switch {
	case r.freq == "DAILY" && days == 0 && a.months == 0 && a.days%each == 0:
		r.count = a.days / each
	case r.freq == "WEEKLY" && days <= 1 && a.months == 0 && a.days%(7*each) == 0 && a.days > 0:
		r.count = a.days / 7 / each
	case r.freq == "MONTHLY" && len(r.monthDay)+days <= 1 && a.days == 0 && a.months%each == 0:
		r.count = a.months / each
	case r.freq == "YEARLY" && a.days == 0 && a.months%(12*each) == 0:
		r.count = a.months / 12 / each
	default:
		r.until = a.after(first) - 1
	}
}
