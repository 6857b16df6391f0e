package understand

// attribute steps over what a task has and its "of": "the label on", "status of"; i when nothing such stands there. Who
// changes that does not rename the task.
func (p *parser) attribute(i int) int {
	k := p.dueNoun(i)
	if k == i {
		j := p.opt(i, "the", "its", "a", "my", "new")
		k = p.opt(j, "status", "state", "label", "labels", "tag", "tags", "priority", "project", "reminder", "reminders", "alarm", "alert", "repeat", "recurrence", "schedule", "duration", "length", "note", "notes", "comment", "place")
		if k == j {
			return i
		}
	}
	if e := p.opt(k, "of", "on", "for"); e > k {
		return e
	}
	return i
}

// statusFrame reads "change the status of gym to done" as "mark gym as done".
func (p *parser) statusFrame() (Reading, bool) {
	n := p.end()
	lo := p.attribute(1)
	if !p.is(0, "change", "set", "update", "switch", "edit", "put") || lo == 1 || !p.is(lo-2, "status", "state") {
		return Reading{}, false
	}
	for k := n - 2; k > lo && k > n-6; k-- {
		if !p.is(k, "to", "as", "=", ":") {
			continue
		}
		q := *p
		q.t = append(append(make([]token, 0, n), p.t[0]), p.t[lo:n]...)
		q.t[0].n, q.t[k-lo+1].n = "mark", "as"
		if r, ok := q.reopenFrame(); ok {
			return r, true
		}
		return q.completeFrame()
	}
	return Reading{}, false
}
