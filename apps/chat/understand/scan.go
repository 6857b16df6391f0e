package understand

// starters are the words, beside those of the lexicon, that a time phrase can begin with.
var starters = set("in on at @ by for due deadline before from around about between until till til starting starts start beginning begins " +
	"every each ev once 1x repeating recurring repeated repeat repeats recur recurs and it which mwf tth tuth m t alternate everyday daily nightly hourly weekly biweekly fortnightly monthly bimonthly quarterly yearly annually anually annualy " +
	"biannually semiannually biennially bi semi half weekday weekdays weeknights workdays business working work weekends weekend this next last coming upcoming past the end mid middle " +
	"early late later eod eom eow eoy cob close a an another couple few several within first final penultimate scheduled no not quarter " +
	"ideally preferably some any exactly prior ahead toward towards come lasting same day all latest morning afternoon evening night as over year month commencing effective following previous current ~ circa approx approximately ( [ sometime anytime roughly after back " +
	"new nye christmas xmas boxing halloween valentine valentine's valentines st juneteenth veterans groundhog bastille bonfire guy thanksgiving labor memorial father's fathers")

// maxEdge bounds, in tokens, how far from its ends a long message is searched for time phrases.
const maxEdge = 200

// scan finds the time phrases of a text, leaves those that are traps, and joins the rest into one.
func (p *parser) scan(m *marks) (w when, ok bool) {
	var found []when
	for i := 0; i < len(p.t) && len(found) < 64; i++ {
		if i >= maxEdge && i < len(p.t)-maxEdge {
			i = len(p.t) - maxEdge
		}
		t := &p.t[i]
		if t.quoted || m.taken[i] || t.lex == nothing && t.k != number && !starters[t.n] {
			continue
		}
		if e := m.nameAt(i); e > i {
			i = e - 1
			continue
		}
		free := p.part(0, m.freeEnd(i))
		c, ok := free.timePhrase(i)
		if !ok {
			continue
		}
		found = append(found, c)
		i = c.to - 1
	}
	if len(found) == 0 {
		return w, false
	}
	found = m.mergeRules(found)
	best := m.choose(found)
	if len(best) == 0 {
		return w, false
	}
	w = best[0]
	for _, c := range best[1:] {
		w.join(&c)
	}
	return w, true
}

// maxReach bounds how far one time phrase may reach, in tokens.
const maxReach = 80

// freeEnd is the first claimed token from i on, or as far as a phrase may reach.
func (m *marks) freeEnd(i int) int {
	for end := i + maxReach; i < len(m.taken) && i < end; i++ {
		if m.taken[i] {
			break
		}
	}
	return i
}

// choose judges the phrases from the last to the first, so that each knows what is taken behind it; of two that say
// the same kind of thing the plainer one stays.
func (m *marks) choose(found []when) []when {
	var kept []when
	for i := len(found) - 1; i >= 0; i-- {
		w := &found[i]
		if m.trapped(w) {
			continue
		}
		if clash := conflict(kept, w); clash >= 0 {
			if m.rank(w) <= m.rank(&kept[clash]) {
				continue
			}
			for k := kept[clash].from; k < kept[clash].to; k++ {
				m.taken[k] = false
			}
			kept = append(kept[:clash], kept[clash+1:]...)
			if conflict(kept, w) >= 0 {
				continue
			}
		}
		m.hide(w.from, w.to)
		m.hideFrame(w.from, w.to)
		kept = append(kept, *w)
	}
	for _, w := range kept {
		m.claims = append(m.claims, w.claims...)
	}
	// In text order, the phrase with a date first, so that join has something to fill.
	for i, j := 0, len(kept)-1; i < j; i, j = i+1, j-1 {
		kept[i], kept[j] = kept[j], kept[i]
	}
	return kept
}
