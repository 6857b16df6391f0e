package tasklist

import (
	"iter"
	"slices"
	"time"
)

// archivePage is how many tasks a page of an archive holds.
const archivePage = 16

// An Archive keeps tasks that are out of the way, in the order in which they
// came, in pages numbered without gaps. A task is put at the end without
// knowing the rest, so the rest is read only when it is asked for: Missing
// says how many pages are not in memory.
//
// Like Shelf it is never changed. The zero Archive is empty, and whole.
type Archive struct {
	first, last uint32    // numbers of the pages; first > last when there are none
	pages       []*Page   // of first+missing … last
	missing     int       // leading pages that are not in memory
	count       int       // tasks in all pages
	since       time.Time // RemovedAt of the oldest, in the trash
}

// ArchiveAt is a saved archive of which at most the last page is at hand.
func ArchiveAt(first, last uint32, count int, since time.Time, tail *Page) Archive {
	a := Archive{first: first, last: last, count: count, since: since}
	if pages := a.size(); pages > 0 {
		a.missing = pages - 1
		a.pages = []*Page{newPage(tail.Number, tail.Tasks)}
	}
	return a
}

// size is how many pages there are.
func (a Archive) size() int { return int(a.last) + 1 - int(a.firstNumber()) }

func (a Archive) firstNumber() uint32 { return max(a.first, 1) }

// Len is how many tasks there are.
func (a Archive) Len() int { return a.count }

// Span are the numbers of the first and the last page; first > last when
// there are none.
func (a Archive) Span() (first, last uint32) { return a.firstNumber(), a.last }

// Since is when the oldest task came into the trash.
func (a Archive) Since() time.Time { return a.since }

// Missing is how many pages, from the first on, are not in memory.
func (a Archive) Missing() int { return a.missing }

// Pages are the pages in memory, in order.
func (a Archive) Pages() []*Page { return a.pages }

// Whole is the archive with the missing pages, in order.
func (a Archive) Whole(missing []Page) Archive {
	var pages []*Page
	for _, p := range missing {
		pages = append(pages, newPage(p.Number, p.Tasks))
	}
	a.pages = append(pages, a.pages...)
	a.missing = 0
	return a
}

// All yields the tasks in memory, oldest first.
func (a Archive) All() iter.Seq[Task] {
	return func(yield func(Task) bool) {
		for _, p := range a.pages {
			for _, t := range p.Tasks {
				if !yield(t) {
					return
				}
			}
		}
	}
}

// get finds a task among those in memory, latest first.
func (a Archive) get(id string) (Task, bool) {
	if i, j, ok := a.find(id); ok {
		return a.pages[i].Tasks[j], true
	}
	return Task{}, false
}

func (a Archive) find(id string) (page, at int, ok bool) {
	for i := len(a.pages) - 1; i >= 0; i-- {
		for j := len(a.pages[i].Tasks) - 1; j >= 0; j-- {
			if a.pages[i].Tasks[j].ID == id {
				return i, j, true
			}
		}
	}
	return 0, 0, false
}

// with puts a task in its place if it is there, else at the end.
func (a Archive) with(t Task) Archive {
	a.pages = slices.Clone(a.pages)
	if i, j, ok := a.find(t.ID); ok {
		tasks := slices.Clone(a.pages[i].Tasks)
		tasks[j] = t
		a.pages[i] = newPage(a.pages[i].Number, tasks)
		return a
	}
	a.since = earlier(a.since, t.RemovedAt) // what is put back may be older than the rest
	a.count++
	if n := len(a.pages); n > 0 && len(a.pages[n-1].Tasks) < archivePage {
		tail := a.pages[n-1]
		a.pages[n-1] = newPage(tail.Number, append(slices.Clone(tail.Tasks), t))
		return a
	}
	a.first = a.firstNumber()
	a.last++
	a.pages = append(a.pages, newPage(a.last, []Task{t}))
	return a
}

// without takes a task away. A page that is emptied stays, so that numbers
// have no gaps, unless it is the first.
func (a Archive) without(id string) Archive {
	i, j, ok := a.find(id)
	if !ok {
		return a
	}
	a.count--
	a.pages = slices.Clone(a.pages)
	a.pages[i] = newPage(a.pages[i].Number, slices.Delete(slices.Clone(a.pages[i].Tasks), j, j+1))
	for a.missing == 0 && len(a.pages) > 0 && len(a.pages[0].Tasks) == 0 {
		a.pages = a.pages[1:]
		a.first = a.firstNumber() + 1
	}
	if a.missing == 0 {
		a.since = time.Time{}
		for t := range a.All() {
			a.since = earlier(a.since, t.RemovedAt)
		}
	}
	return a
}

// Slim is the archive with nothing but its last page in memory.
func (a Archive) Slim() Archive {
	if n := len(a.pages); n > 1 {
		a.missing += n - 1
		a.pages = a.pages[n-1:]
	}
	return a
}
