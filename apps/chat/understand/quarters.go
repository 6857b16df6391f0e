package understand

// quarter reads "Q3" and "Q1 2027": its first day and its last. Without a year it is the next that is not over.
func (p *parser) quarter(i int) (first, last day, next int) {
	w := p.w(i)
	if len(w) != 2 || w[0] != 'q' || w[1] < '1' || w[1] > '4' || p.glued(i+1) && p.kind(i+1) != mark {
		return 0, 0, i
	}
	m := 3*int(w[1]-'1') + 1
	if y, e, stated := p.year(i + 1); stated {
		first = newDay(y, m, 1)
		return first, first.addMonths(3) - 1, e
	}
	y, _, _ := p.today.date()
	if first = newDay(y, m, 1); first.addMonths(3)-1 < p.today {
		first = newDay(y+1, m, 1)
	}
	return first, first.addMonths(3) - 1, i + 1
}

// quarterDate reads a quarter as a date; only a preposition makes it one ("in Q3", "by Q1 2027"), as it does a month.
func (p *parser) quarterDate(i int, prep string) (dateVal, int) {
	switch prep {
	case "in", "by", "until", "till", "before", "during", "starting", "after":
	default:
		return dateVal{}, i
	}
	first, last, e := p.quarter(i)
	if e == i || !p.endsTime(e) {
		return dateVal{}, i
	}
	d := single(max(first, p.today))
	if prep != "in" && prep != "during" {
		d = single(first)
	}
	d.last, d.coarse = last, true
	return d, e
}
