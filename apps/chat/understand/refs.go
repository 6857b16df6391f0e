package understand

import "strings"

// ref reads which tasks tokens [lo, hi) mean: "it", "2 and 4", "the milk one", "everything overdue", "eggs and bread".
// many allows several phrases and filters. ok is false when nothing is named.
func (p *parser) ref(lo, hi int, many bool) (r Ref, ok bool) {
	lo, hi = p.trimRef(lo, hi)
	if lo >= hi {
		return r, false
	}
	if p.t[lo].quoted && p.t[hi-1].quoted && hi-lo > 2 {
		if s := unquote(p.raw(lo, hi)); s != p.raw(lo, hi) {
			return Ref{Text: s}, true
		}
	}
	if p.pronoun(lo, hi) {
		return Ref{Last: true}, true
	}
	if ns := p.refNumbers(lo, hi); len(ns) > 0 {
		return Ref{Numbers: ns}, true
	}
	if j := p.opt(lo, "the", "my", "that"); p.is(j, "task", "todo", "item", "one", "reminder") && p.is(j+1, "called", "named", "titled", "about", "that") && j+2 < hi {
		return Ref{Text: p.refText(p.opt(j+2, "says", "is"), hi)}, true
	}
	if many {
		if f, ok := p.bulk(lo, hi); ok {
			return Ref{Filter: &f}, true
		}
		if ts := p.refTexts(lo, hi); len(ts) > 1 {
			return Ref{Texts: ts}, true
		}
	}
	if s := p.refText(lo, hi); s != "" {
		return Ref{Text: s}, true
	}
	return r, false
}

// trimRef drops punctuation, courtesy and "from my list" around a reference.
func (p *parser) trimRef(lo, hi int) (int, int) {
	for lo < hi && !p.t[lo].quoted && (p.kind(lo) == line || p.kind(lo) == mark && p.is(lo, ",", ":", "-", ".", "!", "?", ";")) {
		lo++
	}
	for changed := true; changed && lo < hi; {
		changed = false
		t := &p.t[hi-1]
		if !t.quoted && (t.k == line || t.k == mark && p.is(hi-1, ",", ".", "!", "?", ":", ";")) {
			hi, changed = hi-1, true
			continue
		}
		if hi-1 > lo && p.is(hi-1, "please", "pls", "now", "already", "thanks", "too", "instead", "yet", "anymore", "then", "again") {
			hi, changed = hi-1, true
			continue
		}
		for _, tail := range [...]string{"from my list", "from the list", "off my list", "off the list", "from my todo list", "from my tasks", "from my todos", "off my todo list",
			"from my to do list", "on my list", "on the list", "in my list", "in the list", "for me", "from the todo list", "off of my list"} {
			n := strings.Count(tail, " ") + 1
			if hi-n > lo && p.seq(hi-n, tail) == hi {
				hi, changed = hi-n, true
				break
			}
		}
	}
	return lo, hi
}

// pronoun tells whether the words mean the task last spoken of.
func (p *parser) pronoun(lo, hi int) bool {
	switch hi - lo {
	case 1:
		return p.is(lo, "it", "that", "this", "them", "those", "these", "him", "her")
	case 2:
		return p.is(lo, "that", "this", "the", "same") && p.is(lo+1, "one", "task", "todo", "item", "reminder", "thing", "same") && !(p.is(lo, "the") && p.is(lo+1, "thing"))
	case 3:
		return p.seq(lo, "the same one") > lo || p.seq(lo, "the same task") > lo || p.seq(lo, "that last one") > lo || p.seq(lo, "the current one") > lo
	}
	return false
}

// maxNumbers bounds how many places one message may name.
const maxNumbers = 100

// refNumbers reads places in the list last shown; nil when [lo, hi) is anything else.
func (p *parser) refNumbers(lo, hi int) (ns []int) {
	j := lo
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
	for first := true; j < hi; first = false {
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
	j = p.opt(j, "one", "ones", "task", "tasks", "item", "items", "todo", "todos", "thing", "things")
	if j < hi && p.any(j, "on the list", "in the list", "on my list", "of the list", "from the list") == hi {
		j = hi
	}
	if j != hi {
		return nil
	}
	return ns
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
	k := j
	if p.w(k) == "#" && p.glued(k+1) {
		k++
	}
	if v, ok := p.digits(k, 6); ok && v > 0 && k < hi && (!p.glued(k+1) || k+1 >= hi || p.kind(k+1) == mark && !p.is(k+1, ":", ".", "/")) {
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

// refText is one fuzzy phrase: articles before it and a noun such as "task" behind it dropped.
func (p *parser) refText(lo, hi int) string {
	for hi-lo > 1 && p.is(lo, "the", "my", "a", "an", "that", "this", "our", "your") {
		lo++
	}
	if hi-lo > 1 && p.is(lo, "task", "todo", "item", "reminder", "entry") {
		lo++
		if hi-lo > 1 && (p.w(lo) == ":" || p.is(lo, "called", "named", "titled", "about", "to", "for")) {
			lo++
		}
	} else if hi-lo > 1 && p.is(lo, "called", "named") {
		lo++
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
		if i < hi && !(p.is(i, "and", "&") && !p.glued(i)) && !(p.w(i) == "," && !p.glued(i+1)) {
			continue
		}
		if i == start && i < hi && p.is(i-1, ",") { // ", and"
			start = i + 1
			continue
		}
		s := p.refText(start, i)
		if s == "" || len(out) > 50 {
			return nil
		}
		out = append(out, s)
		start = i + 1
	}
	return out
}

// bulk reads a reference to every task that fits a condition: "everything tagged #old", "all my overdue tasks",
// "friday's tasks", "completed tasks".
func (p *parser) bulk(lo, hi int) (Filter, bool) {
	q := p.part(lo, hi).ownless()
	f := q.filter(0)
	switch {
	case f.leftover != "":
		return Filter{}, false
	case !f.all && !(f.noun && f.stated):
		return Filter{}, false
	}
	if !f.stated {
		f.filter.Status = "all"
	}
	q.settle(&f)
	return f.filter, true
}

// ownless is the parser with "today's" and "friday's" read as the days they name.
func (p *parser) ownless() *parser {
	q := *p
	copied := false
	for i := range q.t {
		w := q.t[i].n
		if len(w) < 4 || q.t[i].k != word || contractions[w] {
			continue
		}
		stem := ""
		if strings.HasSuffix(w, "'s") {
			stem = w[:len(w)-2]
		}
		l, ok := lexicon[stem]
		if !ok {
			if stem == "weekend" {
				l = lex{}
			} else {
				continue
			}
		}
		if !copied {
			q.t = append([]token(nil), p.t...)
			copied = true
		}
		q.t[i].n, q.t[i].lex = stem, l
	}
	return &q
}
