package understand

// remindOff reads that a task is not to ring: "no reminders for gym", "turn off the alert", "no need to remind me about 3".
func (p *parser) remindOff(n int) (Reading, bool) {
	if k := p.any(1, "the reminder for", "the reminder on", "reminders for", "the reminders for", "the reminders on", "reminders on", "the alert for", "notifications for", "the alarm for"); k > 1 && p.is(0, "turn", "switch") && p.is(n-1, "off") && k < n-1 { // "turn the reminder for 3 off"
		return p.finish(Remind, k, n-1)
	}
	j := p.any(0, "stop reminding me", "quit reminding me", "don't remind me", "dont remind me", "do not remind me", "never remind me", "no need to remind me", "you don't need to remind me", "you don't have to remind me", "you needn't remind me", "i don't need to be reminded", "i don't want to be reminded", "mute", "silence")
	if j == 0 {
		j = p.noRings(0)
	}
	if j == 0 {
		return Reading{}, false
	}
	if r, ok := p.allRings(j, n); ok {
		return r, true
	}
	j = p.opt(j, "needed", "necessary", "anymore")
	hi := n
	for hi > j+1 && p.is(hi-1, "anymore", "either", "any", "more") {
		hi--
	}
	k := p.opt(j, "from", "on", "for", "about", "of", "to")
	if k < hi && (k > j || p.is(0, "mute", "silence")) {
		if p.is(0, "mute", "silence") && !p.strongRef(k, hi) {
			return Reading{}, false
		}
		return p.finish(Remind, k, hi)
	}
	if j >= hi {
		return p.about(Remind, Ref{Last: true}, 0, n, Slots{})
	}
	return Reading{}, false
}

// noRings reads "turn off the alert", "drop all notifications", "I don't want any reminders"; i when it is anything else.
func (p *parser) noRings(i int) int {
	j := p.any(i, "turn off", "switch off", "get rid of", "remove", "delete", "cancel", "clear", "disable", "stop", "drop", "unset", "kill", "no more", "no", "i don't want", "i don't need", "i no longer want", "i no longer need", "don't want", "don't need", "we don't need")
	if j == i {
		return i
	}
	j = p.opt(j, "the", "all", "any", "my", "its", "a")
	j = p.opt(j, "of", "more")
	j = p.opt(j, "the", "my")
	k := p.opt(j, "alert", "alerts", "alarm", "alarms", "notification", "notifications", "ping", "pings", "reminder", "reminders", "nudge", "nudges", "nag", "nagging")
	if k == j || k < len(p.t) && !p.is(k, "from", "on", "for", "about", "of", "to", "needed", "necessary", "anymore") && k != p.end() {
		return i
	}
	return k
}

// allRings reads "clear all my reminders" and "all my reminders for today", whose nouns end before j: the rings of every
// task, not the tasks.
func (p *parser) allRings(j, n int) (Reading, bool) {
	if !p.is(j-2, "my") && !(p.is(j-2, "the") && p.is(j-3, "all", "of")) || !p.hasWord(j, "all") || p.strongRef(p.opt(j, "for", "on", "from"), n) {
		return Reading{}, false
	}
	f := p.ownless().part(j, n).filter(0)
	if f.leftover != "" || j < n && !f.stated {
		return Reading{}, false
	}
	p.settle(&f)
	return p.about(Remind, Ref{Filter: &f.filter}, 0, n, Slots{})
}
