package query

import (
	"container/heap"
	"iter"
)

// How many items a page holds: when nothing is said, and at most.
const (
	DefaultLimit = 50
	MaxLimit     = 1000
)

// A Query asks for one page. The zero Query is the first page of everything.
type Query struct {
	Filter Filter
	Sort   Sort
	Limit  int    // 1 to MaxLimit; 0 is DefaultLimit
	Cursor string // Next of the page before; empty for the first page
}

// A Result is one page.
type Result struct {
	Items []Item // in the order of the sort; texts and labels are shared with what was given
	Next  string // cursor of the page after this one, URL-safe; empty on the last page
	Total int    // how many items the filter asks for, on all pages
}

// Page is the page of the items that are asked for. The items come in any
// order, each once; what stays is copied, so one *Item may be filled again
// and again. The cost is one look at each item, and the memory one page.
//
// Pages that follow each other by Next show each item that stays as it is
// exactly once, whatever happens to others. The errors are ErrLimit,
// ErrCursorDamaged and ErrCursorForeign.
func (q Query) Page(items iter.Seq[*Item], env Env) (Result, error) {
	limit := q.Limit
	if limit == 0 {
		limit = DefaultLimit
	}
	if limit < 0 || limit > MaxLimit {
		return Result{}, ErrLimit
	}
	o, binding := newOrder(q.Sort, env), q.binding(env)
	var after *place
	if q.Cursor != "" {
		var err error
		if after, err = o.readCursor(binding, q.Cursor); err != nil {
			return Result{}, err
		}
	}
	best := firsts{order: o, limit: limit}
	total, following := 0, 0
	match := q.Filter.At(env)
	var candidate place // reused: most items never get further
	for it := range items {
		if !match(it) {
			continue
		}
		total++
		candidate.stand(it)
		if after != nil && o.compare(&candidate, after) <= 0 {
			continue
		}
		following++
		best.offer(&candidate)
	}
	r := Result{Items: best.sorted(), Total: total}
	if following > limit {
		r.Next = o.cursor(binding, best.last)
	}
	return r, nil
}

// Count is how many of the items are asked for.
func (f Filter) Count(items iter.Seq[*Item], env Env) int {
	match, n := f.At(env), 0
	for it := range items {
		if match(it) {
			n++
		}
	}
	return n
}

// firsts keeps the first items of all that are offered, as a heap with the
// last of them on top.
type firsts struct {
	order  *order
	limit  int
	places []*place
	last   *place // after sorted
}

func (f *firsts) offer(p *place) {
	if len(f.places) < f.limit {
		kept := p.keep(new(Item))
		heap.Push(f, &kept)
		return
	}
	if top := f.places[0]; f.order.compare(p, top) < 0 {
		*top = p.keep(top.item)
		heap.Fix(f, 0)
	}
}

// sorted empties the heap, from its end to its start.
func (f *firsts) sorted() []Item {
	items := make([]Item, len(f.places))
	for i := len(items) - 1; i >= 0; i-- {
		p := heap.Pop(f).(*place)
		if f.last == nil {
			f.last = p
		}
		items[i] = *p.item
	}
	return items
}

func (f *firsts) Len() int           { return len(f.places) }
func (f *firsts) Less(i, j int) bool { return f.order.compare(f.places[i], f.places[j]) > 0 }
func (f *firsts) Swap(i, j int)      { f.places[i], f.places[j] = f.places[j], f.places[i] }
func (f *firsts) Push(x any)         { f.places = append(f.places, x.(*place)) }

func (f *firsts) Pop() any {
	end := len(f.places) - 1
	p := f.places[end]
	f.places = f.places[:end]
	return p
}
