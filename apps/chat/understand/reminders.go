package understand

// bell is one reminder as said: some time before the due moment, or at a moment.
type bell struct {
	before amount
	back   bool // before is meant
	when   when // else, or with back: the time of day
	timed  bool
}

// maxBells bounds the reminders of one task.
const maxBells = 10

var bellStarts = set(", - + & plus and also please remind give a heads alert notify ping warn nudge with set reminder reminders add")

// bells claims ", remind me 2 days before and at 8am" and the like.
func (p *parser) bells(m *marks, reminding bool) []bell {
	if e := p.end(); e > 2 && p.is(e-1, "reminder", "alert", "warning", "notice") && !reminding { // "dentist at 3, 15 min reminder"
		for i := e - 2; i > 0 && i >= e-6; i-- {
			if a, k, ok := p.amount(i); ok && k == e-1 && a.clockOnly() && !m.any(i, e) {
				lo := i
				for p.is(lo-1, ",", "with", "a", "and") && lo > 1 {
					lo--
				}
				m.claim("reminders", lo, e)
				return []bell{{back: true, before: a}}
			}
		}
	}
	for i, tries := 0, 0; i < len(p.t) && tries < 2*maxBells; i++ {
		if m.taken[i] || !bellStarts[p.w(i)] {
			continue
		}
		j := p.opt(i, ",", "-", "+", "&")
		j = p.opt(j, "and", "plus")
		j = p.opt(j, "also", "please")
		if p.kind(j) != word && !(reminding && p.is(i, ",")) {
			continue
		}
		k := p.any(j, "remind me", "give me a heads up", "a heads up", "heads up", "alert me", "notify me", "ping me", "warn me", "nudge me", "with a reminder", "with reminder", "with reminders", "set a reminder", "set reminder", "reminder", "reminders", "add a reminder", "alert", "notify")
		if k == j {
			if !reminding || !p.is(i, ",") {
				continue
			}
			k = i + 1
		}
		if p.w(k) == ":" {
			k++
		}
		tries++
		k = p.opt(k, "for", "set")
		bs, e := p.bellList(k)
		if e == k || !m.clearRight(e) && !m.clearLeft(i) && !p.isBreak(e) && p.remarkLead(p.opt(e, "and")) == p.opt(e, "and") {
			continue
		}
		if k == i+1 && p.is(i, ",") && !bs[0].back {
			continue
		}
		m.claim("reminders", i, e)
		return bs
	}
	return nil
}

func (p *parser) bellList(i int) (bs []bell, next int) {
	next = i
	for j := i; len(bs) < maxBells; {
		b, k := p.bell(j)
		if k == j {
			break
		}
		bs = append(bs, b)
		next = k
		if j = p.separator(k); j == k {
			break
		}
		j = p.opt(j, "again", "also")
	}
	return bs, next
}

// bell reads "30 minutes before", "the day before at 6pm", "an hour early", "at 8am", "on monday at 9".
func (p *parser) bell(i int) (b bell, next int) {
	j := p.opt(i, "about", "around")
	back := p.beforeWord
	if k := p.any(j, "the day", "the night", "the evening", "the week", "the morning", "the hour", "day", "night"); k > j {
		if e := back(k); e > k {
			b.back, b.before = true, amount{days: 1}
			if p.is(k-1, "week") {
				b.before.days = 7
			}
			if p.is(k-1, "hour") {
				b.before = amount{mins: 60}
			}
			if p.is(k-1, "night", "evening", "morning") {
				b.timed, b.when.clock.min = true, partStart[p.lex(k-1).part]
				b.when.hasClock = true
			}
			return p.bellClock(b, e)
		}
		if p.is(k-1, "morning") {
			if e := p.any(k, "of the day", "of"); e > k {
				b.back, b.timed = true, true
				b.when.hasClock, b.when.clock.min = true, partStart[morning]
				return b, e
			}
		}
	}
	if v, k := p.clock(p.opt(j, "at"), "at"); p.is(j, "at") && k > j+1 { // "at 5pm the day before"
		if e := p.any(k, "the day", "the night", "the evening"); e > k && back(e) > e {
			b.back, b.before, b.timed = true, amount{days: 1}, true
			b.when.hasClock, b.when.clock = true, v
			return b, back(e)
		}
	}
	if p.any(j, "same day", "on the day", "the same day", "on the same day", "on the due date") > j {
		e := p.any(j, "same day", "on the same day", "on the due date", "on the day", "the same day")
		b.back = true
		return p.bellClock(b, e)
	}
	if a, k, ok := p.amount(j); ok {
		if e := back(k); e > k {
			b.back, b.before = true, a
			return p.bellClock(b, e)
		}
	}
	w, ok := p.readWhen(i)
	if !ok || w.hasRule || w.hasDuration || !w.hasClock && !w.hasDate && w.part == noPart {
		return b, i
	}
	b.when = w
	return b, w.to
}

// beforeWord steps over "before", "ahead of time", "in advance".
func (p *parser) beforeWord(i int) int {
	return p.any(i, "before it's due", "before it is due", "before it starts", "before it begins", "before that", "before it", "before hand", "before", "beforehand", "ahead of time", "ahead", "in advance", "earlier", "early", "prior to it", "prior")
}
