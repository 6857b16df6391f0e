package query

import (
	"slices"
	"strings"
)

// A Sort is an order of tasks: by one key after the other, and by id in the
// end, so that no two tasks stand in one place. Whatever has no value for a
// key stands last, in both directions. The zero Sort is by id.
type Sort struct{ keys []sortKey }

type sortKey struct {
	field string // one of sortFields
	down  bool   // the greatest first
}

// sortFields are the keys there are, in the order in which an error names them.
var sortFields = []string{"due", "priority", "created", "updated", "completed", "title", "order"}

// maxKeys is how many keys a Sort can have, since each stands there once.
const maxKeys = 7

// ParseSort reads "due,-priority": keys with commas between, the greatest
// first after a minus. The empty text is the zero Sort. The error is a
// *SyntaxError.
func ParseSort(text string) (Sort, error) {
	if err := checkText(text); err != nil {
		return Sort{}, err
	}
	if strings.TrimSpace(text) == "" {
		return Sort{}, nil
	}
	var s Sort
	p := parser{text: text}
	for {
		p.space()
		key := sortKey{down: p.sees("-")}
		if key.down {
			p.at++
		}
		typed, _, _ := strings.Cut(bare(text[p.at:]), ",")
		key.field = strings.ToLower(typed)
		if !slices.Contains(sortFields, key.field) {
			err := p.fail(p.at, "a sort key: "+strings.Join(sortFields, ", "))
			if typed != "" {
				err.Got = glimpse(typed)
			}
			return Sort{}, err
		}
		if slices.ContainsFunc(s.keys, func(k sortKey) bool { return k.field == key.field }) {
			return Sort{}, &SyntaxError{p.column(p.at), "each sort key once", key.field}
		}
		s.keys = append(s.keys, key)
		p.at += len(typed)
		if p.space(); p.end() {
			return s, nil
		}
		if !p.sees(",") {
			return Sort{}, p.fail(p.at, "`,` between sort keys")
		}
		p.at++
	}
}

// String is the sort in the form that ParseSort reads.
func (s Sort) String() string {
	parts := make([]string, len(s.keys))
	for i, k := range s.keys {
		parts[i] = k.field
		if k.down {
			parts[i] = "-" + k.field
		}
	}
	return strings.Join(parts, ",")
}

// Compare orders two items as they are seen from env: negative when a comes
// first, positive when b does, 0 only for the same id.
func (s Sort) Compare(a, b *Item, env Env) int {
	var p, q place
	p.stand(a)
	q.stand(b)
	return newOrder(s, env).compare(&p, &q)
}
