package recur

// MaxPassed is how many occurrences one call counts one by one. MaxCount is
// not above it, so a rule with a COUNT is always counted exactly.
const MaxPassed = 10_000

// First is the occurrence that a series begins with: the first one on or
// after the anchor. INTERVAL does not matter yet, it counts from here: "every
// other Monday", said on a Wednesday, begins on the next Monday. It fails with
// a *RuleError when the rule cannot start there, has ended by then, or has
// nothing in the next Horizon years.
func First(r Rule, anchor Local) (Local, error) {
	if err := Check(r, anchor); err != nil {
		return Local{}, err
	}
	if r.freq >= hourly && r.plain() {
		return r.begin(anchor)
	}
	every := r
	every.interval = 1
	first, ok := every.walk(anchor, anchor)()
	if !ok {
		return Local{}, wrong("", "has no occurrence after %s", anchor.Format())
	}
	return r.begin(first)
}

func (r Rule) begin(first Local) (Local, error) {
	if r.over(first) {
		return Local{}, wrong("UNTIL", "is before %s, when it would begin", first.Format())
	}
	return first, nil
}

// Next is the occurrence after current, the nth of the series that began at
// start. The start itself is number 1, on the rule or not. With an after, it
// is the first one that is not before after either: those in between were
// missed, and count. (In an all-day series only the date of after matters.)
//
// It answers with the occurrence and its number, or with false when the series
// has ended: by COUNT, by UNTIL, or because nothing follows within Horizon
// years. Numbers rise by at most MaxPassed a call, even if more were missed;
// that takes 27 years of a daily task.
func Next(r Rule, start, current Local, n int, after Local) (next Local, number int, ok bool) {
	if Check(r, start) != nil || !current.sane() || !after.IsZero() && !after.sane() || r.spent(n) {
		return Local{}, 0, false
	}
	walk := r.walk(start, current)
	for first := n; ; {
		if n == first+MaxPassed-1 && r.count == 0 {
			walk = r.walk(start, after)
		}
		next, ok = walk()
		if ok && next.Compare(current) <= 0 {
			continue
		}
		if n++; !ok || r.over(next) || r.count > 0 && n > r.count {
			return Local{}, 0, false
		}
		if next.Compare(after) >= 0 {
			return next, n, true
		}
	}
}

// spent reports whether n occurrences are all there are.
func (r Rule) spent(n int) bool { return r.count > 0 && n >= r.count }

// over reports whether l is after the rule's UNTIL.
func (r Rule) over(l Local) bool { return !r.until.IsZero() && l.Compare(r.until) > 0 }
