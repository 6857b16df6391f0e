package understand

// compound hides a first word that only looks like a command, because it makes one word with what stands behind it:
// "snooze-proof alarm", "how-to guide", "what-if scenarios", "show and tell item", "snooze button".
func (p *parser) compound() *parser {
	if len(p.t) < 2 || p.kind(0) != word || *p.lex(0) != nothing || p.t[0].quoted {
		return p
	}
	joined := p.w(1) == "-" && p.glued(1) && p.glued(2) && p.kind(2) == word && !prefixes[p.w(0)] && len(p.w(0)) > 1 && p.lex(2).month == 0 && !p.is(2, "me", "it", "priority")
	joined = joined || p.any(0, "show and tell", "how to guide", "how to video", "snooze button", "snooze bar", "delay repay", "search party", "task force", "list price", "mark scheme", "undo button", "help desk") > 0
	if !joined {
		return p
	}
	q := *p
	q.t = append([]token(nil), p.t...)
	q.t[0].n += "-"
	return &q
}

// prefixes make with their hyphen a word that is a command or a noun of ours.
var prefixes = set("to re un pre de non not")
