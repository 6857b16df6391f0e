package understand

import "strings"

// stripTail drops "to my list", "on my todo list" behind a task.
func (p *parser) stripTail() *parser {
	hi := len(p.t)
	for hi > 0 && (p.kind(hi-1) == line || p.is(hi-1, ".", "!", "?") && !p.t[hi-1].quoted) {
		hi--
	}
	for _, tail := range tails {
		n := strings.Count(tail, " ") + 1
		if hi-n > 0 && p.seq(hi-n, tail) == hi {
			return p.part(0, hi-n)
		}
	}
	return p
}

// hideIs takes the "is" out of "mom's birthday is on july 5".
func (p *parser) hideIs(m *marks) {
	e := len(p.t)
	for e > 0 && (m.taken[e-1] || m.soft(e-1)) {
		e--
	}
	if e < len(p.t) && e > 1 && p.is(e-1, "is", "are", "'s") && m.taken[e] && !p.is(0, "what", "where", "who", "how", "when", "why", "see", "ask", "check", "find") {
		m.hide(e-1, e)
	}
}

// hideTail takes "to my list" out of a title when only claimed words follow it: "call mom to my list at 5pm".
func (p *parser) hideTail(m *marks) {
	e := len(p.t)
	for e > 0 && (m.taken[e-1] || m.soft(e-1)) {
		e--
	}
	if e == len(p.t) || !p.is(e-1, "list", "todos", "tasks") {
		return
	}
	for _, tail := range tails {
		if n := strings.Count(tail, " ") + 1; e-n > 0 && !m.any(e-n, e) && p.seq(e-n, tail) == e {
			m.hide(e-n, e)
			if p.is(0, "put", "stick", "throw") && e-n > 1 {
				m.hide(0, 1)
			}
			return
		}
	}
}

var tails = []string{
	"to my to do list", "to my to - do list", "to the to do list", "to the to - do list", "on my to do list", "on my to - do list", "on the to do list",
	"to my todo list", "to the todo list", "on my todo list", "on the todo list", "to my task list", "to the task list", "on my task list",
	"to my list", "to the list", "on my list", "on the list", "to my todos", "to my tasks", "to my to dos", "to todo list", "to list", "in my list", "in my todo list", "onto my list", "to todos",
	"to my list of tasks", "to my list of things to do", "as a task", "as a todo", "as a new task", "as task",
	", too", ", as well", ", also",
}
