package query

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Limits of a view as text.
const (
	MaxViewName = 100      // characters
	MaxViewText = 16 << 10 // bytes, comments included
)

// A View is a filter and a sort that were saved under a name:
//
//	# what the accountant waits for
//	name: Taxes
//	filter: open & #tax
//	sort: due,priority
type View struct {
	Name   string
	Filter Filter
	Sort   Sort
}

// A ViewError says which line of a view cannot be read, and why. What went
// wrong inside a filter or a sort is a *SyntaxError, whose column is that of
// the line.
type ViewError struct {
	Line int // from 1
	Err  error
}

func (e *ViewError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }

func (e *ViewError) Unwrap() error { return e.Err }

// ParseView reads a view as String writes it and as people edit it: a line for
// the name, and one each for filter and sort, which may be left out. The lines
// stand in any order, beside empty ones and ones that begin with #. The error
// is a *ViewError.
func ParseView(text string) (View, error) {
	if len(text) > MaxViewText {
		return View{}, &ViewError{1, fmt.Errorf("a view has at most %d bytes", MaxViewText)}
	}
	var v View
	seen := map[string]bool{}
	line := 0
	for row := range strings.Lines(text) {
		line++
		row = strings.TrimRightFunc(row, unicode.IsSpace)
		if row == "" || strings.HasPrefix(row, "#") {
			continue
		}
		key, value, ok := strings.Cut(row, ":")
		key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
		if !ok || key != "name" && key != "filter" && key != "sort" {
			return View{}, &ViewError{line, errors.New("a line begins with `name:`, `filter:`, `sort:` or `#`")}
		}
		if seen[key] {
			return View{}, &ViewError{line, fmt.Errorf("there is a second `%s:`", key)}
		}
		seen[key] = true
		if err := v.set(key, value); err != nil {
			var syntax *SyntaxError
			if errors.As(err, &syntax) {
				syntax.Column += utf8.RuneCountInString(row) - utf8.RuneCountInString(value)
			}
			return View{}, &ViewError{line, err}
		}
	}
	if !seen["name"] {
		return View{}, &ViewError{line + 1, errors.New("a view needs a `name:`")}
	}
	return v, nil
}

// set reads the value of one line.
func (v *View) set(key, value string) (err error) {
	switch key {
	case "filter":
		v.Filter, err = Parse(value)
	case "sort":
		v.Sort, err = ParseSort(value)
	case "name":
		v.Name = value
		if v.Name == "" || utf8.RuneCountInString(v.Name) > MaxViewName || !utf8.ValidString(v.Name) || strings.ContainsFunc(v.Name, unicode.IsControl) {
			err = fmt.Errorf("a name is 1 to %d visible characters", MaxViewName)
		}
	}
	return err
}

// String is the view in the form that ParseView reads, with its filter and
// sort in their canonical form. Comments are not kept.
func (v View) String() string {
	text := "name: " + v.Name + "\n"
	if filter := v.Filter.String(); filter != "" {
		text += "filter: " + filter + "\n"
	}
	if sort := v.Sort.String(); sort != "" {
		text += "sort: " + sort + "\n"
	}
	return text
}
