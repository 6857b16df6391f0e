package understand

// claim says that tokens [from, to) became a slot.
type claim struct {
	slot     string
	from, to int
}

// when is a run of neighbouring time phrases read as one: "every friday at 5pm starting july 17 for 6 times".
type when struct {
	from, to int
	claims   []claim
	pieces   int
	prep     string // the preposition it began with

	date    dateVal
	hasDate bool

	clock    clockVal
	hasClock bool
	colon    bool // a clock that cannot be anything else: 17:00, 5pm
	part     part
	endOfDay bool

	endDay      day // noDay when there is none
	endMin      int // -1 when there is none
	endBare     bool
	duration    amount
	hasDuration bool

	rule     ruleVal
	hasRule  bool
	start    dateVal
	hasStart bool
	until    day
	times    int    // "for 6 times"
	span     amount // "for 10 days"
	except   day    // "except june 19"; noDay when there is none

	zone    zone
	hasZone bool

	strict bool // "no matter what": every date opens

	more []moreTime // "at 8am and 8pm": each further one is a task of its own
}

// newWhen is a phrase that says nothing yet.
func newWhen(from, to int) when {
	return when{from: from, to: to, endDay: noDay, endMin: -1, until: noDay, except: noDay, date: dateVal{alt: noDay}}
}

// maxPieces bounds how many phrases one run may hold; as many again may repeat what they say.
const maxPieces = 10

// readWhen reads a run of time phrases that begins at i.
func (p *parser) readWhen(i int) (w when, ok bool) {
	w = newWhen(i, i)
	for j, n := i, 0; w.pieces < maxPieces && n < 2*maxPieces; j, n = w.to, n+1 {
		if p.anotherTime(&w) || p.saidAgain(&w) {
			continue
		}
		c := claim{from: j}
		k, prep := j, ""
		if w.pieces > 0 {
			k = p.opt(j, ",")
			if k == j && p.w(j) == "-" && !p.glued(j+1) {
				k++
			}
		}
		if w.pieces > 0 && w.hasDate && !w.hasRule { // "tomorrow and then every week"
			if j := p.any(k, "and then", "then", "and after that", "and afterwards", "and"); j > k {
				if _, f := p.recurrence(j, ""); f > j {
					k = j
				}
			}
		}
		e, slot := p.piece(&w, k, "")
		if e == k && w.pieces > 0 && p.w(k) == "(" {
			if e, slot = p.bracketed(&w, k); e == k {
				break
			}
		} else if j := p.opt(k, "of"); e == k && j > k && w.hasClock && !w.hasDate && p.startsDate(j) { // "at 5pm of april 22"
			if e, slot = p.piece(&w, j, "on"); e == j {
				break
			}
		} else if e == k {
			if prep, k = p.preposition(k); prep == "" {
				break
			}
			if e, slot = p.piece(&w, k, prep); e == k {
				break
			}
		}
		if w.pieces == 0 {
			w.prep = prep
		}
		w.pieces++
		w.to, c.to, c.slot = e, e, slot
		w.claims = append(w.claims, c)
	}
	if w.pieces == 0 {
		return w, false
	}
	if last := &w.claims[len(w.claims)-1]; p.w(w.from) == "(" && p.w(w.to) == ")" || p.w(w.from) == "[" && p.w(w.to) == "]" { // "(by friday)"
		w.to++
		last.to++
	}
	return w, true
}

// bracketed reads a piece in brackets: "every tues (starting 7 july)".
func (p *parser) bracketed(w *when, i int) (next int, slot string) {
	was := *w
	prep, k := p.preposition(i + 1)
	e, slot := p.piece(w, k, prep)
	if e == k && prep == "" {
		e, slot = p.piece(w, k, "for")
	}
	if e == k || p.w(e) != ")" {
		*w = was
		return i, ""
	}
	return e + 1, slot
}
