package query

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// A name asks for a label, a project, a source or an id. All but ids are
// compared in any case, and with their accents: #cafe is not #café, so that
// a filter that is about to change many tasks takes no more than was named.
type name struct {
	field string // label, project, source, id or parent
	value string // in NFC, as typed
}

func (n name) print(b *strings.Builder) {
	if n.field == "label" {
		b.WriteString("#")
	} else {
		b.WriteString(n.field + ":")
	}
	b.WriteString(quoteIfNeeded(n.value))
}

func (n name) bind(Env) func(*Item) bool {
	want := n.value
	switch n.field {
	case "label":
		return func(it *Item) bool {
			for _, l := range it.Labels {
				if sameName(l, want) {
					return true
				}
			}
			return false
		}
	case "project":
		return func(it *Item) bool { return sameName(it.Project, want) }
	case "source":
		return func(it *Item) bool { return sameName(it.Source, want) }
	case "id":
		return func(it *Item) bool { return it.ID == want }
	}
	return func(it *Item) bool { return it.Parent == want }
}

func (n name) cost() int { return costName }

// sameName compares two names in any case; b is in NFC.
func sameName(a, b string) bool {
	return strings.EqualFold(a, b) || !isASCII(a) && strings.EqualFold(norm.NFC.String(a), b)
}
