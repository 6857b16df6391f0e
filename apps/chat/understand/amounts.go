package understand

// amount is a length of time. Months and days are counted on the calendar, minutes on the clock.
type amount struct {
	months, days, workdays, mins int
	secs                         int  // 0 to 59, beside mins
	n                            int  // the count, when there was a single whole one
	unit                         unit // its unit
}

// calendar tells whether the amount has nothing shorter than a day.
func (a amount) calendar() bool { return a.mins == 0 && a.secs == 0 }

// clockOnly tells whether it has nothing but hours and minutes.
func (a amount) clockOnly() bool { return a.months == 0 && a.days == 0 && a.workdays == 0 }

// after moves a date by the calendar part.
func (a amount) after(d day) day {
	d = d.addMonths(a.months) + day(a.days)
	for n := a.workdays; n > 0; {
		d++
		if d.weekday() < 5 {
			n--
		}
	}
	return d
}

const (
	maxYears = 200
	maxDays  = maxYears * 366
)

func (a amount) fits() bool {
	return a.months <= maxYears*12 && a.days <= maxDays && a.workdays <= 5000 && a.mins <= maxDays*24*60
}

// amount reads "2 hours", "1h30", "an hour and a half", "1 hour and 20 minutes", "half an hour", "3 business days".
func (p *parser) amount(i int) (a amount, next int, ok bool) {
	next = i
	for part := 0; part < 4; part++ {
		j := next
		if part > 0 {
			if j = p.opt(p.opt(j, ","), "and"); p.is(j, "a") && p.is(j+1, "half") { // "an hour and a half"
				if !a.add(500, a.unit) {
					return a, i, false
				}
				return a, j + 2, a.fits()
			}
		}
		m, k := p.amountNumber(j)
		if k == j {
			break
		}
		k = p.opt(k, "more", "additional", "extra", "full", "whole")
		u, e := p.unitAt(k)
		if u == noUnit {
			if part == 1 && a.unit == hours && p.glued(j) && m < 60000 && m%1000 == 0 { // "1h30"
				a.mins += m / 1000
				a.unit = noUnit
				next = k
			}
			break
		}
		if !a.add(m, u) {
			return a, i, false
		}
		if part == 0 && m%1000 == 0 {
			a.n, a.unit = m/1000, u
		} else if part == 0 {
			a.unit = u
		} else {
			a.n = 0
		}
		next = e
	}
	if next == i || !a.fits() || !p.right(next) {
		return a, i, false
	}
	return a, next, true
}

// amountNumber lets the second number of "1h30m" be glued to what stands before.
func (p *parser) amountNumber(j int) (int, int) {
	if p.glued(j) && p.kind(j) == number && j > 0 && p.lex(j-1).unit != noUnit {
		if n, ok := p.digits(j, 5); ok {
			return n * 1000, j + 1
		}
	}
	return p.number(j)
}

// add counts milli thousandths of a unit; false when that is not a whole number of days.
func (a *amount) add(milli int, u unit) bool {
	whole := func(per int) (int, bool) { return milli * per / 1000, milli*per%1000 == 0 }
	ok := true
	var n int
	switch u {
	case seconds:
		all := a.secs + milli/1000
		a.mins, a.secs = a.mins+all/60, all%60
	case minutes:
		a.mins += milli / 1000
	case hours:
		a.mins += milli * 60 / 1000
	case days:
		if milli%1000 != 0 {
			a.mins += milli % 1000 * 24 * 60 / 1000
			milli -= milli % 1000
		}
		a.days += milli / 1000
	case workdays:
		n, ok = whole(1)
		a.workdays += n
	case weeks:
		a.days += milli * 7 / 1000
	case fortnights:
		n, ok = whole(14)
		a.days += n
	case months:
		if milli%1000 == 500 {
			a.days += 15
			milli -= 500
		}
		n, ok = whole(1)
		a.months += n
	case quarters:
		n, ok = whole(3)
		a.months += n
	case years:
		n, ok = whole(12)
		a.months += n
	}
	return ok
}
