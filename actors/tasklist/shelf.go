package tasklist

import (
	"iter"
	"slices"
	"sort"
	"time"
)

// pageSize is how many tasks a page holds before it is split. A command
// rewrites one page, so this bounds what it costs to save; a list of 10,000
// tasks has a directory of a few hundred pages, which bounds what it costs to
// load.
const pageSize = 16

// A Shelf keeps tasks ordered by id, in pages. Like State it is never
// changed: With and Without return the next shelf and share every page but
// the one they touched.
type Shelf struct {
	pages []*Page
	last  uint32 // the highest page number ever used
	count int
}

// A Page is a run of neighbouring tasks under a number that it keeps for
// life. Whoever holds a Page must not change it.
type Page struct {
	Number uint32
	Tasks  []Task              // 1 to pageSize, ordered by id
	ring   time.Time           // the earliest moment at which one of them wants something
	below  map[string]struct{} // the tasks that some of them are a part of
}

// NewShelf puts saved pages, in directory order, back on a shelf. last is
// the highest page number ever used, so that numbers are not used again.
func NewShelf(pages []Page, last uint32) Shelf {
	s := Shelf{last: last}
	for _, p := range pages {
		s.pages = append(s.pages, newPage(p.Number, p.Tasks))
		s.count += len(p.Tasks)
		s.last = max(s.last, p.Number)
	}
	return s
}

// newPage owns tasks from now on.
func newPage(number uint32, tasks []Task) *Page {
	p := &Page{Number: number, Tasks: tasks}
	for _, t := range tasks {
		at := t.RingAt
		if t.Waiting() {
			at = t.Repeat.OpensAt
		}
		p.ring = earlier(p.ring, at)
		if t.Parent != "" {
			if p.below == nil {
				p.below = map[string]struct{}{}
			}
			p.below[t.Parent] = struct{}{}
		}
	}
	return p
}

// Len is how many tasks there are.
func (s Shelf) Len() int { return s.count }

// Pages are the shelf's pages in order. They are shared: look, do not touch.
func (s Shelf) Pages() []*Page { return s.pages }

// LastPage is the highest page number ever used.
func (s Shelf) LastPage() uint32 { return s.last }

// All yields every task, ordered by id.
func (s Shelf) All() iter.Seq[Task] {
	return func(yield func(Task) bool) {
		for _, p := range s.pages {
			for _, t := range p.Tasks {
				if !yield(t) {
					return
				}
			}
		}
	}
}

// Get finds a task by its id.
func (s Shelf) Get(id string) (Task, bool) {
	if len(s.pages) == 0 {
		return Task{}, false
	}
	p := s.pages[s.pageFor(id)]
	if i, ok := p.find(id); ok {
		return p.Tasks[i], true
	}
	return Task{}, false
}

// With puts a task on the shelf, in place of the one with its id if there is
// one. A full page is split in two, and the new one gets the next number.
func (s Shelf) With(t Task) Shelf {
	if len(s.pages) == 0 {
		return Shelf{pages: []*Page{newPage(s.last+1, []Task{t})}, last: s.last + 1, count: 1}
	}
	at := s.pageFor(t.ID)
	old := s.pages[at]
	i, replaces := old.find(t.ID)
	next := Shelf{pages: slices.Clone(s.pages), last: s.last, count: s.count}
	if replaces {
		tasks := slices.Clone(old.Tasks)
		tasks[i] = t
		next.pages[at] = newPage(old.Number, tasks)
		return next
	}
	next.count++
	tasks := make([]Task, 0, len(old.Tasks)+1)
	tasks = append(append(append(tasks, old.Tasks[:i]...), t), old.Tasks[i:]...)
	if len(tasks) <= pageSize {
		next.pages[at] = newPage(old.Number, tasks)
		return next
	}
	// Ids made in order of time arrive at the end: there, a new page for the
	// newcomer keeps the others full.
	cut := len(tasks) / 2
	if at == len(s.pages)-1 && i == len(old.Tasks) {
		cut = len(tasks) - 1
		next.pages[at] = old
	} else {
		next.pages[at] = newPage(old.Number, slices.Clone(tasks[:cut]))
	}
	next.last++
	next.pages = slices.Insert(next.pages, at+1, newPage(next.last, slices.Clone(tasks[cut:])))
	return next
}

// Without takes a task off the shelf, and its page too when it was the last.
func (s Shelf) Without(id string) Shelf {
	if len(s.pages) == 0 {
		return s
	}
	at := s.pageFor(id)
	old := s.pages[at]
	i, ok := old.find(id)
	if !ok {
		return s
	}
	next := Shelf{pages: slices.Clone(s.pages), last: s.last, count: s.count - 1}
	if len(old.Tasks) == 1 {
		next.pages = slices.Delete(next.pages, at, at+1)
		return next
	}
	next.pages[at] = newPage(old.Number, slices.Delete(slices.Clone(old.Tasks), i, i+1))
	return next
}

// pageFor is the place of the page that has, or would have, the id.
func (s Shelf) pageFor(id string) int {
	after := sort.Search(len(s.pages), func(i int) bool { return s.pages[i].Tasks[0].ID > id })
	return max(after-1, 0)
}

func (p *Page) find(id string) (int, bool) {
	return slices.BinarySearchFunc(p.Tasks, id, func(t Task, id string) int {
		switch {
		case t.ID < id:
			return -1
		case t.ID > id:
			return 1
		}
		return 0
	})
}

// Children are the tasks right below one, ordered by id.
func (s Shelf) Children(id string) []Task {
	var children []Task
	for _, p := range s.pages {
		if _, ok := p.below[id]; !ok {
			continue
		}
		for _, t := range p.Tasks {
			if t.Parent == id {
				children = append(children, t)
			}
		}
	}
	return children
}

// firstRing is the earliest moment at which something on the shelf rings or
// opens, zero when nothing does.
func (s Shelf) firstRing() time.Time {
	var first time.Time
	for _, p := range s.pages {
		first = earlier(first, p.ring)
	}
	return first
}

// earlier is the earlier of two times of which zero means never.
func earlier(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}
