package talk

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/errandapp/errand/actors/tasklist"
)

// What goes for good is guessed at less than what can be taken back.
func TestFind(t *testing.T) {
	tasks := []tasklist.Task{{Content: tasklist.Content{Title: "Milk"}}, {Content: tasklist.Content{Title: "Buy oat milk for the cake on Sunday"}}, {Content: tasklist.Content{Title: "Water the plants"}}, {Content: tasklist.Content{Title: "Water plants upstairs and downstairs at work"}}}
	for _, c := range []struct {
		phrase        string
		bold, careful []string
	}{
		{"milk", []string{"Milk"}, []string{"Milk"}}, // the very title
		{"yacht", nil, nil},
		{"oat milk", []string{tasks[1].Title}, []string{tasks[1].Title}},
		{"water plant", []string{tasks[2].Title}, []string{tasks[2].Title, tasks[3].Title}},
	} {
		for _, careful := range []bool{false, true} {
			want := c.bold
			if careful {
				want = c.careful
			}
			var got []string
			for _, task := range find(c.phrase, tasks, careful) {
				got = append(got, task.Title)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%q, careful %v (-want +got):\n%s", c.phrase, careful, diff)
			}
		}
	}
}
