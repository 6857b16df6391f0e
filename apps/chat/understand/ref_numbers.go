package understand

// maxNumbers bounds how many places one message may name.
const maxNumbers = 100

// refNumbers reads places in the list last shown; nil when [lo, hi) is anything else.
func (p *parser) refNumbers(lo, hi int) (ns []int) {
	j := lo
	j = p.any(j, "all of", "both of")
	for p.is(j, "the", "my", "both") {
		j++
	}
	noun := false
	if p.is(j, "task", "tasks", "todo", "todos", "item", "items", "number", "numbers", "no", "nr", "nos", "reminder", "entry", "num") {
		noun = true
		j++
		if p.w(j) == "." || p.w(j) == ":" {
			j++
		}
	}
	if p.is(j, "number", "no", "nr") && noun {
		j++
		if p.w(j) == "." {
			j++
		}
	}
	noun = noun || p.numberWords(j, hi)
	for first := true; j < hi; first = false {
		if e := p.opt(j, "one"); !first && e > j && e < hi && p.separator(e) > e { // "the second one and the fourth one"
			j = e
		}
		if !first {
			k := p.separator(j)
			if k == j && p.w(j) != "#" && !(p.kind(j) == number && p.kind(j-1) == number) {
				break
			}
			if p.is(k-1, "+", "/") && p.glued(k) {
				return nil
			}
			j = p.opt(k, "the", "number", "task")
		}
		n, k := p.place(j, hi, noun)
		if k == j {
			return nil
		}
		j = k
		if r := p.opt(j, "-", "to", "through", "thru"); r > j && n > 0 {
			if m, e := p.place(r, hi, true); e > r && m >= n && m-n < maxNumbers {
				for v := n; v <= m; v++ {
					ns = append(ns, v)
				}
				j = e
				continue
			}
		}
		if k, c := p.firstFew(j, n); k > j {
			for v := range c {
				if n > 0 {
					ns = append(ns, v+1)
				} else {
					ns = append(ns, v-c)
				}
			}
			j = k
			continue
		}
		ns = append(ns, n)
		if len(ns) > maxNumbers {
			return nil
		}
	}
	if j >= hi {
		return ns[:len(ns):len(ns)]
	}
	j = p.opt(j, "one", "ones", "task", "tasks", "item", "items", "todo", "todos", "thing", "things")
	if j < hi && p.any(j, "on the list", "in the list", "on my list", "of the list", "from the list") == hi {
		j = hi
	}
	if j != hi {
		return nil
	}
	return ns
}

// numberWords tells whether [lo, hi) is two number words or more and what joins them: "one and two".
func (p *parser) numberWords(lo, hi int) bool {
	n := 0
	for lo < hi {
		_, e := p.numberWord(lo)
		if e == lo || e > hi {
			return false
		}
		n++
		if lo = p.separator(e); lo == e && e < hi {
			return false
		}
	}
	return n > 1
}

// firstFew reads the count of "the first two", "the last 3".
func (p *parser) firstFew(j, n int) (next, count int) {
	if n != 1 && n != -1 || p.kind(j-1) != word {
		return j, 0
	}
	if c, ok := p.digits(j, 2); ok && c > 0 {
		return j + 1, c
	}
	if c, k := p.numberWord(j); k > j && c > 1 {
		return k, c
	}
	return j, 0
}

// place reads one place: "3", "#3", "3rd", "third", "last", and "three" behind "task".
func (p *parser) place(j, hi int, noun bool) (n, next int) {
	if j >= hi {
		return 0, j
	}
	if p.is(j, "top") { // "the top two"
		if _, c := p.firstFew(j+1, 1); c > 0 {
			return 1, j + 1
		}
	}
	k := j
	if p.w(k) == "#" && p.glued(k+1) {
		k++
	}
	if v, ok := p.digits(k, 9); ok && v > 0 && k < hi && (!p.glued(k+1) || k+1 >= hi || p.kind(k+1) == mark && !p.is(k+1, ":", ".", "/")) {
		return v, k + 1
	}
	if k > j {
		return 0, j
	}
	if n, e := p.nth(j); e > j && (p.kind(j) == word || p.lex(j).ordinal > 0) && e <= hi {
		return n, e
	}
	if noun {
		if n, e := p.numberWord(j); e > j && n > 0 && e <= hi {
			return n, e
		}
	}
	return 0, j
}
