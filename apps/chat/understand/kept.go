package understand

// ownLists are the lists that people keep for themselves; a guest list or a price list is about something else.
var ownLists = set("shopping grocery groceries packing reading watch bucket wish errand errands chore chores")

// keptAt reads where something is kept, "from my shopping list", "off the list", "in my calendar", when it ends before
// hi: where that begins, and the name of the list, "list" for the one list, "calendar" for what is no list. hi when
// there is none.
func (p *parser) keptAt(hi int) (lo int, name string) {
	k := hi - 1
	switch {
	case p.is(k, "agenda", "calendar", "diary", "planner", "schedule"):
		name = "calendar"
	case p.is(k, "list") && ownLists[p.w(k-1)]:
		name, k = p.w(k-1), k-1
	case p.is(k, "list"):
		name = "list"
		for _, what := range [...]string{"to do", "to - do", "todo", "task"} {
			n := 1 + count(what, ' ')
			if k-n > 0 && p.seq(k-n, what) == k {
				k -= n
				break
			}
		}
	default:
		return hi, ""
	}
	if !p.is(k-1, "my", "our") && !(p.is(k-1, "the") && (name != "calendar" || p.is(k, "calendar") && p.is(k-2, "to", "on", "onto"))) || !p.is(k-2, "from", "off", "of", "on", "in", "to", "into", "onto") {
		return hi, ""
	}
	lo = k - 2
	if p.is(lo, "of") && !p.is(lo-1, "off", "out") {
		return hi, ""
	}
	if p.is(lo, "of") {
		lo--
	}
	if lo < 1 {
		return hi, ""
	}
	return lo, name
}

// everythingAt tells whether [lo, hi) names tasks by a filter, which a named list then narrows and does not vanish from.
func (p *parser) everythingAt(lo, hi int) bool {
	_, ok := p.bulk(lo, hi)
	return ok
}

func count(s string, c byte) (n int) {
	for i := range len(s) {
		if s[i] == c {
			n++
		}
	}
	return n
}

// takenOff is keptAt for what leaves the list: where the words before "off my list", "off from my agenda" end; hi when
// there is no such thing.
func (p *parser) takenOff(hi int) int {
	lo, name := p.keptAt(hi)
	if lo == hi || !p.is(lo, "off", "from", "out") {
		return hi
	}
	if p.is(lo-1, "off", "out") {
		return lo - 1
	}
	if name == "calendar" && !p.is(lo, "off") && p.is(0, "check", "cross", "tick") {
		return hi // "check the dates from my calendar"
	}
	return lo
}
