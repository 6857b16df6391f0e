package understand

// nag is a wish to be reminded again and again: "every 10 minutes until I do it".
type nag struct {
	mins     int
	from, to int    // tokens of the wish
	do       [2]int // tokens of what is to be done, when the wish names it: "until I do the dishes"
}

// nagLead reads "nag me", "keep reminding me"; plain is true for "remind me", which nags only with an "until".
func (p *parser) nagLead(i int) (next int, plain bool) {
	if j := p.any(i, "nag me", "bug me", "pester me", "hound me", "annoy me", "keep nagging me", "keep nagging", "keep reminding me", "keep pinging me", "keep bugging me", "nag"); j > i {
		return j, false
	}
	return p.remindVerb(i), true
}

// nagEvery reads "every 10 minutes until I do it" at i.
func (p *parser) nagEvery(i int, plain bool) (g nag, ok bool) {
	g.from = i
	if !p.is(i, "every", "each") {
		return g, false
	}
	j := i + 1
	a, k, ok := p.amount(j)
	if u, e := p.unitAt(j); !ok && (u == minutes || u == hours) {
		a, k, ok = amount{}, e, a.add(1000, u)
		a.add(1000, u)
	}
	if !ok || !a.clockOnly() || a.mins < 1 || a.mins > 24*60 {
		return g, false
	}
	g.mins, g.to = a.mins, k
	u, e := p.untilDone(p.opt(k, ","))
	if u <= k {
		return g, !plain
	}
	if e == u {
		if e = p.any(u, "i do"); e > u && e < len(p.t) && p.kind(e) == word { // "until I do the dishes"
			g.do = [2]int{e - 1, p.end()}
			e = p.end()
		}
	}
	if e == u && p.is(u, "i", "i've") && u+1 < p.end() { // "until I call mom"
		k := p.opt(u+1, "have", "actually", "finally", "finish", "complete")
		g.do = [2]int{k, p.end()}
		e = p.end()
	}
	if e == u {
		return g, false
	}
	g.to = e
	return g, true
}

// untilDone reads "until" and, behind it, that the task is done; done == from when only "until" stands there.
func (p *parser) untilDone(i int) (from, done int) {
	u := p.any(i, "until", "till", "til", "unless", "as long as", "while")
	if u == i {
		return i, i
	}
	return u, p.any(u, "it is done", "it's done", "its done", "done", "i do it", "i do that", "i do this", "i've done it", "i have done it", "i finish it", "i finish", "i complete it", "i'm done", "i am done", "it's complete", "complete", "completed", "i say done", "i mark it done", "i check it off", "i tick it off", "it's finished", "finished", "it's not done", "i stop you", "i did it", "i have")
}

// nagFrame reads "nag me every 10 minutes until I do it", "nag me about the bins every 10 minutes", "remind me every
// hour to drink until it's done".
func (p *parser) nagFrame() (Reading, bool) {
	n := p.end()
	j, plain := p.nagLead(0)
	if j == 0 || j >= n || n > maxCommand {
		return Reading{}, false
	}
	for i := j; i < n; i++ {
		g, ok := p.nagEvery(i, plain)
		if !ok {
			continue
		}
		lo, hi := p.opt(j, "to", "about", "on", "for"), i
		if i == j {
			lo, hi = p.opt(g.to, "to", "about", "on", "for"), n
			for k := lo + 1; k < n; k++ {
				if u, e := p.untilDone(k); e > u && e == n {
					hi = k
					break
				}
			}
		} else if g.to < n {
			return Reading{}, false
		}
		if g.do[1] > g.do[0] {
			lo, hi = g.do[0], g.do[1]
		}
		return p.nagged(g, lo, hi)
	}
	return Reading{}, false
}

// nagged adds the task in [lo, hi), or turns to the one spoken of or named by its place.
func (p *parser) nagged(g nag, lo, hi int) (Reading, bool) {
	first := p.fromNow(amount{mins: g.mins})
	ring := Reminder{At: first.day.String() + "T" + clock(first.min)}
	if lo >= hi || p.strongRef(lo, hi) {
		ref := Ref{Last: true}
		if lo < hi {
			ref, _ = p.ref(lo, hi, true)
		}
		r, ok := p.about(Remind, ref, lo, hi, Slots{Reminders: []Reminder{ring}}, claim{"reminders", g.from, min(g.to, max(lo, g.from+1))})
		r.Nag = g.mins
		return r, ok
	}
	q := p.part(lo, hi)
	r := q.addTask(q, true)
	if r.Intent != Add {
		return Reading{}, false
	}
	if r.Slots.DueDate == "" {
		r.Slots.DueDate, r.Slots.DueTime, r.Slots.Reminders = first.day.String(), clock(first.min), []Reminder{{}}
	}
	r.Nag = g.mins
	return r, true
}

// nagTail claims "…, nag me every 10 minutes" behind a task.
func (p *parser) nagTail(m *marks) int {
	for i := 1; i < len(p.t) && i < maxCommand; i++ {
		if m.taken[i] || !p.is(i, "nag", "bug", "pester", "keep", "remind", "hound") {
			continue
		}
		j, plain := p.nagLead(i)
		if j == i {
			continue
		}
		if g, ok := p.nagEvery(j, plain); ok && m.clearRight(g.to) && g.do[1] == 0 {
			for p.is(i-1, ",", "and", "-", ";", "please") && i > 1 {
				i--
			}
			m.claim("reminders", i, g.to)
			return g.mins
		}
	}
	return 0
}
