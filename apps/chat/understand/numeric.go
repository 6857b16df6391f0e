package understand

// numericDate reads a date of digits: year first ("2026-08-01", "2026/8/1"), dots for day first ("20.11.2026"),
// slashes or dashes with the part above 12 as the day. Two readings that both hold carry the other one as alt.
func (p *parser) numericDate(i int, prep string) (dateVal, int) {
	if i+2 >= len(p.t) || !p.glued(i+1) || !p.glued(i+2) {
		return dateVal{}, i
	}
	sep := p.w(i + 1)
	if sep != "-" && sep != "/" && sep != "." {
		return dateVal{}, i
	}
	if sep == "." && (p.is(i-1, "version", "v", "ver", "release", "build", "ip", "firmware", "section", "chapter", "rfc") || p.is(i-1, ":") && p.is(i-2, "version", "ver", "release", "build")) {
		return dateVal{}, i
	}
	a, ok := p.digits(i, 4)
	b, ok2 := p.digits(i+2, 2)
	if !ok || !ok2 || len(p.t[i].n) == 3 {
		return dateVal{}, i
	}
	c, three := 0, false
	j := i + 3
	if p.w(j) == sep && p.glued(j) && p.glued(j+1) {
		if c, three = p.digits(j+1, 4); three {
			three = len(p.t[j+1].n) == 2 || len(p.t[j+1].n) == 4 || len(p.t[j+1].n) == 1 && len(p.t[i].n) == 4
		}
		if !three {
			return dateVal{}, i
		}
		j += 2
	}
	if p.glued(j) && p.kind(j) == word && !p.isoClock(j) || p.w(j) == ":" && p.glued(j) && p.glued(j+1) {
		return dateVal{}, i
	}
	switch {
	case len(p.t[i].n) == 4:
		if !three || !validDate(a, b, c) {
			return dateVal{}, i
		}
		return single(newDay(a, b, c)), j
	case three:
		if len(p.t[j-1].n) == 2 {
			c += 2000
		}
		return p.orderDate(a, b, c, true, sep, i, j)
	case sep == "-" && p.is(i-1, "on", "due") && p.right(j):
		d, k := p.orderDate(a, b, 0, false, sep, i, j)
		d.weak = true
		return d, k
	case sep == "/":
		d, k := p.orderDate(a, b, 0, false, sep, i, j)
		d.weak = true
		return d, k
	case sep == "." && len(p.t[i].n) == 2 && p.t[i].n[0] == '0' && len(p.t[i+2].n) == 2 && prep != "at" && prep != "@" && prep != "by":
		d, k := p.orderDate(a, b, 0, false, sep, i, j)
		d.weak = true
		return d, k
	case sep == "." && prep != "at" && prep != "@" && p.w(j) == "." && p.glued(j) && !p.glued(j+1) && (prep != "" || a > 12 || p.kind(j+1) == word && !p.t[j+1].cap):
		d, k := p.orderDate(a, b, 0, false, sep, i, j+1)
		d.weak = d.weak || prep == ""
		return d, k
	}
	return dateVal{}, i
}

// orderDate decides which of a and b is the day.
func (p *parser) orderDate(a, b, y int, stated bool, sep string, i, j int) (dateVal, int) {
	monthFirst, k1 := p.resolveDate(y, a, b, stated, i, j)
	dayFirst, k2 := p.resolveDate(y, b, a, stated, i, j)
	switch {
	case k1 == i && k2 == i:
		return dateVal{}, i
	case sep == ".":
		if k2 > i {
			return dayFirst, k2
		}
		return dateVal{}, i
	case k1 == i:
		return dayFirst, k2
	case k2 == i || a == b:
		return monthFirst, k1
	}
	monthFirst.alt, monthFirst.doubt = dayFirst.day, "numeric"
	return monthFirst, k1
}

// isoClock tells whether the word at i is the T of "2026-08-01T14:00".
func (p *parser) isoClock(i int) bool {
	return p.w(i) == "t" && p.glued(i) && p.glued(i+1) && p.kind(i+1) == number && p.w(i+2) == ":"
}
