package understand

import (
	"reflect"
	"strings"
)

// bulk reads a reference to every task that fits a condition: "everything tagged #old", "all my overdue tasks",
// "friday's tasks", "completed tasks".
func (p *parser) bulk(lo, hi int) (Filter, bool) {
	if k := p.any(lo, "everything i", "all i", "all that i", "everything that i", "whatever i", "what i", "anything i", "all the tasks i", "the tasks i", "tasks i"); k > lo && p.is(p.opt(k, "have", "already", "just"), "finished", "completed", "did", "done") {
		done := p.opt(k, "have", "already", "just") + 1 // "everything I finished today"
		f := p.part(done, hi).ownless()
		v := f.filter(0)
		if done < hi && (v.leftover != "" || !v.dated) {
			return Filter{}, false
		}
		v.filter.Status = "completed"
		f.settle(&v)
		return v.filter, true
	}
	q := p.part(lo, hi).ownless()
	if q.hasWord(len(q.t), "nothing", "none") { // "I did nothing today" is not all that is due today
		return Filter{}, false
	}
	f := q.filter(0)
	switch {
	case f.leftover != "" || f.limit > 0 || q.narrowed(&f):
		return Filter{}, false
	case p.loneSigil(p.opt(lo, "the", "my"), hi): // "my #errands"
	case !f.all && !(f.noun && f.stated) && !q.whatIs(&f):
		return Filter{}, false
	}
	if f.modifier != "" && !stressing[f.modifier] {
		f.filter.Labels, f.stated = addLabel(f.filter.Labels, fold(f.modifier)), true
	}
	if !f.stated && !q.hasWord(len(q.t), stillToDo...) {
		f.filter.Status = "all"
	}
	q.settle(&f)
	return f.filter, true
}

// whatIs tells whether the words mean what there is: "what's left", "what is due today".
func (p *parser) whatIs(f *filterVal) bool {
	return p.any(0, "what's", "what is", "whats", "what remains", "what was") > 0 && (f.stated || p.hasWord(len(p.t), "left", "remains"))
}

// loneSigil tells whether a label or project with its sign is all of [lo, hi): "#errands", "+home".
func (p *parser) loneSigil(lo, hi int) bool {
	_, _, j := p.sigil(lo)
	return j > lo && p.opt(j, "stuff", "ones") == hi
}

// reach says what "everything" means to an intent: all tasks can be deleted, done ones reopened, open ones changed.
func (f *Filter) reach(i Intent) *Filter {
	if i == Reopen && f.Status == "open" { // what is to be opened is done
		done := *f
		done.Status = "completed"
		return &done
	}
	if !reflect.DeepEqual(*f, Filter{Status: "all"}) {
		return f
	}
	switch i {
	case Delete:
		return f
	case Reopen:
		return &Filter{Status: "completed"}
	}
	return &Filter{Status: "open"}
}

// ownless is the parser with "today's" and "friday's" read as the days they name.
func (p *parser) ownless() *parser {
	q := *p
	copied := false
	for i := range q.t {
		w := q.t[i].n
		if len(w) < 4 || q.t[i].k != word || contractions[w] {
			continue
		}
		stem := ""
		if strings.HasSuffix(w, "'s") {
			stem = w[:len(w)-2]
		}
		l, ok := lexicon[stem]
		if !ok {
			if stem == "weekend" {
				l = lex{}
			} else {
				continue
			}
		}
		if !copied {
			q.t = append([]token(nil), p.t...)
			copied = true
		}
		q.t[i].n, q.t[i].lex = stem, l
	}
	return &q
}
