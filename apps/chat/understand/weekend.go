package understand

// weekend reads "this weekend", "the weekend", "next weekend", "weekend after next".
func (p *parser) weekend(i int, prep string) (dateVal, int) {
	j, how := i, ""
	switch p.w(i) {
	case "this", "the", "next", "coming", "last", "upcoming":
		how, j = p.w(i), i+1
		j = p.opt(j, "coming", "next")
		if p.is(j-1, "next") {
			how = "next"
		}
	}
	if p.seq(i, "week end") > i || p.seq(j, "week end") > j {
		return dateVal{}, i
	}
	if !p.is(j, "weekend") {
		return dateVal{}, i
	}
	sat := p.today.monday() + 5
	d := dateVal{alt: noDay, coarse: true}
	switch how {
	case "next":
		d.day = sat + 7
	case "last":
		d.day, d.past = sat-7, true
	default:
		d.day = max(sat, p.today)
		d.weak = how == ""
	}
	d.last = sat + 1
	if how == "next" {
		d.last = sat + 8
	} else if how == "last" {
		d.last = sat - 6
	}
	if k := p.seq(j+1, "after next"); k > j+1 {
		d.day, d.last = sat+14, sat+15
		return d, k
	}
	if e, k := p.dayOfWeekend(j+1, d.last-1); k > j+1 && how != "" && !d.past {
		return e, k
	}
	return d, j + 1
}
