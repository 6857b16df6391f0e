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
	weak    bool
	weekend bool // its Saturday stands for both days
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
	case "repeating", "recurring", "repeated", "repeat", "repeats", "recur", "recurs", "and", "it", "this", "which":
		return p.repeatsEvery(i)
	case "mwf", "tth", "tuth":
		r.freq, r.byDay, next = "WEEKLY", []nthDayOfWeek{{wd: 1}, {wd: 3}}, i+1
		if p.is(i, "mwf") {
			r.byDay = []nthDayOfWeek{{wd: 0}, {wd: 2}, {wd: 4}}
		}
	case "m", "t":
		if j := p.any(i, "m / w / f", "m / w / th"); j > i && p.is(j-1, "f") && p.glued(i+1) {
			r.freq, r.byDay = "WEEKLY", []nthDayOfWeek{{wd: 0}, {wd: 2}, {wd: 4}}
			next = j
		} else if j := p.any(i, "t / th", "tu / th"); j > i && p.glued(i+1) {
			r.freq, r.byDay = "WEEKLY", []nthDayOfWeek{{wd: 1}, {wd: 3}}
			next = j
		}
	case "once", "1x":
		if next = p.onceIn(&r, i); next > i {
			break
		}
		next = 0
		j := p.opt(i+1, "every", "each", "a", "per")
		if k := p.adverb(&r, i+1); j == i+1 && k > j && p.is(i, "once") {
			r.weak = false
			return r, k
		}
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
		if j := p.onBasis(&r, i); j > i {
			return r, j
		}
		if p.is(i, "on") && !p.lex(i+1).plural {
			return r, i
		}
		if p.is(i, "alternate") {
			if next = p.otherThing(&r, i+1); next == i+1 {
				return r, i
			}
		}
	}
	if a, j, ok := p.amount(i); next == 0 && p.kind(i) == number && ok && a.n > 0 && a.n <= maxInterval {
		if k := p.completion(&r, j); k > j { // "30 days after completion"
			if e := p.everyUnit(&r, j-1, a.n); e > j-1 {
				return r, k
			}
			r = ruleVal{rule: rule{until: noDay}}
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
