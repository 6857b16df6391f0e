package understand

// mergeRules makes one rule of "biweekly 1:1 with Sana on tuesdays": how often stands at the front, which days behind.
func (m *marks) mergeRules(found []when) []when {
	for i := range found {
		a := &found[i]
		if !a.hasRule || a.rule.freq != "WEEKLY" || a.rule.interval < 2 || len(a.rule.byDay) > 0 || a.pieces != 1 {
			continue
		}
		for j := range found {
			b := &found[j]
			if i == j || len(b.rule.byDay) == 0 || b.rule.interval > 1 || b.rule.freq != "WEEKLY" || !m.clearLeft(a.from) && a.from > 2 {
				continue
			}
			b.rule.interval, b.rule.weak = a.rule.interval, false
			m.claim("rrule", a.from, a.to)
			return append(append([]when(nil), found[:i]...), found[i+1:]...)
		}
	}
	return found
}
