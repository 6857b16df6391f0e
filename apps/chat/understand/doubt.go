package understand

// doubt attaches the other reading of an ambiguous date.
func (p *parser) doubt(r *Reading, u *due) {
	if u.said != "" {
		r.Doubt = u.said
		return
	}
	if u.altDate == noDay || r.Intent != Add && r.Intent != Reschedule || u.rule != nil {
		return
	}
	other := *r
	other.Slots.DueDate = u.altDate.String()
	if u.altMin >= 0 {
		other.Slots.DueTime = clock(u.altMin)
	}
	r.Alternative = &other
	switch u.doubt {
	case "next":
		r.Doubt = "“Next” can also mean the one after."
	case "same":
		r.Doubt = "That weekday is today; I took the one in a week."
	case "numeric":
		r.Doubt = "I read the month first; it can also be the day."
	case "hour":
		r.Doubt = "I took the morning; it can also be this evening."
	case "evening":
		r.Doubt = "I took the morning; it can also be the evening."
	case "early":
		r.Doubt = "I took the afternoon; it can also be the morning."
	}
}
