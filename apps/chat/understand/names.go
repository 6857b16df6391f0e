package understand

// famous are words that make a name together with a weekday behind them.
var famous = set("black good cyber easter taco super ash palm bloody ruby casual giving fat shrove maundy holy manic happy freaky blue tgi tgif " +
	"man whit spy gloomy stormy meatless sunny throwback motivation")

// titles stand before a person's name.
var titles = set("mr mrs ms miss mister dr prof professor sir madam lady lord uncle aunt auntie agent captain coach officer detective sister brother father saint inspector sergeant nurse")

// named tells whether the phrase is part of a proper name: "Friday Night Lights", "Sunday Bloody Sunday", "USA Today".
func (m *marks) named(w *when, back following, front bool) bool {
	p := m.p
	if w.hasClock && w.colon || w.hasDate && !w.date.name && !w.hasRule {
		return false
	}
	last := w.to - 1
	first := w.from
	if w.prep != "" {
		first = w.claims[0].from
		for first < w.to && p.lex(first).weekday == 0 && p.lex(first).rel == 0 && p.lex(first).month == 0 {
			first++
		}
		if first == w.to {
			return false
		}
	}
	if t := first - 1; first > 0 && p.t[first].cap {
		if p.w(t) == "." && p.glued(t) {
			t--
		}
		if t >= 0 && titles[p.w(t)] && (p.t[t].cap || t < first-1 || len(p.w(t)) < 4) {
			return true // "Mr. Friday", "Aunt April"
		}
	}
	if famous[p.w(first-1)] && (p.lex(first).weekday > 0) && first > 0 {
		return true
	}
	if last < 0 || !p.t[last].cap && !p.t[first].cap {
		return false
	}
	if first > 0 && p.t[first].cap && w.prep == "" && !m.allCaps() {
		if media[p.w(first-1)] || p.is(first-1, "to") && p.is(first-2, "listen") {
			return true
		}
		if m.repeated(first) {
			return true
		}
	}
	next := w.to < len(p.t) && p.t[w.to].k == word && p.t[w.to].cap && !p.glued(w.to) && !p.t[w.to].lex.join && !m.taken[w.to]
	if next && p.t[first].cap && p.t[last].cap && !p.t[last].upper && !m.allCaps() {
		return true
	}
	// "Sunday in the Park", "Today magazine"
	if !front && (w.prep == "" || w.prep == "for") && w.pieces == 1 && p.t[first].cap && !m.allCaps() {
		if (p.seq(w.to, "in the") > w.to || p.seq(w.to, "of the") > w.to) && w.to+2 < len(p.t) && p.t[w.to+2].cap {
			return true
		}
		if p.lex(first).rel > 0 && back == content {
			return true
		}
	}
	// "Bloody Sunday", "USA Today": a capital before, and this word is usually written small.
	if first > 1 && first == w.from && p.t[first-1].k == word && p.t[first-1].cap && p.t[first].cap && !m.allCaps() {
		return back == atJoin && w.prep == "" || p.lex(first).rel > 0 && !p.is(first-1, "i")
	}
	return false
}

// media are verbs whose object is mostly a title.
var media = set("read watch rewatch reread see play stream binge hear sing borrow screen")

// repeated tells whether the capitalised word at i occurs again: "Tomorrow, and Tomorrow", "Sunday Bloody Sunday".
func (m *marks) repeated(i int) bool {
	for k := max(0, i-20); k < len(m.p.t) && k < i+20; k++ {
		if k != i && m.p.t[k].n == m.p.t[i].n && m.p.t[k].cap {
			return true
		}
	}
	return false
}

// allCaps tells whether most words of the text begin with a capital, so that capitals mean nothing.
func (m *marks) allCaps() bool {
	words, caps := 0, 0
	for i := range min(len(m.p.t), 40) {
		if t := &m.p.t[i]; t.k == word && !t.glued {
			words++
			if t.cap {
				caps++
			}
		}
	}
	return words > 2 && caps*4 >= words*3 && words == caps
}
