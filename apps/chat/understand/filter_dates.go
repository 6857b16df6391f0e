package understand

// filterDate reads a stretch of days in a question: "due this week", "before friday", "between june 20 and june 30",
// "in the next 3 days", "since monday". What is completed is asked by the day of completion.
func (p *parser) filterDate(f *filterVal, i int) int {
	if p.is(i, "fall", "falls", "falling", "come", "comes", "coming") && p.is(i+1, "due") {
		if j := p.filterDate(f, i+1); j > i+1 {
			return j
		}
	}
	j := p.opt(i, "due", "scheduled", "planned", "left", "happening")
	j = p.opt(j, "on", "for", "in", "during", "within", "over", "at", "from", "by", "before", "after", "since", "until", "till", "between", "through", "starting", "up", "no")
	how := ""
	if j > i {
		how = p.w(j - 1)
	}
	switch how {
	case "up":
		if j = p.opt(j, "to", "until", "till"); p.is(j-1, "up") {
			return i
		}
		how = "until"
	case "no":
		if j = p.any(j, "later than"); p.is(j-1, "no") {
			return i
		}
		how = "by"
	case "on":
		if k := p.any(j, "or before"); k > j {
			j, how = k, "by"
		} else if k := p.any(j, "or after"); k > j {
			j, how = k, "since"
		}
	}
	if k := p.seq(j, "the day"); k > j && how == "for" && p.endsTime(k) && !p.is(k, "after", "before") { // "my schedule for the day"
		f.setDays(p.today, p.today)
		return k
	}
	w := newWhen(j, j)
	if k := p.monthRange(&w, j, how); k > j && !p.is(j-1, "by", "before", "after", "since", "until", "till") { // "5 to 9 october"
		f.setDays(w.date.day, w.endDay)
		return k
	}
	from, to, k := p.days(j, how)
	if k == j {
		switch how { // "due before noon": a filter knows days only
		case "at", "by", "before", "until", "after":
			if _, e := p.clock(j, "at"); e > j {
				f.setDays(p.today, p.today)
				return e
			}
		}
		return i
	}
	switch how {
	case "by", "until", "till", "through":
		f.setDays(noDay, to)
		return k
	case "before":
		f.setDays(noDay, from-1)
		return k
	case "after":
		f.setDays(to+1, noDay)
		return k
	case "since", "starting":
		f.setDays(from, noDay)
		return k
	}
	sign := p.rangeSign(k, "between")
	if how == "between" || how == "from" || sign > k {
		if sign > k {
			b, e, m := p.days(sign, "to")
			if m > sign && e < from && p.lex(m-1).weekday > 0 && e+7 >= from { // "between monday and friday"
				b, e = b+7, e+7
			}
			if m > sign && e >= from {
				_ = b
				f.setDays(from, e)
				return m
			}
		}
		if how == "from" && (p.is(k, "on", "onwards", "onward", "forward") || p.seq(k, "and after") > k) {
			f.setDays(from, noDay)
			return k + 1
		}
	}
	if first, last, m := p.orDays(k, from, to); m > k && how != "between" && how != "from" {
		f.setDays(first, last)
		return m
	}
	if how == "from" && p.is(i, "due", "scheduled", "planned") && k >= p.end() { // "due from june 20"
		to = noDay
	}
	f.setDays(from, to)
	return k
}

// setDays keeps a stretch until it is known whether it means due or done.
func (f *filterVal) setDays(from, to day) { f.from, f.to = from, to }

// settle says whether the days mean due or done, and states the status. What is done lies behind today.
func (p *parser) settle(f *filterVal) {
	if f.dated {
		if f.past || f.filter.Status == "completed" {
			p.lately(f)
		}
		if f.filter.Status == "completed" {
			f.filter.CompletedFrom, f.filter.CompletedTo = f.from.String(), f.to.String()
		} else {
			f.filter.DueFrom, f.filter.DueTo = f.from.String(), f.to.String()
		}
	}
	if f.filter.Status == "" {
		f.filter.Status = "open"
	}
}
