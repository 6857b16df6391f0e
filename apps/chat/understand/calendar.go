package understand

import "time"

// day is a calendar date, as days since 1970-01-01. It has no zone: zones matter only when a clock is asked.
type day int

// noDay is no date at all; it lies outside every year a message can name.
const noDay = day(-1 << 30)

// newDay gives the date of a year, month 1..12 and day of month; the caller checks with validDate.
func newDay(y, m, d int) day {
	if m <= 2 {
		y--
	}
	era := floorDiv(y, 400)
	yoe := y - era*400
	mp := (m + 9) % 12
	doy := (153*mp+2)/5 + d - 1
	doe := yoe*365 + yoe/4 - yoe/100 + doy
	return day(era*146097 + doe - 719468)
}

// date is newDay's inverse.
func (d day) date() (y, m, dd int) {
	z := int(d) + 719468
	era := floorDiv(z, 146097)
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	dd = doy - (153*mp+2)/5 + 1
	m = mp + 3
	if m > 12 {
		m -= 12
	}
	y = yoe + era*400
	if m <= 2 {
		y++
	}
	return y, m, dd
}

// weekday is 0 for Monday to 6 for Sunday.
func (d day) weekday() int { return mod(int(d)+3, 7) }

// monday gives the first day of d's week.
func (d day) monday() day { return d - day(d.weekday()) }

// addMonths keeps the day of month, or takes the last one of a shorter month.
func (d day) addMonths(n int) day {
	y, m, dd := d.date()
	k := y*12 + m - 1 + n
	y, m = floorDiv(k, 12), mod(k, 12)+1
	return newDay(y, m, min(dd, daysIn(y, m)))
}

func (d day) firstOfMonth() day { y, m, _ := d.date(); return newDay(y, m, 1) }
func (d day) lastOfMonth() day  { y, m, _ := d.date(); return newDay(y, m, daysIn(y, m)) }

func (d day) String() string {
	if d == noDay {
		return ""
	}
	y, m, dd := d.date()
	return string([]byte{dig(y / 1000), dig(y / 100), dig(y / 10), dig(y), '-', dig(m / 10), dig(m), '-', dig(dd / 10), dig(dd)})
}

// basic is the form of RFC 5545: 20261124.
func (d day) basic() string {
	s := d.String()
	return s[0:4] + s[5:7] + s[8:10]
}

// clock writes minutes after midnight as 15:04.
func clock(min int) string {
	h, m := min/60, min%60
	return string([]byte{dig(h / 10), dig(h), ':', dig(m / 10), dig(m)})
}

func dig(n int) byte { return byte('0' + n%10) }

func daysIn(y, m int) int {
	switch m {
	case 2:
		if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

func validDate(y, m, d int) bool {
	return y >= 1900 && y <= 2999 && m >= 1 && m <= 12 && d >= 1 && d <= daysIn(y, m)
}

// dayOf gives the calendar date and the minute of the day that t shows in its own zone.
func dayOf(t time.Time) (day, int) {
	y, m, d := t.Date()
	return newDay(y, int(m), d), t.Hour()*60 + t.Minute()
}

// nthWeekday is the n-th (or from the end, when negative) weekday wd of a month; noDay when there is none.
func nthWeekday(y, m, n, wd int) day {
	if n > 0 {
		first := newDay(y, m, 1)
		d := first + day(mod(wd-first.weekday(), 7)+7*(n-1))
		if d > first.lastOfMonth() {
			return noDay
		}
		return d
	}
	last := newDay(y, m, daysIn(y, m))
	d := last - day(mod(last.weekday()-wd, 7)+7*(-n-1))
	if d < last.firstOfMonth() {
		return noDay
	}
	return d
}

// nthOfYear is nthWeekday over a whole year.
func nthOfYear(y, n, wd int) day {
	if n > 0 {
		first := newDay(y, 1, 1)
		return first + day(mod(wd-first.weekday(), 7)+7*(n-1))
	}
	last := newDay(y, 12, 31)
	return last - day(mod(last.weekday()-wd, 7)+7*(-n-1))
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}

func mod(a, b int) int { return a - b*floorDiv(a, b) }
