package understand

// holidays are the days with a date of their own, as month*100+day. They count behind a preposition or "every" only:
// "buy presents for christmas" is about Christmas, "by christmas" is a date.
var holidays = []struct {
	name string
	md   int
}{
	{"new year's eve", 1231}, {"new years eve", 1231}, {"nye", 1231}, {"new year's day", 101}, {"new years day", 101}, {"new year day", 101}, {"new year's", 101},
	{"christmas eve", 1224}, {"xmas eve", 1224}, {"christmas day", 1225}, {"christmas", 1225}, {"xmas day", 1225}, {"xmas", 1225}, {"boxing day", 1226},
	{"halloween", 1031}, {"valentine's day", 214}, {"valentines day", 214}, {"valentine's", 214}, {"valentines", 214}, {"st patrick's day", 317}, {"april fools day", 401}, {"april fool's day", 401},
	{"christmas evening", 1224},
}

// holiday finds the holiday named at i.
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

var holidayWords = set("new nye christmas xmas boxing halloween valentine's valentines st april")

// holidayDate reads a holiday behind a preposition.
func (p *parser) holidayDate(i int, _ string) (dateVal, int) {
	if p.is(i-1, "before", "after") && p.lex(i-2).unit != noUnit {
		return dateVal{}, i
	}
	if !p.is(i-1, "on", "by", "before", "until", "till", "due", "after") {
		return dateVal{}, i
	}
	m, d, j := p.holiday(i)
	if j == i {
		return dateVal{}, i
	}
	return p.resolveDate(0, m, d, false, i, j)
}
