package talk

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/understand"
)

// queryOf is a filter in the query language of docs/query.md. Texts of the
// person stand in quotes there, whatever is in them.
func queryOf(f understand.Filter) string {
	var all []string
	add := func(format string, args ...any) { all = append(all, fmt.Sprintf(format, args...)) }
	switch {
	case f.Status == "overdue":
		add("overdue")
	case status(f) == tasklist.StatusOpen:
		add("open")
	case status(f) == tasklist.StatusDone:
		add("done")
	}
	for _, bound := range []struct{ field, operator, day string }{
		{"due", ">=", f.DueFrom}, {"due", "<=", f.DueTo},
		{"completed", ">=", f.CompletedFrom}, {"completed", "<=", f.CompletedTo},
	} {
		if bound.day != "" {
			add("%s %s %s", bound.field, bound.operator, bound.day)
		}
	}
	if len(f.Priorities) > 0 {
		var any []string
		for _, p := range f.Priorities {
			any = append(any, fmt.Sprintf("p%d", p))
		}
		add("(%s)", strings.Join(any, " | "))
	}
	for _, l := range f.Labels {
		add("#%s", quoted(l))
	}
	if f.Project != "" {
		add("project:%s", quoted(f.Project))
	}
	if f.HasDue != nil {
		add("%s", either(*f.HasDue, "has:due", "nodate"))
	}
	if f.Recurring != nil {
		add("%s", either(*f.Recurring, "recurring", "!recurring"))
	}
	for word := range strings.FieldsSeq(visible(f.Query)) {
		add("(%s | #%s)", quoted(word), quoted(word)) // in the words, or the very label
	}
	return strings.Join(all, " & ")
}

// quoted is a value between quotes.
func quoted(v string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(visible(v)) + `"`
}

// visible has spaces for control characters.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
}
