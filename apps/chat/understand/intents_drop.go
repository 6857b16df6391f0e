package understand

// droppedTask reads "drop the gym" and "scratch the haircut": a thing and no more. What says where to, with whom or
// when is a task: "drop the kids at school", "drop the van off", "drop the form by friday".
func (p *parser) droppedTask(n int) (Reading, bool) {
	if !p.is(1, "the", "my", "that", "this") || n < 3 || n > 6 || p.dated(1, n) {
		return Reading{}, false
	}
	for i := 2; i < n; i++ {
		if p.kind(i) != word && !p.t[i].quoted || p.lex(i).join || p.is(i, "off", "out", "down", "home", "round", "back", "up", "onto", "ball", "subject", "act", "mic", "kids", "kid", "children", "car", "bags", "keys", "rest") {
			return Reading{}, false
		}
	}
	del, ok := p.finish(Delete, 1, n)
	if !ok || del.Slots.Ref.Text == "" {
		return del, ok
	}
	if other := p.addTask(p, false); other.Intent == Add {
		other.Alternative, other.Doubt = nil, ""
		del.Alternative, del.Doubt = &other, "I took this as a task to delete, not as something to do."
	}
	return del, true
}
