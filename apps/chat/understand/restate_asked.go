package understand

import "strings"

// requested reads a command that is asked for as a favour, with its verb in another form: "would you mind deleting the gym
// task", "can 3 be moved to friday?", "i want the dentist pushed to monday".
func (p *parser) requested() (Reading, bool) {
	if j := p.any(0, "would you mind", "do you mind", "you mind", "mind", "any chance of", "how about", "what about"); j > 0 && j+1 < len(p.t) {
		if v, ok := commandForms[p.w(j)]; ok && strings.HasSuffix(p.w(j), "ing") {
			r := restating{p: p}
			r.words(v, p.t[j].s)
			r.typed(j+1, p.unasked())
			return r.parser().asCommand()
		}
	}
	if q := p.canWait(); q != nil {
		return q.rescheduleFrame()
	}
	q, sure := p.unpassive()
	if q == nil {
		return Reading{}, false
	}
	r, ok := q.edits()
	if !ok || r.Slots.Ref == nil || !sure && r.Slots.Ref.Text != "" && !toMoment(r) {
		return Reading{}, false
	}
	return r, true
}

// asCommand reads a command of any kind.
func (p *parser) asCommand() (Reading, bool) {
	for _, f := range [...]frame{(*parser).requestFrame, (*parser).edits, (*parser).explicitAdd, (*parser).countFrame, (*parser).showFrame, (*parser).listFrame} {
		if r, ok := f(p); ok {
			return r, true
		}
	}
	return Reading{}, false
}

// unasked is the end of the message without its question mark.
func (p *parser) unasked() int {
	n := p.end()
	for n > 0 && p.is(n-1, "?") {
		n--
	}
	return n
}

// unpassive turns "can X be moved to friday" into "move X to friday"; sure when it was asked, not only wished.
func (p *parser) unpassive() (q *parser, sure bool) {
	n := p.unasked()
	lo, be := p.any(0, "can", "could", "may", "might", "shall"), true
	if lo == 0 {
		lo, be = p.any(0, "i want", "i need", "i'd like", "i would like", "i'd love", "we need", "i want to have", "i'd like to have"), false
	}
	if lo == 0 || p.is(lo, "you", "i", "we", "to", "u") {
		return nil, false
	}
	for k := lo + 1; k < n && k < lo+9; k++ {
		j := k
		if j = p.opt(k, "be"); p.t[k].quoted || be && j == k {
			continue
		}
		r := restating{p: p}
		v, from := commandForms[p.w(j)], j+1
		if v == "" || strings.HasSuffix(p.w(j), "ing") {
			if v, from = "move", j; !be || !p.is(j, "on", "at", "by", "for") && !p.dated(j, n) {
				continue
			}
		}
		r.words(v, p.t[j].s)
		r.typed(lo, k)
		if v == "move" && from == j {
			r.words("to", p.t[j].s)
			from = p.opt(j, "on", "at", "by", "for")
		}
		r.typed(from, n)
		return r.parser(), be || p.calledTask(lo, k)
	}
	return nil, false
}

// toMoment tells whether the reading moves a task to a time that is said.
func toMoment(r Reading) bool {
	return r.Intent == Reschedule && (r.Slots.DueDate != "" || r.Slots.DueTime != "" || r.Slots.Shift != "")
}

// commandForms give the verb of a command for its other forms: "moving", "moved".
var commandForms = buildCommandForms()

func buildCommandForms() map[string]string {
	forms := map[string]string{"put": "put", "putting": "put", "setting": "set", "dropped": "drop", "dropping": "drop", "tagged": "tag", "tagging": "tag", "scrapped": "scrap", "scrapping": "scrap", "binning": "bin", "getting": "get", "cancelled": "cancel", "cancelling": "cancel",
		"labelled": "label", "labelling": "label", "deferred": "defer", "deferring": "defer", "untagged": "untag", "untagging": "untag", "telling": "tell", "giving": "give", "putting off": "put off"}
	for _, v := range splitWords("move push postpone reschedule delay shift bump snooze delete remove erase clear mark tick check cross complete finish close reopen rename retitle change label prioritize prioritise add create remind show list extend schedule repeat archive skip update edit note assign unschedule restore undo") {
		stem := strings.TrimSuffix(v, "e")
		forms[stem+"ing"], forms[stem+"ed"] = v, v
	}
	delete(forms, "undoed")
	return forms
}
