package understand

// ringOpening reads the words that ask for a ring: "remind me", "set two reminders", "change the reminder"; several when
// more than one is asked for, anew when one there is is changed.
func (p *parser) ringOpening() (next int, several, anew bool) {
	if j := p.remindVerb(0); j > 0 {
		k := p.opt(j, "twice", "both")
		return k, k > j, false
	}
	if j := p.any(0, "alert me", "notify me", "ping me", "warn me", "nudge me", "let me know", "tell me", "text me"); j > 0 {
		k := p.opt(j, "twice", "both")
		return k, k > j, false
	}
	if p.is(0, "reminder", "reminders") {
		return 1, p.is(0, "reminders"), false
	}
	j := p.any(0, "i want", "i need", "i'd like", "i would like", "get me", "give me", "set", "add", "put", "create", "make", "schedule", "change", "update", "edit", "switch", "move", "adjust", "reset")
	if j == 0 {
		return 0, false, false
	}
	anew = p.is(0, "change", "update", "edit", "switch", "move", "adjust", "reset")
	for range 2 {
		j = p.opt(j, "a", "an", "another", "the", "my", "its", "two", "2", "three", "3", "both", "new", "extra", "second", "me", "up")
	}
	k := p.opt(j, "reminder", "reminders", "alert", "alerts", "notification", "notifications")
	if k == j {
		return 0, false, false
	}
	return k, p.is(j, "reminders", "alerts", "notifications"), anew
}

// bellsOf reads reminders. Where several are asked for, or the shorter time comes first, "a day and an hour before" are
// two of them and not 25 hours.
func (p *parser) bellsOf(i int, several bool) ([]bell, int) {
	if k := p.opt(i, "both"); k > i {
		i, several = k, true
	}
	var bs []bell
	for j := i; len(bs) < maxBells; {
		m, k := p.amountNumber(j)
		u, e := p.unitAt(k)
		var a amount
		if k == j || u == noUnit || !a.add(m, u) {
			break
		}
		if len(bs) > 0 && a.minutes() > bs[len(bs)-1].before.minutes() {
			several = true
		}
		bs = append(bs, bell{back: true, before: a})
		if f := p.beforeWord(e); f > e {
			if several && len(bs) > 1 {
				return bs, f
			}
			break
		}
		if j = p.separator(e); j == e {
			break
		}
	}
	return p.bellList(i)
}

// minutes is about how long a is, to tell the longer of two.
func (a amount) minutes() int { return a.mins + 1440*(a.days+a.workdays+30*a.months) }

// bellsBehind finds ", and again an hour before" behind a task in [lo, n): the reminders and where they begin; n when
// there are none.
func (p *parser) bellsBehind(lo, n int) ([]bell, int) {
	for k := lo + 1; k < n-1; k++ {
		e := p.separator(k)
		if e == k {
			continue
		}
		if bs, f := p.bellList(p.opt(e, "again", "also", "then")); f == n && len(bs) > 0 && bs[0].back {
			return bs, k
		}
	}
	return nil, n
}

// eventless leaves out of [lo, hi) that the task begins: "gym starts", "3 is due".
func (p *parser) eventless(lo, hi int) int {
	for k := max(lo+1, hi-5); k < hi; k++ {
		if p.any(k, "is due", "are due", "starts", "begins", "kicks off", "takes place", "happens", "is happening", "is on", "is scheduled", "is supposed to start", "is meant to start", "is set to start", "is about to start") == hi {
			return k
		}
	}
	return hi
}

// ringWhenDue reads "remind me when it's due", "at the time 3 starts": a ring at the due moment itself.
func (p *parser) ringWhenDue(j, n int) (Reading, bool) {
	rung := func(r Ref, lo, hi int) (Reading, bool) {
		return p.about(Remind, r, lo, hi, Slots{Reminders: []Reminder{{}}}, claim{"reminders", j, lo})
	}
	k := p.any(j, "right when", "exactly when", "just when", "when", "at the time that", "at the time", "at the moment", "the moment that", "the moment", "as soon as", "once")
	if k == j || k >= n {
		return Reading{}, false
	}
	if e := p.any(k, "it's due", "it is due", "its due", "it's time", "it is time", "it starts", "it begins", "that's due", "due"); e == n {
		return rung(Ref{Last: true}, n, n)
	}
	hi := p.eventless(k, n)
	if hi == n || !p.strongRef(k, hi) && (!p.is(n-1, "due") || p.sentence(k, hi)) {
		return Reading{}, false
	}
	ref, ok := p.ref(k, hi, true)
	if !ok {
		return Reading{}, false
	}
	return rung(ref, k, hi)
}
