package understand

// repeatFrame reads "make gym repeat every monday", "repeat 2 daily", "make it weekly", "stop repeating trash".
func (p *parser) repeatFrame() (Reading, bool) {
	n := p.end()
	if j := p.any(0, "stop repeating", "stop recurring", "don't repeat", "dont repeat", "do not repeat", "no longer repeat", "unrepeat", "remove the recurrence from", "remove the recurrence of", "remove recurrence from", "remove the repeat from", "remove the repeat on", "remove repeat from", "remove the repetition from", "cancel the recurrence of", "cancel the recurrence on", "cancel the recurrence for", "clear the recurrence of", "clear the recurrence on", "clear the recurrence from",
		"cancel the repeat of", "cancel the repeat on", "stop the recurrence of", "stop the recurrence on", "stop the repeat of", "stop the repeat on", "remove the schedule from", "end the recurrence of", "clear recurrence of", "clear recurrence from", "clear recurrence on", "cancel recurrence of", "cancel recurrence for", "no recurrence for", "turn off repeat for", "turn off recurrence for", "turn off repeating for", "delete the recurrence of", "delete the recurrence from", "remove recurrence of", "remove the recurring from", "no more repeating"); j > 0 && j < n {
		return p.finish(Repeat, j, n)
	}
	if p.is(0, "stop") && p.is(n-1, "repeating", "recurring") && n > 2 {
		return p.finish(Repeat, 1, p.anyBack(n-1, "from"))
	}
	if j := p.any(0, "no more repeats", "no more repeating", "no repeats", "no repeat", "no recurrence", "no more recurrence", "end the repeats", "end the repeat", "stop the repeats"); j > 0 {
		if k := p.opt(j, "for", "on", "of", "from"); k > j && k < n {
			return p.finish(Repeat, k, n)
		}
	}
	if p.is(0, "make", "set", "turn", "let", "have") {
		for k := 2; k < n; k++ {
			if p.any(k, "not repeat", "not recurring", "non - recurring", "nonrecurring", "non - repeating", "a one - off", "a one off", "one - off", "a one time task", "a one - time task", "one - time", "not repeating", "no longer repeat", "stop repeating", "stop recurring", "not recur", "a single task", "one time only", "to not repeat", "to one time", "to never repeat", "never repeat", "happen only once", "happen once", "into a one - off") == n {
				return p.finish(Repeat, 1, k)
			}
		}
	}
	still := n
	for still > 2 && p.is(still-1, "anymore", "more", "any", "now", "again", "please") {
		still--
	}
	for k := 1; k < n && k < 20; k++ {
		if e := p.any(k, "should not repeat", "shouldn't repeat", "should not recur", "should no longer repeat", "need not repeat", "doesn't need to repeat", "must not repeat", "isn't repeating", "is not repeating", "isn't recurring"); still < n && e > k && e == still {
			return p.finish(Repeat, 0, k)
		}
		if p.any(k, "should stop repeating", "should not repeat", "shouldn't repeat", "doesn't repeat anymore", "no longer repeats", "doesn't repeat", "should no longer repeat", "doesn't need to repeat", "isn't recurring anymore", "is no longer recurring", "is not recurring anymore", "doesn't recur anymore", "isn't recurring", "is a one - off", "shouldn't recur", "should not recur") == n {
			return p.finish(Repeat, 0, k)
		}
	}
	if r, ok := p.noRepeat(n); ok {
		return r, true
	}
	lo, need := p.any(0, "i want", "i'd like", "i would like", "i need"), false
	if p.is(lo, "to", "a", "you") {
		lo = 0
	}
	switch p.w(0) {
	case "repeat", "recur":
		lo, need = 1, true
	case "make", "set", "have", "change", "turn", "switch", "let", "convert":
		lo = 1
	default:
		if !p.startsRef(0, n) && !p.hasWord(n, "repeat", "repeats", "recur", "recurs") {
			return Reading{}, false
		}
	}
	if e := p.opt(lo, "the"); p.is(e, "repeat", "recurrence", "repetition", "frequency", "schedule", "interval") && p.is(e+1, "of", "on", "for") && lo > 0 { // "change the repeat of gym to daily"
		lo, need = e+2, true
	}
	into := p.is(0, "turn", "make", "convert", "change") && n > 4 && p.is(n-1, "task", "thing", "chore", "habit", "event", "routine") && p.is(n-3, "a", "an") && adverbs[p.w(n-2)].freq != ""
	if into { // "turn laundry into a weekly task"
		n--
	}
	if lo == 0 && p.repeatsNew(n) {
		return Reading{}, false
	}
	if w, ok := p.readWhen(1); p.is(0, "repeat", "recur") && ok && w.hasRule && w.to == n { // "repeat every day"
		if u := p.work(&w); u.rule != nil {
			s := Slots{RRule: u.rule.String(), FromCompletion: u.rule.fromCompletion}
			if _, timed := w.time(); timed || w.hasStart || w.hasDate {
				u.fill(&s)
			}
			return p.about(Repeat, Ref{Last: true}, 1, 1, s, claim{"rrule", 1, n})
		}
	}
	for k := lo + 1; k < n; k++ {
		e := max(p.any(k, "needs to", "need to", "has to", "have to", "ought to", "must", "will", "is going to"), p.opt(k, "should", "to", "into", "now"))
		e = p.opt(e, "be", "now", "a")
		f := p.opt(e, "repeat", "recur", "repeats", "recurs", "repeating", "recurring", "happen", "happens")
		said := f > e || need || into && p.is(k, "a", "an", "into") || p.is(k, "to") && p.is(0, "change", "switch", "set")
		maybe := !said && p.is(0, "make", "set", "turn") && f == k && p.choreBefore(k, n)
		f = p.opt(f, "on", "to", ",", ":", "-")
		if p.is(f-1, "on") && !p.lex(f).plural {
			f--
		}
		if p.is(f, "on") && f > e && said { // "make the rent repeat on the 1st"
			r := ruleVal{rule: rule{until: noDay}}
			if g := p.every(&r, p.opt(f+1, "the")); g == n && len(r.byDay)+len(r.monthDay) > 0 {
				if ref, ok := p.ref(lo, k, true); ok {
					r.tidy()
					return p.about(Repeat, ref, lo, k, Slots{RRule: r.String()}, claim{"rrule", f, n})
				}
			}
		}
		w, ok := p.readWhen(f)
		if !ok || !w.hasRule || w.to != n {
			continue
		}
		if !said && !maybe && (!p.strongRef(lo, k) || lo == 0) {
			return Reading{}, false
		}
		ref, ok := p.ref(lo, k, true)
		if !ok {
			return Reading{}, false
		}
		u := p.work(&w)
		if u.rule == nil {
			return Reading{}, false
		}
		s := Slots{RRule: u.rule.String(), FromCompletion: u.rule.fromCompletion}
		if _, timed := w.time(); timed || w.hasStart || w.hasDate {
			u.fill(&s)
		}
		r, ok := p.about(Repeat, ref, lo, k, s, claim{"rrule", f, n})
		if other := p.addTask(p, false); maybe && other.Intent == Add && !p.strongRef(lo, k) {
			other.Alternative, other.Doubt = nil, ""
			r.Alternative, r.Doubt = &other, "I took this as a task you have that is to repeat, not as a new one."
		}
		return r, ok
	}
	return Reading{}, false
}

// makeables are what people make: "make dinner daily" is a task of its own, "make laundry daily" changes one.
var makeables = set("bed beds breakfast lunch lunches dinner dinners supper brunch snack snacks coffee tea juice smoothie smoothies soup salad bread sourdough dough cake cakes cookies " +
	"pancakes pizza pasta sauce stew curry rice oatmeal porridge granola yogurt yoghurt kombucha kefir stock broth jam cocktails ice food meal meals sandwich sandwiches " +
	"list lists plan plans notes music art videos video content backup backups copy copies call calls payment payments deposit deposits donation donations appointment " +
	"appointments reservation reservations booking bookings time space room progress sure money progress changes rounds cards crafts candles soap compost bricks posts phone")

// choreBefore tells whether "make … daily" speaks of a task that there is: one adverb ends it at n, and what stands
// before is nothing that is made, sized or counted.
func (p *parser) choreBefore(k, n int) bool {
	if k+1 != n && !(k+2 == n && p.is(k, "fortnightly")) || adverbs[p.w(k)].freq == "" || k-1 < 1 || k > 5 {
		return false
	}
	for i := 1; i < k; i++ {
		if p.kind(i) != word && !p.t[i].quoted || p.lex(i).join && !p.is(i, "with") || makeables[p.w(i)] || p.is(i, "a", "an", "some", "more", "sure") {
			return false
		}
	}
	return true
}

// noRepeat reads "end the repetition of trash", "cancel recurrence on 2".
func (p *parser) noRepeat(n int) (Reading, bool) {
	j := p.any(0, "turn off", "stop", "end", "cancel", "remove", "clear", "delete", "drop", "disable")
	k := p.opt(p.opt(j, "the", "any"), "recurrence", "repeat", "repeats", "repetition", "recurring", "repeating")
	if j == 0 || !p.is(k-1, "recurrence", "repeat", "repeats", "repetition", "recurring", "repeating") {
		return Reading{}, false
	}
	if e := p.opt(k, "of", "on", "for", "from"); e > k && e < n {
		return p.finish(Repeat, e, n)
	}
	return Reading{}, false
}

// hasWord tells whether one of ws stands among the first n tokens.
func (p *parser) hasWord(n int, ws ...string) bool {
	for i := range min(n, 200) {
		if p.is(i, ws...) {
			return true
		}
	}
	return false
}
