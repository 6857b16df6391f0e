package understand

// adverbs are the words that are a whole rule.
var adverbs = map[string]rule{
	"everyday": {freq: "DAILY"}, "daily": {freq: "DAILY"}, "nightly": {freq: "DAILY", part: night}, "hourly": {freq: "HOURLY"},
	"weekly": {freq: "WEEKLY"}, "biweekly": {freq: "WEEKLY", interval: 2}, "fortnightly": {freq: "WEEKLY", interval: 2},
	"monthly": {freq: "MONTHLY"}, "bimonthly": {freq: "MONTHLY", interval: 2}, "quarterly": {freq: "MONTHLY", interval: 3},
	"yearly": {freq: "YEARLY"}, "annually": {freq: "YEARLY"}, "anually": {freq: "YEARLY"}, "annualy": {freq: "YEARLY"},
	"biannually": {freq: "MONTHLY", interval: 6}, "semiannually": {freq: "MONTHLY", interval: 6}, "biennially": {freq: "YEARLY", interval: 2},
	"bi-weekly": {freq: "WEEKLY", interval: 2}, "bi-monthly": {freq: "MONTHLY", interval: 2}, "bi-annually": {freq: "MONTHLY", interval: 6},
	"semi-annually": {freq: "MONTHLY", interval: 6}, "half-yearly": {freq: "MONTHLY", interval: 6},
}

// ruleVal is a recurrence phrase: weak when it is a rule only by its place ("daily", "tuesdays").
type ruleVal struct {
	rule
	weak bool
}

// recurrence reads a repeating phrase at i: "every 2 weeks on thursday", "daily", "tuesdays and thursdays", "the last
// day of every month", "once a week".
func (p *parser) recurrence(i int, prep string) (r ruleVal, next int) {
	if i >= len(p.t) || !p.left(i) || p.w(i) == "" {
		return r, i
	}
	r.until = noDay
	switch p.w(i) {
	case "every", "each", "ev":
		next = p.every(&r, i+1)
		if next == i+1 {
			return r, i
		}
	case "once", "1x":
		j := p.opt(i+1, "every", "each", "a", "per")
		if j == i+1 {
			return r, i
		}
		if next = p.everyUnit(&r, j, 1); next == j {
			if p.is(j-1, "a", "per") {
				return r, i
			}
			if next = p.every(&r, j); next == j {
				return r, i
			}
		}
	case "on", "alternate":
		if p.is(i, "on") && !p.lex(i+1).plural {
			return r, i
		}
		if p.is(i, "alternate") {
			if next = p.otherThing(&r, i+1); next == i+1 {
				return r, i
			}
		}
	}
	if next == 0 {
		if next = p.adverb(&r, i); next == i {
			if next = p.pluralDays(&r, i, prep); next == i {
				if next = p.ofEvery(&r, i); next == i {
					return r, i
				}
			}
		}
	}
	next = p.ruleTail(&r, next)
	r.tidy()
	return r, next
}

func (p *parser) adverb(r *ruleVal, i int) int {
	w, j := p.w(i), i+1
	if p.w(j) == "-" && p.glued(j) && p.glued(j+1) && p.is(i, "bi", "semi", "half") {
		w, j = w+"-"+p.w(j+1), j+2
	}
	a, ok := adverbs[w]
	if !ok || p.is(i-1, "twice", "thrice", "times", "2x", "3x") || !p.right(j) && p.w(j) != "!" {
		return i
	}
	r.rule, r.weak = a, w != "everyday"
	r.until = noDay
	if p.w(j) == "!" && p.glued(j) && p.right(j+1) && j+1 < len(p.t) {
		r.fromCompletion = true
	}
	return j
}

// pluralDays reads "tuesdays and thursdays", "weekdays", "on weekends", "mornings".
func (p *parser) pluralDays(r *ruleVal, i int, prep string) int {
	switch p.w(i) {
	case "weekdays", "workdays":
		p.workWeek(r)
		r.weak = true
		return i + 1
	case "weekends":
		r.freq, r.byDay, r.weak = "WEEKLY", []nthDayOfWeek{{wd: 5}}, true
		return i + 1
	}
	l := p.lex(i)
	if l.weekday == 0 || !l.plural && !p.slashed(i) {
		return i
	}
	days, j := p.weekdays(i)
	r.freq, r.weak = "WEEKLY", len(days) == 1
	for _, d := range days {
		r.byDay = append(r.byDay, nthDayOfWeek{wd: d})
	}
	return j
}

// slashed tells whether weekdays are joined by slashes: "mon/wed/fri" repeats, "monday and friday" need not.
func (p *parser) slashed(i int) bool {
	return p.w(i+1) == "/" && p.glued(i+1) && p.lex(i+2).weekday > 0
}

func (p *parser) workWeek(r *ruleVal) {
	r.freq = "WEEKLY"
	for d := range 5 {
		r.byDay = append(r.byDay, nthDayOfWeek{wd: d})
	}
}

// ofEvery reads "the 28th of every month", "first monday of each month", "the 15th and last day of every month",
// "last friday of the month" beside nothing else is a date and not read here.
func (p *parser) ofEvery(r *ruleVal, i int) int {
	j := p.opt(i, "the")
	if p.is(j, "end", "start", "beginning") && p.is(j+1, "of") && p.is(j+2, "every", "each") && p.lex(j+3).unit == months {
		r.freq, r.monthDay = "MONTHLY", []int{1}
		if p.is(j, "end") {
			r.monthDay[0] = -1
		}
		return j + 4
	}
	if p.lex(j).ordinal == 0 && !p.lex(j).isNum && !p.is(j, "last", "penultimate", "final") {
		return i
	}
	k := p.nthList(r, j)
	if k == j {
		return i
	}
	e := p.opt(k, "of", "in")
	if e == k || !p.is(e, "every", "each", "alternate") {
		*r = ruleVal{rule: rule{until: noDay}}
		return i
	}
	e++
	if p.is(e, "other") {
		r.interval, e = 2, e+1
	} else if n, ok := p.digits(e, 2); ok && n > 0 {
		r.interval, e = n, e+1
	}
	switch l := p.lex(e); {
	case l.unit == months, l.unit == quarters:
		if l.unit == quarters {
			r.interval = 3
		}
		r.freq = "MONTHLY"
	case l.month > 0:
		r.freq, r.months = "YEARLY", []int{int(l.month)}
	default:
		*r = ruleVal{rule: rule{until: noDay}}
		return i
	}
	return e + 1
}

// nthList reads days counted in a month: "1st and 15th", "15th and last day", "1st and 3rd monday", "last workday".
func (p *parser) nthList(r *ruleVal, i int) int {
	var ns []int
	j := i
	for len(ns) < 12 {
		k := p.opt(j, "the")
		n, e := p.nth(k)
		if e == k {
			break
		}
		kind, f := p.nthDay(e)
		switch {
		case f == e:
			ns = append(ns, n)
			j = e
		case kind == anyDay:
			ns = append(ns, n)
			j = f
		case kind == workDay:
			if len(ns) > 0 {
				return i
			}
			for d := range 5 {
				r.byDay = append(r.byDay, nthDayOfWeek{wd: d})
			}
			r.setPos = n
			return f
		default: // the ordinals so far count this weekday
			for _, m := range append(ns, n) {
				if m > 5 || m < -5 {
					return i
				}
				r.byDay = append(r.byDay, nthDayOfWeek{n: m, wd: kind})
			}
			ns = nil
			j = f
		}
		if k = p.separator(j); k == j {
			break
		}
		if m, e := p.nth(p.opt(k, "the")); e == p.opt(k, "the") || m == 0 {
			break
		}
		j = k
	}
	for _, n := range ns {
		if n < -1 {
			r.monthDay = append(r.monthDay, n)
			continue
		}
		r.monthDay = append(r.monthDay, n)
	}
	if len(r.byDay) > 0 && len(r.monthDay) > 0 {
		return i
	}
	return j
}

// separator reads what stands between the items of a list.
func (p *parser) separator(j int) int {
	k := p.opt(j, ",")
	return p.opt(k, "and", "&", "+", "/", "or")
}

// weekdays reads a list of weekdays with ranges: "mon, wed and fri", "mon-thu", "monday through friday".
func (p *parser) weekdays(i int) (out []int, next int) {
	next = i
	for j := i; len(out) < 14; {
		l := p.lex(j)
		if l.weekday == 0 {
			break
		}
		from := int(l.weekday) - 1
		out = append(out, from)
		next = j + 1
		if p.w(next) == "." && p.glued(next) && l.abbr {
			next++
		}
		k := next
		if p.is(k, "-") || p.is(k, "to", "through", "thru", "till", "until") {
			if m := p.lex(k + 1); m.weekday > 0 {
				for d := mod(from+1, 7); ; d = mod(d+1, 7) {
					out = append(out, d)
					if d == int(m.weekday)-1 || len(out) > 14 {
						break
					}
				}
				next = k + 2
			}
		}
		if k = p.separator(next); p.lex(k).weekday == 0 || k == next && !(l.abbr && p.lex(k).abbr) {
			break
		}
		j = k
	}
	return out, next
}
