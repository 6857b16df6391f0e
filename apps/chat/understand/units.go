package understand

// unitAt reads a unit behind a number that ended before i. Here a spelling mistake is safe to read through.
func (p *parser) unitAt(i int) (unit, int) {
	l := p.lex(i)
	if l.unit != noUnit && (!l.short || p.glued(i)) {
		return l.unit, i + 1
	}
	if p.is(i, "business", "working", "work", "week") && p.is(i+1, "days", "day") {
		return workdays, i + 2
	}
	switch p.w(i) {
	case "dys", "dya", "dasy", "dayz":
		return days, i + 1
	case "moths", "moth", "mouths":
		if p.is(i-2, "in", "every") {
			return months, i + 1
		}
	}
	if p.kind(i) == word && len(p.w(i)) >= 4 && len(p.w(i)) <= 8 {
		for _, c := range unitSpellings {
			if w := p.w(i); w[0] == c.w[0] && w[len(w)-1] == c.w[len(c.w)-1] && distance(w, c.w, 1) <= 1 && !notUnits[w] {
				return c.u, i + 1
			}
		}
	}
	return noUnit, i
}

var unitSpellings = []struct {
	w string
	u unit
}{{"minutes", minutes}, {"minute", minutes}, {"hours", hours}, {"days", days}, {"weeks", weeks}, {"week", weeks}, {"months", months},
	{"month", months}, {"years", years}, {"year", years}}

var notUnits = set("weeds wreks dads dabs dams dots minuets mouth mouths moths yeast yeas days' hairs house pours geeks wells weak")
