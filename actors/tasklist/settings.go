package tasklist

import "time"

// Settings are one person's. The zero Settings are the defaults.
type Settings struct {
	TimeZone  string `json:"timeZone,omitempty"`  // IANA; UTC when empty
	Morning   string `json:"morning,omitempty"`   // when all-day tasks ring: 09:00 when empty
	QuietFrom string `json:"quietFrom,omitempty"` // from then on nothing rings,
	QuietTo   string `json:"quietTo,omitempty"`   // and at this time what was held does
}

// defaultMorning is when a task that is due all day rings.
const defaultMorning = 9 * time.Hour

func (s Settings) morning() time.Duration {
	if d, ok := parseClock(s.Morning); ok {
		return d
	}
	return defaultMorning
}

func (s Settings) zone() *time.Location {
	if zone, err := loadZone(s.TimeZone); err == nil {
		return zone
	}
	return time.UTC
}

// Zone is the zone of that name, or the owner's when it is empty.
func (s Settings) Zone(name string) (*time.Location, error) {
	if name == "" {
		return s.zone(), nil
	}
	zone, err := loadZone(name)
	if err != nil {
		return nil, refuse(CodeUnknownZone, "timeZone", "There is no time zone %q; one looks like Europe/Berlin.", clip(name))
	}
	return zone, nil
}

// Held is when something that wants to tell the owner at a moment may: then,
// or when quiet hours end.
func (s Settings) Held(at time.Time) time.Time { return s.held(at) }

// held is when something that wants to ring at a moment may: then, or when
// quiet hours end. Later moments are never held to earlier ones.
func (s Settings) held(at time.Time) time.Time {
	from, ok1 := parseClock(s.QuietFrom)
	to, ok2 := parseClock(s.QuietTo)
	if !ok1 || !ok2 || from == to || at.IsZero() {
		return at
	}
	zone := s.zone()
	local := at.In(zone)
	midnight := time.Date(local.Year(), local.Month(), local.Day(), 0, 0, 0, 0, time.UTC)
	// Quiet hours that may hold the moment began yesterday or today.
	for _, day := range []time.Time{midnight.AddDate(0, 0, -1), midnight} {
		begin, end := day.Add(from), day.Add(to)
		if to < from {
			end = end.AddDate(0, 0, 1)
		}
		b, e := onWallClock(begin, zone), onWallClock(end, zone)
		if !at.Before(b) && at.Before(e) {
			return e.UTC()
		}
	}
	return at
}

// changed are the settings with those of the verb that are set.
func (s Settings) changed(v ChangeSettings) (Settings, error) {
	if v.TimeZone != nil {
		if _, err := loadZone(*v.TimeZone); err != nil {
			return s, refuse(CodeUnknownZone, "timeZone", "There is no time zone %q; one looks like Europe/Berlin.", clip(*v.TimeZone))
		}
		s.TimeZone = *v.TimeZone
	}
	for _, c := range []struct {
		field string
		value *string
		to    *string
		empty bool
	}{
		{"morning", v.Morning, &s.Morning, true},
		{"quietFrom", v.QuietFrom, &s.QuietFrom, true},
		{"quietTo", v.QuietTo, &s.QuietTo, true},
	} {
		if c.value == nil {
			continue
		}
		if _, ok := parseClock(*c.value); !ok && *c.value != "" {
			return s, refuse(CodeImpossibleTime, c.field, "There is no time %q; a time looks like 09:00.", clip(*c.value))
		}
		*c.to = *c.value
	}
	if (s.QuietFrom == "") != (s.QuietTo == "") || s.QuietFrom != "" && s.QuietFrom == s.QuietTo {
		return s, refuse(CodeBadQuiet, "quietTo", "Quiet hours have a beginning and an end, which are not the same.")
	}
	return s, nil
}
