package query

import (
	"fmt"
	"unicode/utf8"
)

// Limits of a filter. Parse refuses what goes over one.
const (
	MaxText  = 4096 // bytes, as typed and as String prints it
	MaxDepth = 64   // parentheses and negations within each other
	MaxTerms = 256  // conditions
)

// A Filter says of each task whether it is asked for. The zero Filter lets
// every task through. A Filter never changes and may be used by many at once.
type Filter struct {
	root expr // nil lets everything through
	text string
}

// Parse reads a filter as people type it. The error is a *SyntaxError.
func Parse(text string) (Filter, error) {
	if err := checkText(text); err != nil {
		return Filter{}, err
	}
	p := &parser{text: text}
	root, err := p.filter()
	if err != nil {
		return Filter{}, err
	}
	f := Filter{root: root, text: show(root)}
	if len(f.text) > MaxText { // "a b" is longer once it is "a & b"
		return Filter{}, p.fail(len(text), fmt.Sprintf("a filter of at most %d bytes once it is written out", MaxText))
	}
	return f, nil
}

// checkText refuses what is too long to look at, or no text.
func checkText(text string) error {
	column := 0
	for i, r := range text {
		column++
		size := utf8.RuneLen(r)
		if r == utf8.RuneError {
			_, size = utf8.DecodeRuneInString(text[i:])
			if size == 1 {
				return &SyntaxError{Column: column, Expected: "UTF-8 text"}
			}
		}
		if i+size > MaxText {
			return &SyntaxError{Column: column, Expected: fmt.Sprintf("a filter of at most %d bytes", MaxText)}
		}
	}
	return nil
}

// String is the filter in its one canonical form: Parse reads it back as the
// same filter, and two filters with the same form ask for the same.
func (f Filter) String() string { return f.text }

// Match reports whether the item is asked for.
func (f Filter) Match(it *Item, env Env) bool { return f.At(env)(it) }

// At is Match made ready for many items that are asked at one moment.
func (f Filter) At(env Env) func(*Item) bool {
	if f.root == nil {
		return func(*Item) bool { return true }
	}
	return f.root.bind(env)
}
