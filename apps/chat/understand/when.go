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

	zone    zone
	hasZone bool
}

// maxPieces bounds how many phrases one run may hold.
const maxPieces = 10

// readWhen reads a run of time phrases that begins at i.
func (p *parser) readWhen(i int) (w when, ok bool) {
	w = when{from: i, to: i, endDay: noDay, endMin: -1, until: noDay, date: dateVal{alt: noDay}}
	for j := i; w.pieces < maxPieces; j = w.to {
		c := claim{from: j}
		k, prep := j, ""
		if w.pieces > 0 {
			k = p.opt(j, ",")
			if k == j && p.w(j) == "-" && !p.glued(j+1) {
				k++
			}
		}
		e, slot := p.piece(&w, k, "")
		if e == k {
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
	if last := &w.claims[len(w.claims)-1]; p.w(w.from) == "(" && p.w(w.to) == ")" { // "(by friday)"
		w.to++
		last.to++
	}
	return w, true
}

// preposition reads what leads a time phrase: "on", "by", "due:", "no later than".
func (p *parser) preposition(i int) (prep string, next int) {
	j := i
	if p.w(j) == "(" {
		j++
	}
	switch p.w(j) {
	case "due", "deadline":
		if p.is(j, "deadline") && (determiners[p.w(j-1)] || possessive(p.w(j-1))) {
			return "", i
		}
		k := p.opt(j+1, "date", "is")
		if p.w(k) == ":" && !p.glued(k+1) || p.w(k) == ":" && k+1 < len(p.t) {
			k++
		}
		k = p.opt(k, "on", "by", "at", "before", "in", "is", "for")
		if p.is(k-1, "at") {
			return "at", k
		}
		if p.is(k-1, "in") {
			k--
		}
		return "due", k
	case "on", "at", "@", "by", "for", "before", "from", "in", "around", "about", "between", "until", "till", "til", "starting",
		"circa", "approx", "approximately", "~", "after", "over":
		if p.w(j) == "til" {
			return "till", j + 1
		}
		return p.w(j), j + 1
	case "'":
		if p.is(j+1, "til") {
			return "till", j + 2
		}
	case "scheduled":
		if p.is(j+1, "for", "on", "at") {
			return p.w(j + 1), j + 2
		}
	case "no", "not":
		if k := p.any(j, "no later than", "not later than"); k > j {
			return "by", k
		}
	case "as":
		if k := p.seq(j, "as of"); k > j {
			return "starting", k
		}
	}
	return "", i
}

// piece reads one phrase into w, unless w already has one of its kind; it gives the place behind it and the slot it fills.
func (p *parser) piece(w *when, k int, prep string) (next int, slot string) {
	if k >= len(p.t) || p.t[k].quoted {
		return k, ""
	}
	if !w.hasRule {
		if r, j := p.recurrence(k, prep); j > k && (prep == "" || prep == "on" || prep == "at" || prep == "due") && p.right(j) {
			if prep == "on" {
				r.weak = false
			}
			w.rule, w.hasRule = r, true
			return j, "rrule"
		}
	}
	if j := p.ruleBounds(w, k, prep); j > k {
		return j, "rrule"
	}
	if j := p.timeRange(w, k, prep); j > k {
		return j, "due_time"
	}
	if j := p.dateRange(w, k, prep); j > k {
		return j, "due_date"
	}
	if !w.hasDate && prep != "from" && prep != "between" && prep != "starting" && prep != "after" {
		d, j := p.date(k, prep)
		if j > k && dateAfter(prep, d, p.w(k)) {
			w.date, w.hasDate = d, true
			if d.part != noPart {
				w.part = d.part
			}
			return j, "due_date"
		}
	}
	if !w.hasClock && prep != "on" && prep != "in" && prep != "over" && prep != "between" && prep != "starting" && prep != "after" {
		if prep == "" && w.part != noPart && p.kind(k) == number {
			prep = ""
		}
		cp := prep
		if cp == "for" || cp == "due" {
			cp = ""
			if prep == "due" {
				cp = "by"
			}
		}
		v, j := p.clock(k, cp)
		if j > k && p.right(j) {
			w.clock, w.hasClock = v, true
			w.colon = !v.weak
			return j, "due_time"
		}
	}
	if j := p.dayPart(w, k, prep); j > k {
		return j, "due_time"
	}
	if j := p.durationPiece(w, k, prep); j > k {
		return j, "duration_min"
	}
	if w.hasClock && !w.hasZone && prep == "" {
		if z, j := p.zoneAt(k); j > k {
			w.zone, w.hasZone = z, true
			return j, "due_time"
		}
	}
	return k, ""
}

// dateAfter tells whether a preposition may lead this date: "at the weekend" but not "at friday", "in october" but
// not "in tomorrow", never "about friday".
func dateAfter(prep string, d dateVal, first string) bool {
	switch prep {
	case "at":
		return d.coarse || first == "the" || first == "end" || first == "start" || d.month
	case "@", "around", "about", "until", "till", "circa", "approx", "approximately", "~":
		return false
	case "in":
		return d.coarse || first == "mid" || first == "early" || first == "late" || first == "middle"
	case "over":
		return d.coarse
	}
	return true
}

// dayPart reads a part of the day: "in the morning", "this evening", "morning" behind a date, "at night", "eod".
func (p *parser) dayPart(w *when, k int, prep string) int {
	if w.part == morning && !w.hasClock && p.seq(k, "first thing") > k {
		return k + 2
	}
	if w.part != noPart && w.part != night || w.endOfDay {
		return k
	}
	if j := p.any(k, "eod", "cob", "end of the day", "the end of the day", "end of day", "close of business", "end of business",
		"end of the business day", "close of play"); j > k {
		w.endOfDay = true
		return p.opt(j, "on", "of")
	}
	j := k
	this, led := false, w.hasDate || w.hasRule || prep == "on" && p.is(k, "the")
	if w.part == night { // "tonight": "at night" adds nothing, "in the evening" neither
		led = false
	}
	switch p.w(k) {
	case "in", "during":
		if j = p.opt(k+1, "the"); j == k+1 {
			return k
		}
		led = true
	case "this":
		j, this = k+1, true
	case "the":
		j = k + 1
		led = led && prep != ""
	case "first":
		if e := p.seq(k, "first thing"); e > k {
			if f := p.any(e, "in the morning", "in the am"); f > e {
				w.part = morning
				return f
			}
			if w.hasDate {
				w.part = morning
				return e
			}
			if d, f := p.date(e, ""); f > e && !w.hasDate && !d.coarse {
				w.date, w.hasDate, w.part = d, true, morning
				return p.opt(f, "morning")
			}
		}
		return k
	case "at":
		j = k + 1
		led = true
	}
	if prep == "at" || prep == "by" || prep == "until" || prep == "till" {
		led = true
	}
	j = p.opt(j, "early", "late", "mid")
	l := p.lex(j)
	if l.part == noPart || l.plural && !w.hasRule || l.part == noon || l.part == midnight || !p.right(j+1) || l.typo && !led && !this {
		return k
	}
	if (p.is(k, "at") || prep == "at") && l.part != night {
		return k
	}
	if this {
		if w.hasDate {
			return k
		}
		w.date, w.hasDate = single(p.today), true
	} else if !led {
		return k
	}
	w.part = l.part
	if p.is(j+1, "of") && !w.hasDate && p.startsDate(j+2) {
		return j + 2
	}
	return j + 1
}

// durationPiece reads "for 2 hours", or "2h" behind a time of day.
func (p *parser) durationPiece(w *when, k int, prep string) int {
	if w.hasDuration || w.endMin >= 0 {
		return k
	}
	if p.is(k, "lasting", "for") && prep == "" && p.is(k, "lasting") {
		k2 := k + 1
		if a, j, ok := p.amount(k2); ok && a.clockOnly() {
			w.duration, w.hasDuration = a, true
			return j
		}
		return k
	}
	a, j, ok := p.amount(k)
	if !ok || p.is(j, "from", "before", "after", "ago", "early", "later") {
		return k
	}
	switch {
	case prep == "for" && a.clockOnly(), prep == "for" && w.hasDate && a.months == 0 && a.days <= 31 && !w.hasRule:
	case prep == "" && w.hasClock && a.clockOnly() && p.kind(k) == number:
	default:
		return k
	}
	w.duration, w.hasDuration = a, true
	return j
}
