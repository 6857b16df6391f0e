package understand

// dateVal is what a date phrase says.
type dateVal struct {
	day  day
	last day // last day of what was named: a week's Sunday, a month's end; the day itself for a day
	alt  day // the other usual reading, or noDay
	near day // this week's weekday when "next" took the following week's

	doubt  string // why there is an alt: next, same, numeric
	weak   bool   // a date only by its place: "friday", "6/12", "20th"
	name   bool   // made of words that also occur in names: "Friday", "Today"
	typo   bool   // read through a spelling mistake
	past   bool   // lies behind on purpose: "last friday"
	coarse bool   // names a period, not a day
	month  bool   // names its month in letters: "10 August"
	year   bool   // states its year

	nth [2]int // "last friday of the month": which, and of what (see nthDay)

	part    part // "tonight" brings its part of the day
	instant bool // day and min are one exact moment: "in 2 hours"
	min     int
	sec     int // of that minute, when seconds were said
}

// date reads any date phrase at i; next == i when there is none. prep is the preposition before it.
func (p *parser) date(i int, prep string) (dateVal, int) {
	none := dateVal{alt: noDay}
	if i >= len(p.t) || !p.left(i) {
		return none, i
	}
	t := &p.t[i]
	if t.quoted || (t.k != word && t.k != number) {
		return none, i
	}
	if d, j := p.offset(i, prep); j > i && p.right(j) {
		return d, j
	}
	return p.plainDate(i, prep)
}

// plainDate is date without "in 3 days" and "2 weeks from friday", so that those cannot nest.
func (p *parser) plainDate(i int, prep string) (dateVal, int) {
	for _, read := range [...]func(*parser, int, string) (dateVal, int){
		(*parser).countedWeekday, (*parser).relativeDay, (*parser).holidayDate, (*parser).nthOfMonth, (*parser).absolute, (*parser).weekdayDate, (*parser).coarseDate,
		(*parser).dayOfMonth,
	} {
		if d, j := read(p, i, prep); j > i && (p.right(j) || p.isoClock(j)) {
			return d, j
		}
	}
	return dateVal{alt: noDay}, i
}

func single(d day) dateVal { return dateVal{day: d, last: d, alt: noDay} }
