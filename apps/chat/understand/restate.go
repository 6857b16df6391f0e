package understand

// restating builds the same request in plainer words: "3's done" as "3 is done". What was typed keeps its place in the
// message, so spans still point at it; the little words put in between point at where they were meant.
type restating struct {
	p    *parser
	text []byte
	at   []int32
}

// typed adds tokens [lo, hi) as they stand in the message.
func (r *restating) typed(lo, hi int) {
	for i := lo; i < hi; i++ {
		t := &r.p.t[i]
		if i == lo || !t.glued {
			r.space(t.s)
		}
		if t.respelt {
			r.words(t.n, t.s)
			continue
		}
		r.bytes(t.s, t.e)
	}
}

// bytes adds bytes [s, e) of the clean text.
func (r *restating) bytes(s, e int) {
	for i := s; i < e; i++ {
		r.text = append(r.text, r.p.c.text[i])
		r.at = append(r.at, r.p.c.place(i))
	}
}

// words adds grammar, which stands for what is at byte s of the clean text.
func (r *restating) words(s string, at int) {
	r.space(at)
	for i := range len(s) {
		r.text = append(r.text, s[i])
		r.at = append(r.at, r.p.c.place(at))
	}
}

func (r *restating) space(at int) {
	if n := len(r.text); n > 0 && r.text[n-1] != ' ' {
		r.text = append(r.text, ' ')
		r.at = append(r.at, r.p.c.place(at))
	}
}

// place is where byte i of the clean text stands in the message.
func (c cleaned) place(i int) int32 {
	if c.at == nil {
		return int32(i)
	}
	return c.at[i]
}

// parser reads what was built.
func (r *restating) parser() *parser {
	q := *r.p
	q.c = cleaned{text: string(r.text), at: append(r.at, int32(r.p.c.size)), size: r.p.c.size}
	q.t = tokenize(q.c.text)
	quote(q.c.text, q.t)
	for i := range q.t {
		look(&q.t[i])
	}
	return &q
}

// restated reads a command that is plain once its words are put in order: "could you mark 3 as done for me", "3's done",
// "set 3's priority to high", "can 3 be moved to friday?". What is no command then is read as it was said.
func (p *parser) restated() (Reading, bool) {
	if len(p.t) > maxRestated || len(p.ctx.Literal) > 0 {
		return Reading{}, false
	}
	if r, ok := p.requested(); ok {
		return r, true
	}
	q, changed := p, false
	if n := q.end(); n > 3 && q.seq(n-2, "for me") == n {
		q, changed = q.part(0, n-2), true
	}
	if s := q.ofOwner(); s != nil {
		if r, ok := s.edits(); ok && changesAttribute[r.Intent] {
			return p.either(r), true
		}
	}
	if s := q.uncontracted(); s != nil {
		q, changed = s, true
	}
	if !changed {
		return Reading{}, false
	}
	return q.edits()
}

// maxRestated bounds, in tokens, what is put in plainer words.
const maxRestated = 60

// either keeps the other near reading of a command about a task that is named in words: a task of that name.
func (p *parser) either(r Reading) Reading {
	if r.Alternative != nil || r.Slots.Ref == nil || r.Slots.Ref.Text == "" {
		return r
	}
	if other := p.addTask(p, false); other.Intent == Add {
		other.Alternative, other.Doubt = nil, ""
		r.Alternative, r.Doubt = &other, "I took this as a change to a task you have."
	}
	return r
}
