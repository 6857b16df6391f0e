package understand

// changesAttribute are the intents that change what a task has, not whether it is there.
var changesAttribute = map[Intent]bool{Reschedule: true, Prioritize: true, Rename: true, Move: true, Tag: true, Untag: true, Remind: true, Note: true, Repeat: true}

// ownerLeads begin a command about what a task has.
var ownerLeads = []string{
	"get rid of", "turn off", "switch off", "take off", "bring forward", "push back", "what's", "what is", "what was", "whats", "what are", "show me", "tell me", "when's", "when is", "please set",
	"set", "change", "update", "edit", "make", "move", "push", "remove", "clear", "delete", "drop", "take", "unset", "reset", "erase", "cancel", "show", "raise", "lower", "bump", "extend", "adjust", "modify",
	"fix", "correct", "switch", "strip", "lose", "increase", "decrease", "reduce", "postpone", "delay", "disable", "silence", "replace", "shift",
}

// owned are what a task has.
var owned = []string{"due date and time", "due date", "due time", "deadline", "date", "time", "priority", "prio", "title", "name", "description", "wording", "labels", "label", "tags", "tag", "project", "reminders", "reminder", "notes", "note", "recurrence"}

// ofOwner turns "set 3's priority to high" into "set the priority of 3 to high". What the task has must end the clause or
// be followed by its value, so "update mom's name tag" stays; nil when nothing is owned.
func (p *parser) ofOwner() *parser {
	lo := p.any(0, ownerLeads...)
	for i := lo; i < len(p.t) && i < lo+7; i++ {
		end, next, ok := p.shortened(i, false)
		if !ok {
			continue
		}
		attr, e := p.ownedAt(next)
		if e == attr || lo == 0 && (taskVerbs[p.w(0)] && !nounToo[p.w(0)] || p.is(0, "add", "put", "write", "give", "leave", "use", "save")) || lo == 0 && !p.is(e, "should", "is", "must", ":", "=", "needs") {
			continue
		}
		r := restating{p: p}
		r.typed(0, lo)
		r.words("the", p.t[attr].s)
		r.typed(attr, e)
		r.words("of", end)
		r.typed(lo, i)
		r.space(p.t[i].s)
		r.bytes(p.t[i].s, end)
		r.typed(e, len(p.t))
		return r.parser()
	}
	return nil
}

// ownedAt reads "due date", "new title", "work tag" and gives its first token and the one behind it.
func (p *parser) ownedAt(i int) (from, to int) {
	from = p.opt(i, "new", "current", "old")
	to = p.any(from, owned...)
	if to == from && p.kind(from) == word && p.is(from+1, "tag", "label") {
		to = from + 2
	}
	if to == from || to < len(p.t) && !p.is(to, "to", "is", "as", "should", "must", "needs", "from", "off", "on", "at", "into", ":", "=", "by", "back", "?", ".", "!", ",") {
		return from, from
	}
	return from, to
}

// attributeOf reads "what's the due date of" and gives the place behind it; 0 when nothing is asked about.
func (p *parser) attributeOf() int {
	j := p.any(0, "what's the", "what is the", "whats the", "what was the", "what are the", "when's the", "when is the", "show me the", "show the", "tell me the")
	if j == 0 {
		return 0
	}
	if e := p.any(j, owned...); e > j && p.is(e, "of") {
		return e + 1
	}
	return 0
}
