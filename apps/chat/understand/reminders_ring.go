package understand

import "fmt"

// bellClock reads the time of day behind "the day before".
func (p *parser) bellClock(b bell, i int) (bell, int) {
	j := p.opt(i, "at")
	if v, k := p.clock(j, "at"); k > j && p.right(k) && !(j == i && p.is(k, "is", "are", "starts", "begins")) && b.before.clockOnly() == (b.before == amount{}) {
		b.timed, b.when.hasClock, b.when.clock = true, true, v
		return b, k
	}
	return b, i
}

// ring turns a bell into a reminder of a task with the given due.
func (p *parser) ring(b *bell, u *due) Reminder {
	if !b.back {
		w := b.when
		if !w.hasDate && u.date != noDay {
			w.date, w.hasDate = single(u.date), true
		}
		r := p.work(&w)
		if r.min < 0 {
			r.min = partStart[morning]
		}
		at := r.date.String() + "T" + clock(r.min)
		if r.sec > 0 { // "ping me in 5 seconds"
			at += fmt.Sprintf(":%02d", r.sec)
		}
		return Reminder{At: at}
	}
	days := b.before.days + b.before.workdays
	if b.timed && u.date != noDay {
		return Reminder{At: (u.date.addMonths(-b.before.months) - day(days)).String() + "T" + clock(b.when.clock.min)}
	}
	if u.date != noDay && u.min < 0 && b.before.calendar() {
		return Reminder{At: (u.date.addMonths(-b.before.months) - day(days)).String() + "T" + clock(partStart[morning])}
	}
	return Reminder{OffsetMin: b.before.mins + (days+30*b.before.months)*1440}
}
