package understand

// piece reads one phrase into w, unless w already has one of its kind; it gives the place behind it and the slot it fills.
func (p *parser) piece(w *when, k int, prep string) (next int, slot string) {
	if k >= len(p.t) || p.t[k].quoted {
		return k, ""
	}
	if !w.hasRule {
		if r, j := p.recurrence(k, prep); j > k && (prep == "" || prep == "on" || prep == "at" || prep == "due") && p.right(j) && !(w.hasDate && p.oftenNamed(&r, k, j)) {
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
	if j := p.ruleLeavesOut(w, k, prep); j > k {
		return j, "rrule"
	}
	if w.hasRule && prep == "" { // "every day at 7am except weekends", "every 3 days at 9am after completion"
		if j := p.ruleExcept(&w.rule, k); j > k {
			return j, "rrule"
		}
		if j := p.completion(&w.rule, k); j > k {
			return j, "rrule"
		}
	}
	if j := p.momentRange(w, k, prep); j > k {
		return j, "due_date"
	}
	if !w.hasDate && w.endDay == noDay && (prep == "from" || prep == "between" || prep == "") {
		if j := p.monthRange(w, k, prep); j > k {
			return j, "due_date"
		}
	}
	if j := p.timeRange(w, k, prep); j > k {
		return j, "due_time"
	}
	if j := p.dateRange(w, k, prep); j > k {
		return j, "due_date"
	}
	if particled(prep, p.w(k-2), p.w(k)) {
		return k, ""
	}
	if !w.hasDate && (prep != "from" || w.hasDuration || p.lastsFrom(k)) && prep != "between" && prep != "starting" && prep != "after" {
		d, j := p.date(k, prep)
		if j > k && (dateAfter(prep, d, p.w(k)) || prep == "at" && d.name && (!p.t[k].cap || p.lex(j).part != noPart || p.startsClock(j))) {
			w.date, w.hasDate = d, true
			if d.part != noPart {
				w.part = d.part
			}
			return j, "due_date"
		}
	}
	if h, ok := p.digits(k, 2); ok && !w.hasClock && prep == "" && w.hasDate && w.claims != nil && p.lex(k-1).rel > 0 && k+1 >= p.end() && h >= 1 && h <= 12 && !p.glued(k) { // "tonight 9"
		w.clock, w.hasClock, w.colon = clockVal{min: bareHour(h) * 60, bare: true}, true, true
		return k + 1, "due_time"
	}
	if w.hasClock && !w.hasDate && !w.hasRule && prep == "" && p.is(k, "tom") && !p.t[k].cap && k+1 >= p.end() { // "8pm tom"
		w.date, w.hasDate = single(p.today+1), true
		return k + 1, "due_date"
	}
	if !w.hasClock && prep == "on" {
		if v, j := p.clock(k, "by"); j > k && !v.weak && p.right(j) && (p.startsClock(k) || p.w(k+1) == ":") { // "on 23:21"
			w.clock, w.hasClock, w.colon = v, true, true
			return j, "due_time"
		}
	}
	if !w.hasClock && prep != "on" && prep != "in" && prep != "over" && prep != "between" && prep != "starting" {
		if prep == "" && w.part != noPart && p.kind(k) == number {
			prep = ""
		}
		cp := prep
		if cp == "for" || cp == "due" {
			cp = ""
			if prep == "due" {
				cp = "by"
			} else if p.is(k-2, "alarm", "alarms") { // only an alarm is for an hour: a table is for people
				cp = "at"
			}
		}
		if prep == "" && (w.hasRule || w.hasDate && !w.date.coarse) && p.is(k+1, ".", "h") && p.glued(k+1) && p.kind(k) == number && p.kind(k+2) == number && p.glued(k+2) {
			cp = "at" // "every weekday 9.15"
		}
		v, j := p.clock(k, cp)
		if prep == "" {
			if o, e := p.clockOffset(k); e > k {
				v, j = o, e
			}
		}
		if prep == "after" && v.weak && !w.hasDate {
			j = k
		}
		if j > k && (p.right(j) || p.zoneGlued(j)) {
			j = p.opt(j, "sharp", "prompt", "promptly", "exactly", "approximately", "approx", "ish", "precisely")
			j = p.any(j, "or so", "on the dot", "at the latest", "latest")
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
