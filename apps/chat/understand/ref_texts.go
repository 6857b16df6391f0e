package understand

// refText is one fuzzy phrase: articles before it and a noun such as "task" behind it dropped.
func (p *parser) refText(lo, hi int) string {
	if p.is(lo, "the", "that") && hi-lo > 2 && p.is(hi-1, "thing") {
		hi-- // "the gym thing"
	}
	for hi-lo > 1 && p.is(lo, "both", "the", "my", "a", "an", "that", "this", "our", "your") {
		lo++
	}
	if hi-lo > 1 && p.is(lo, "task", "todo", "item", "reminder", "entry") {
		lo++
		if hi-lo > 1 && (p.w(lo) == ":" || p.is(lo, "called", "named", "titled", "about", "to", "for")) {
			lo++
		}
	}
	if hi-lo > 1 && p.is(hi-1, "task", "todo", "item", "one", "reminder", "entry") {
		hi--
	}
	if hi <= lo {
		return ""
	}
	if p.t[lo].quoted && p.t[hi-1].quoted {
		return unquote(p.raw(lo, hi))
	}
	return p.raw(lo, hi)
}

// refTexts splits "eggs, milk and bread"; nil when a part is empty or speaks of a number.
func (p *parser) refTexts(lo, hi int) (out []string) {
	start := lo
	for i := lo; i <= hi; i++ {
		if i < hi && !(p.is(i, "and", "&", "n") && !p.glued(i)) && !(p.w(i) == "," && !p.glued(i+1)) {
			continue
		}
		if i == start && i < hi && p.is(i-1, ",") { // ", and"
			start = i + 1
			continue
		}
		end := i
		if i == hi && len(out) > 0 && i-start > 1 && p.is(i-1, "tasks", "todos", "items", "ones") { // "the gym and yoga tasks"
			end--
		}
		s := p.refText(start, end)
		if s == "" || len(out) > 50 || p.is(start, "except", "excluding", "but", "not", "unless") { // "all tasks, except 3"
			return nil
		}
		out = append(out, s)
		start = i + 1
	}
	return out
}
