package talk

import (
	"fmt"
	"strings"
	"time"

	"github.com/errandapp/errand/actors/tasklist"
)

// say adds a sentence.
func (p *Plan) say(format string, args ...any) {
	p.Say = append(p.Say, fmt.Sprintf(format, args...))
}

// quote is a title as it is spoken of; a very long one only begins.
func quote(title string) string {
	const most = 120
	if r := []rune(title); len(r) > most {
		title = string(r[:most]) + "…"
	}
	return "“" + title + "”"
}

// named is a task's title, with what tells it from others: when it is due.
func (p *Plan) named(t tasklist.Task) string {
	if t.Due == nil {
		return quote(t.Title)
	}
	return quote(t.Title) + " (" + When(t, p.now) + ")"
}

// join writes a, b and c.
func join(words []string, last string) string {
	switch n := len(words); n {
	case 0:
		return ""
	case 1:
		return words[0]
	default:
		return strings.Join(words[:n-1], ", ") + " " + last + " " + words[n-1]
	}
}

// many writes 1 task, 2 tasks.
func many(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// some names at most five tasks.
func (p *Plan) some(tasks []tasklist.Task, last string) string {
	const most = 5
	var names []string
	for i, t := range tasks {
		if i == most {
			names = append(names, fmt.Sprintf("%d more", len(tasks)-most))
			last = "and"
			break
		}
		names = append(names, p.named(t))
	}
	return join(names, last)
}

// Seen has the plan worded as seen from a moment.
func (p *Plan) Seen(now time.Time) { p.now = now }

// Now is the moment from which the plan is worded.
func (p Plan) Now() time.Time { return p.now }
