package understand

// rangeEnd fills in the end of a range.
func (p *parser) rangeEnd(w *when, u *due) {
	if w.endDay != noDay {
		u.endDate = w.endDay
	}
	if w.endMin >= 0 && u.min >= 0 {
		u.endMin = w.endMin
		if w.endMin <= u.min && u.endDate == noDay && u.date != noDay {
			u.endDate = u.date + 1
		}
	}
}

// fill writes the due slots.
func (u *due) fill(s *Slots) {
	s.DueDate = u.date.String()
	if u.min >= 0 {
		s.DueTime, s.DueSecond = clock(u.min), u.sec
	}
	if u.rule != nil {
		s.RRule, s.FromCompletion = u.rule.String(), u.rule.fromCompletion
	}
	if u.endDate != noDay && u.endDate != u.date {
		s.EndDate = u.endDate.String()
	}
	if u.endMin >= 0 {
		s.EndTime = clock(u.endMin)
	}
	s.DurationMin = u.duration
}
