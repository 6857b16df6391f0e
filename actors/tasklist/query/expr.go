package query

import (
	"slices"
	"strings"
)

// An expr is a node of a filter.
type expr interface {
	print(*strings.Builder)
	bind(Env) func(*Item) bool // what the node asks of an item, at one moment
	cost() int                 // how dear it is to ask, see below
}

// Costs, cheapest first. Conditions are asked in this order, which is free to
// choose because none has an effect.
const (
	costField = iota // look at a field
	costTime         // compare a moment or a number
	costName         // compare short texts
	costText         // read title and notes
)

// A group is several conditions of which all must hold (&) or any (|). It has
// at least two, and none of them is a group of the same kind.
type group struct {
	op byte
	xs []expr
}

// join makes one of one or more conditions.
func join(op byte, xs []expr) expr {
	if len(xs) == 1 {
		return xs[0]
	}
	flat := make([]expr, 0, len(xs))
	for _, x := range xs {
		if g, ok := x.(group); ok && g.op == op {
			flat = append(flat, g.xs...)
		} else {
			flat = append(flat, x)
		}
	}
	return group{op, flat}
}

func (g group) print(b *strings.Builder) {
	for i, x := range g.xs {
		if i > 0 {
			b.WriteString(" " + string(g.op) + " ")
		}
		if inner, ok := x.(group); ok && inner.op == '|' {
			printWithin(b, x)
		} else {
			x.print(b)
		}
	}
}

func (g group) bind(env Env) func(*Item) bool {
	xs := slices.Clone(g.xs)
	slices.SortStableFunc(xs, func(a, b expr) int { return a.cost() - b.cost() })
	tests := make([]func(*Item) bool, len(xs))
	for i, x := range xs {
		tests[i] = x.bind(env)
	}
	any := g.op == '|'
	return func(it *Item) bool {
		for _, test := range tests {
			if test(it) == any {
				return any
			}
		}
		return !any
	}
}

func (g group) cost() int {
	dearest := costField
	for _, x := range g.xs {
		dearest = max(dearest, x.cost())
	}
	return dearest
}

// A not holds where x does not.
type not struct{ x expr }

func (n not) print(b *strings.Builder) {
	b.WriteByte('!')
	if _, ok := n.x.(group); ok {
		printWithin(b, n.x)
	} else {
		n.x.print(b)
	}
}

func (n not) bind(env Env) func(*Item) bool {
	test := n.x.bind(env)
	return func(it *Item) bool { return !test(it) }
}

func (n not) cost() int { return n.x.cost() }

func printWithin(b *strings.Builder, x expr) {
	b.WriteByte('(')
	x.print(b)
	b.WriteByte(')')
}

// show is the canonical text of a whole filter.
func show(root expr) string {
	if root == nil {
		return ""
	}
	var b strings.Builder
	root.print(&b)
	return b.String()
}
