package recur

import "time"

// Until is the rule of the series that began at start, ended before a time:
// nothing on or after before is left of it. It answers false when then nothing
// is left at all. A rule with a COUNT gets a smaller one, so that it still
// reads as its owner said it; another gets an UNTIL. (A series that counts from
// completion has one open occurrence at a time and no calendar to cut.)
func Until(r Rule, start, before Local) (Rule, bool) {
	if Check(r, start) != nil || !before.sane() || start.Compare(before) >= 0 {
		return Rule{}, false
	}
	if r.count > 0 {
		r.count = r.countBefore(start, before)
		return r, true
	}
	last := before.time().AddDate(0, 0, -1)
	if !before.AllDay && !start.AllDay {
		last = before.time().Add(-time.Second)
	}
	end := fromTime(last, before.AllDay || start.AllDay)
	if sooner := end.AllDay && end.date() == r.until.date(); !sooner && !r.over(end) {
		r.until = end
	}
	return r, true
}

// countBefore is how many occurrences of a series with a COUNT are before a
// time, the start among them.
func (r Rule) countBefore(start, before Local) int {
	n, last, moved := 1, start, false
	for walk := r.walk(start, start); n < r.count; {
		switch l, ok := walk(); {
		case !ok && !moved:
			return n
		case !ok: // the horizon; there may be more behind it
			walk, moved = r.walk(start, last), false
		case l.Compare(last) <= 0:
		case l.Compare(before) >= 0:
			return n
		default:
			n, last, moved = n+1, l, true
		}
	}
	return n
}

// From is the rule of a series that begins anew at what was occurrence n of
// another: the same one, with those before n taken off its COUNT. It answers
// false when there was no occurrence n.
func From(r Rule, n int) (Rule, bool) {
	if r.IsZero() || n < 1 || r.count > 0 && n > r.count {
		return Rule{}, false
	}
	if r.count > 0 {
		r.count -= n - 1
	}
	return r, true
}
