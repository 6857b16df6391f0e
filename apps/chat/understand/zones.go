package understand

import "time"

// Families of daylight saving time. The rules are those in force since 2007 (America) and 1996 (Europe).
type dstFamily uint8

const (
	fixed dstFamily = iota
	american
	european
	australian
	newZealand
)

// zone is a place's clock: minutes east of UTC in winter, and when summer time is added.
type zone struct {
	offset int
	dst    dstFamily
}

// zoneAt reads the zone behind a time of day: "GMT", "UTC+2", "Pacific time", "Los Angeles time", "Europe/Berlin".
func (p *parser) zoneAt(i int) (zone, int) {
	if z, j := p.isoOffset(i); j > i {
		return z, j
	}
	if p.w(i) == "(" {
		if z, j := p.zoneAt(i + 1); j > i+1 && p.w(j) == ")" {
			return z, j + 1
		}
		return zone{}, i
	}
	w := p.w(i)
	if p.kind(i) != word || w == "" {
		return zone{}, i
	}
	if p.w(i+1) == "/" && p.glued(i+1) && p.glued(i+2) && p.kind(i+2) == word { // Europe/Berlin, America/New_York
		name, j := p.w(i+2), i+3
		for p.w(j) == "_" && p.glued(j) && p.glued(j+1) || p.w(j) == "/" && p.glued(j) && p.glued(j+1) {
			if p.w(j) == "/" {
				name = p.w(j + 1)
			} else {
				name += " " + p.w(j+1)
			}
			j += 2
			if j > i+12 {
				return zone{}, i
			}
		}
		if z, ok := zoneNames[name]; ok && p.right(j) {
			return z, j
		}
		return zone{}, i
	}
	if p.kind(i+1) == word && len(w) < 16 && len(p.w(i+1)) < 16 && !p.glued(i+1) {
		if z, ok := zoneNames[w+" "+p.w(i+1)]; ok {
			if j := p.opt(i+2, "time"); j > i+2 {
				return z, j
			}
		}
	}
	z, ok := zoneNames[w]
	if !ok || !p.right(i+1) && !p.is(i+1, "+", "-") {
		return zone{}, i
	}
	if w == "utc" || w == "gmt" {
		if mins, j, ok := p.utcOffset(i + 1); ok {
			z.offset = mins
			return z, j
		}
	}
	j := p.any(i+1, "standard time", "daylight time", "time")
	if j > i+1 || abbreviated[w] || w == "z" && p.glued(i) {
		return z, j
	}
	return zone{}, i
}

// utcOffset reads "+2", "-08:45", "+0245" behind UTC or GMT, in minutes.
func (p *parser) utcOffset(i int) (mins, next int, ok bool) {
	if !p.is(i, "+", "-") || !p.glued(i+1) {
		return 0, i, false
	}
	h, ok := p.digits(i+1, 4)
	if !ok {
		return 0, i, false
	}
	m, j := 0, i+2
	switch {
	case len(p.t[i+1].n) > 2:
		h, m = h/100, h%100
	case p.w(j) == ":" && p.glued(j) && p.glued(j+1):
		m, _ = p.digits(j+1, 2)
		j += 2
	}
	if h > 14 || m > 59 {
		return 0, i, false
	}
	if mins = h*60 + m; p.w(i) == "-" {
		mins = -mins
	}
	return mins, j, true
}

// zoneGlued tells whether a zone is written right behind the time: "14:00Z".
func (p *parser) zoneGlued(i int) bool {
	if _, j := p.isoOffset(i); j > i {
		return true
	}
	return p.glued(i) && p.is(i, "z", "utc", "gmt", "cet", "cest", "est", "edt", "pst", "pdt", "ist") && p.right(i+1)
}

// utcOf turns a wall clock of the zone into UTC. A time that occurs twice is the first of the two.
func (z zone) utcOf(d day, min int) time.Time {
	utc := time.Unix(int64(d)*86400+int64(min-z.offset)*60, 0)
	if z.summer(d, min) {
		utc = utc.Add(-time.Hour)
	}
	return utc
}

// summer tells whether summer time holds at a wall clock. The hour of the change is given to the day's earlier clock
// in spring and to summer in autumn.
func (z zone) summer(d day, min int) bool {
	y, _, _ := d.date()
	within := func(from day, fromMin int, to day, toMin int) bool {
		return (d > from || d == from && min >= fromMin) && (d < to || d == to && min < toMin)
	}
	switch z.dst {
	case american:
		return within(nthWeekday(y, 3, 2, 6), 120, nthWeekday(y, 11, 1, 6), 120)
	case european:
		return within(nthWeekday(y, 3, -1, 6), 60+z.offset, nthWeekday(y, 10, -1, 6), 120+z.offset)
	case australian:
		return !within(nthWeekday(y, 4, 1, 6), 180, nthWeekday(y, 10, 1, 6), 120)
	case newZealand:
		return !within(nthWeekday(y, 4, 1, 6), 180, nthWeekday(y, 9, -1, 6), 120)
	}
	return false
}
