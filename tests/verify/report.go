package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
)

// A report writes down what came of each station, in order.
type report struct {
	out    io.Writer
	first  *outcome // the first that the message did not come by
	seen   int
	hidden []string // stations that cannot be looked at from here
}

const line = "  %-13s %14s  %s\n"

// add writes a station's line.
func (r *report) add(o outcome) {
	var far unreachable
	switch {
	case o.err == nil:
		r.seen++
		r.line(o.name, took(o), o.what)
	case o.missing():
		if r.first == nil {
			r.first = &o
		}
		r.line(o.name, "MISSING", o.err.Error())
	case errors.As(o.err, &far):
		r.hidden = append(r.hidden, o.name)
		r.line(o.name, "–", o.err.Error())
	default:
		r.line(o.name, "–", o.err.Error())
	}
}

func (r *report) line(name, took, what string) {
	fmt.Fprintf(r.out, line, name, took, strings.Join(strings.Fields(what), " "))
}

// end writes the conclusion and returns the exit code.
func (r *report) end() int {
	switch {
	case r.first != nil:
		fmt.Fprintf(r.out, "\nIt was not seen at: %s. Look at %s.\n", r.first.name, r.first.hint)
		return 1
	case r.seen == 0:
		fmt.Fprintln(r.out, "\nNo station was looked at.")
		return 1
	case len(r.hidden) > 0:
		fmt.Fprintf(r.out, "\nIt was seen everywhere that can be looked at; not at: %s.\n", strings.Join(r.hidden, ", "))
	default:
		fmt.Fprintln(r.out, "\nIt was seen everywhere.")
	}
	return 0
}

// took is the time in words: since the message was said, or what else it
// counts from.
func took(o outcome) string {
	ms := fmt.Sprintf("%.1f ms", float64(o.after)/float64(time.Millisecond))
	if o.since != "" {
		return o.since + " + " + ms
	}
	return ms
}
