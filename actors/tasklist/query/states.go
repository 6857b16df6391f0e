package query

import "strings"

// A state is a condition without an argument, by its canonical name.
type state string

// fields are the states that a look at the item answers.
var fields = map[state]func(*Item) bool{
	"open":         func(it *Item) bool { return it.CompletedAt.IsZero() },
	"done":         func(it *Item) bool { return !it.CompletedAt.IsZero() },
	"nodate":       func(it *Item) bool { return !it.Due.set() },
	"recurring":    func(it *Item) bool { return it.Recurring },
	"subtask":      func(it *Item) bool { return it.Parent != "" },
	"p0":           func(it *Item) bool { return it.Priority == 0 },
	"p1":           func(it *Item) bool { return it.Priority == 1 },
	"p2":           func(it *Item) bool { return it.Priority == 2 },
	"p3":           func(it *Item) bool { return it.Priority == 3 },
	"p4":           func(it *Item) bool { return it.Priority == 4 },
	"has:due":      func(it *Item) bool { return it.Due.set() },
	"has:notes":    func(it *Item) bool { return strings.TrimSpace(it.Notes) != "" },
	"has:reminder": func(it *Item) bool { return it.HasReminder },
	"has:label":    func(it *Item) bool { return len(it.Labels) > 0 },
	"has:project":  func(it *Item) bool { return it.Project != "" },
	"has:parent":   func(it *Item) bool { return it.Parent != "" },
}

// spoken are the states that stand for other conditions.
var spoken = map[state]expr{
	"overdue":  group{'&', []expr{state("open"), comparison{"due", "<", when{word: "now"}}}},
	"today":    comparison{"due", "=", when{word: "today"}},
	"tomorrow": comparison{"due", "=", when{word: "tomorrow"}},
}

// isState reports whether there is a state of that name.
func isState(name string) bool {
	return fields[state(name)] != nil || spoken[state(name)] != nil
}

func (s state) print(b *strings.Builder) { b.WriteString(string(s)) }

func (s state) bind(env Env) func(*Item) bool {
	if x := spoken[s]; x != nil {
		return x.bind(env)
	}
	return fields[s]
}

func (s state) cost() int {
	if spoken[s] != nil {
		return costTime
	}
	return costField
}
