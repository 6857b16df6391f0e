package understand

// What a thing is says which half of the day it is likely in. A bare hour keeps to its rule all the same (1 to 6 in the
// afternoon, 7 to 11 in the morning), so that it can be foreseen; the other half is offered.
var (
	eveningThings = set("dinner supper drinks movie cinema concert party date bed bedtime theatre theater opera pub beers nightcap gig")
	morningThings = set("wake breakfast sunrise alarm jog wakeup")
)

// sense offers the other half of the day for "dinner friday at 7" and "wake up at 5".
func (p *parser) sense(w *when, u *due) {
	if !w.hasClock || !w.clock.bare || w.part != noPart || w.hasRule || w.hasZone || w.endMin >= 0 || u.date == noDay || u.altDate != noDay && u.doubt != "hour" || u.min != w.clock.min {
		return
	}
	for i := range min(len(p.t), 40) {
		switch word := p.w(i); {
		case morningThings[word] && u.doubt == "hour":
			u.altDate, u.altMin, u.doubt = noDay, -1, ""
			return
		case u.doubt == "hour":
		case eveningThings[word] && u.min >= 7*60 && u.min < 12*60:
			u.altDate, u.altMin, u.doubt = u.date, u.min+720, "evening"
			return
		case morningThings[word] && u.min >= 13*60 && u.min < 19*60:
			u.altDate, u.altMin, u.doubt = u.date, u.min-720, "early"
			if !w.hasDate && u.altMin <= p.minute && u.date == p.today {
				u.altDate++
			}
			return
		}
	}
}
