package query

import (
	"errors"
	"fmt"
)

// A SyntaxError says where a filter or a sort cannot be read:
//
//	expected a date after `due <`, column 14
//	expected a date after `due <`, column 7, found `soon`
type SyntaxError struct {
	Column   int    // of the first character at fault, from 1, in characters
	Expected string // what could have stood there
	Got      string // what stood there instead; empty at the end of the text
}

func (e *SyntaxError) Error() string {
	message := fmt.Sprintf("expected %s, column %d", e.Expected, e.Column)
	if e.Got != "" {
		message += fmt.Sprintf(", found `%s`", e.Got)
	}
	return message
}

// What can be wrong with a page that is asked for, beside its filter and sort.
var (
	ErrLimit         = errors.New("a page holds 1 to 1000 tasks")
	ErrCursorDamaged = errors.New("this cursor is damaged: start again from the first page")
	ErrCursorForeign = errors.New("this cursor is of another filter, sort or time zone: start again from the first page")
)
