package tasklist

import (
	"cmp"
	"slices"
)

// FromV1 is the list that was kept in the first format: its version, the
// marks of its latest commands, and its tasks, open and done.
func FromV1(version uint64, marks []byte, tasks []Task) State {
	s := State{Version: version, Recent: NewRecent(marks, nil, 0)}
	tasks = slices.Clone(tasks)
	slices.SortFunc(tasks, func(a, b Task) int {
		return cmp.Or(a.CompletedAt.Compare(b.CompletedAt), cmp.Compare(a.ID, b.ID))
	})
	for i, t := range tasks {
		t.Order = cmp.Or(t.Order, orderAt(t.CreatedAt, uint64(i)))
		s = s.place(t)
	}
	return s
}
