package query

import (
	"cmp"
	"fmt"
	"strings"
	"time"
)

// An operator compares: "<", "<=", "=", ">=" or ">".
type operator string

// holds reports whether the operator is true of two things that compare as
// sign: -1, 0 or 1.
func (op operator) holds(sign int) bool {
	switch op {
	case "<":
		return sign < 0
	case "<=":
		return sign <= 0
	case "=":
		return sign == 0
	case ">=":
		return sign >= 0
	}
	return sign > 0
}

// instants are the moments of an item that can be compared, beside its due.
var instants = map[string]func(*Item) time.Time{
	"created":   func(it *Item) time.Time { return it.CreatedAt },
	"updated":   func(it *Item) time.Time { return it.UpdatedAt },
	"completed": func(it *Item) time.Time { return it.CompletedAt },
}

// A comparison asks when something is. An item without that moment is not
// asked for, whatever the operator.
type comparison struct {
	field string // due, or one of instants
	op    operator
	when  when
}

func (c comparison) print(b *strings.Builder) {
	fmt.Fprintf(b, "%s %s %s", c.field, c.op, c.when)
}

func (c comparison) bind(env Env) func(*Item) bool {
	field, isPast := instants[c.field]
	s, op := c.when.at(env, isPast), c.op
	if isPast {
		return func(it *Item) bool {
			t := field(it)
			return !t.IsZero() && op.holds(s.compare(t))
		}
	}
	return func(it *Item) bool {
		if !it.Due.AllDay {
			return !it.Due.At.IsZero() && op.holds(s.compare(it.Due.At))
		}
		d, ok := parseDay(it.Due.Date)
		return ok && op.holds(s.compareDay(d))
	}
}

func (comparison) cost() int { return costTime }

// An urgency compares the priority as a number: 1 is the most urgent. An item
// without a priority is not asked for.
type urgency struct {
	op operator
	n  int
}

func (u urgency) print(b *strings.Builder) { fmt.Fprintf(b, "priority %s %d", u.op, u.n) }

func (u urgency) bind(Env) func(*Item) bool {
	return func(it *Item) bool { return it.Priority != 0 && u.op.holds(cmp.Compare(it.Priority, u.n)) }
}

func (urgency) cost() int { return costTime }
