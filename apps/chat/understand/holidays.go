package understand

// holidays are the days with a date of their own, as month*100+day. They count behind a preposition or "every", and the
// days and eves also at the end of a task: "buy presents for christmas" is about Christmas, "by christmas" and "call mum
// christmas eve" are dates.
var holidays = []struct {
	name string
	md   int
}{
	{"new year's eve", 1231}, {"new years eve", 1231}, {"new year eve", 1231}, {"nye", 1231}, {"new year's day", 101}, {"new years day", 101}, {"new year day", 101}, {"new year's", 101},
	{"christmas eve", 1224}, {"xmas eve", 1224}, {"christmas day", 1225}, {"christmas evening", 1224}, {"christmas", 1225}, {"xmas day", 1225}, {"xmas", 1225}, {"boxing day", 1226},
	{"halloween", 1031}, {"valentine's day", 214}, {"valentines day", 214}, {"valentine day", 214}, {"valentine's", 214}, {"valentines", 214}, {"st patrick's day", 317}, {"st patricks day", 317}, {"april fools day", 401}, {"april fool's day", 401}, {"april fools' day", 401},
	{"juneteenth", 619}, {"veterans day", 1111}, {"groundhog day", 202}, {"bastille day", 714}, {"bonfire night", 1105}, {"guy fawkes night", 1105},
}

// movable are the days that are a weekday of their month.
var movable = []struct {
	name     string
	month, n int // n: which one, -1 the last
	weekday  int // 0 Monday
}{
	{"thanksgiving day", 11, 4, 3}, {"thanksgiving", 11, 4, 3}, {"labor day", 9, 1, 0}, {"memorial day", 5, -1, 0}, {"father's day", 6, 3, 6}, {"fathers day", 6, 3, 6},
}

// holiday finds the holiday with a date of its own at i.
func (p *parser) holiday(i int) (m, d, next int) {
	if w := p.w(i); w == "" || !holidayWords[w] {
		return 0, 0, i
	}
	for _, h := range holidays {
		if j := p.seq(i, h.name); j > i && p.right(j) {
			return h.md / 100, h.md % 100, j
		}
	}
	return 0, 0, i
}

var holidayWords = set("new nye christmas xmas boxing halloween valentine valentine's valentines st april juneteenth veterans groundhog bastille bonfire guy")

var movableWords = set("thanksgiving labor memorial father's fathers")

// nextHoliday is the date of the holiday named at i, today counts.
func (p *parser) nextHoliday(i int) (dateVal, int) {
	if m, d, j := p.holiday(i); j > i {
		return p.resolveDate(0, m, d, false, i, j)
	}
	if !movableWords[p.w(i)] {
		return dateVal{}, i
	}
	for _, h := range movable {
		j := p.seq(i, h.name)
		if j == i || !p.right(j) {
			continue
		}
		y, _, _ := p.today.date()
		d := nthDayOf(y, h.month, h.n, h.weekday)
		if d < p.today {
			d = nthDayOf(y+1, h.month, h.n, h.weekday)
		}
		return single(d), j
	}
	return dateVal{}, i
}

// holidayDate reads a holiday as a date.
func (p *parser) holidayDate(i int, _ string) (dateVal, int) {
	if p.is(i-1, "before", "after") && p.lex(i-2).unit != noUnit {
		return dateVal{}, i
	}
	v, j := p.nextHoliday(i)
	if j == i || !p.is(i-1, "on", "by", "before", "until", "till", "due", "after") && !p.openHoliday(i, j) {
		return dateVal{}, i
	}
	return v, j
}

// openHoliday tells whether the holiday in [i, j) is a date without a preposition before it: a day or an eve behind
// what is to be done, or any behind "for" with its time of day.
func (p *parser) openHoliday(i, j int) bool {
	timed := false
	if k := p.opt(j, "at", "@"); k < len(p.t) {
		_, e := p.clock(k, "at")
		timed = e > k && (k > j || p.kind(k) == number)
	}
	if p.is(i-1, "for") {
		return timed
	}
	if i == 0 {
		return p.is(j-1, "day", "eve") && j-i > 1 && (timed || p.is(j, ":") || p.verbAt(j))
	}
	if !p.is(j-1, "day", "eve", "nye") || i < 2 && !timed || p.kind(i-1) != word || p.t[i-1].cap && p.t[i].cap || p.lex(i-1).join || determiners[p.w(i-1)] || possessive(p.w(i-1)) || p.is(i-1, "happy", "merry", "and", "a", "watch", "see") {
		return false
	}
	return timed || p.end() == j
}
