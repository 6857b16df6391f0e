package query

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestView: as people write it, and as it is written back.
func TestView(t *testing.T) {
	for text, want := range map[string]string{
		"name: Taxes\nfilter: open & #tax\nsort: due,priority\n":             "name: Taxes\nfilter: open & #tax\nsort: due,priority\n",
		"# mine\r\n\r\nSORT : -due\r\nFilter: open p1\r\n\tname:  a: b \r\n": "name: a: b\nfilter: open & p1\nsort: -due\n",
		"name: All":                    "name: All\n",
		"name: All\nfilter:\nsort: \n": "name: All\n",
		"name: Ünïcode\n  # no comment in a filter: \nfilter: #a": "",
	} {
		v, err := ParseView(text)
		if want == "" {
			if err == nil {
				t.Errorf("%q is read as %s", text, v)
			}
			continue
		}
		if err != nil {
			t.Errorf("%q: %v", text, err)
		} else if diff := cmp.Diff(want, v.String()); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		} else if again, err := ParseView(want); err != nil || again.String() != want {
			t.Errorf("%q again: %q, %v", want, again, err)
		}
	}
}

// TestViewErrors: the line and, in a filter or a sort, the column of the line.
func TestViewErrors(t *testing.T) {
	for text, want := range map[string]string{
		"":                          "line 1: a view needs a `name:`",
		"filter: open\n":            "line 2: a view needs a `name:`",
		"name:\n":                   "line 1: a name is 1 to 100 visible characters",
		"name: a\x01\n":             "line 1: a name is 1 to 100 visible characters",
		"name: \xff\n":              "line 1: a name is 1 to 100 visible characters",
		"name: a\nname: b":          "line 2: there is a second `name:`",
		"name: a\nfilter: due < 7d": "line 2: expected a date after `due <`, column 15, found `7d`",
		"name: a\n\nsort:  due,duo": "line 3: expected a sort key: due, priority, created, updated, completed, title, order, column 12, found `duo`",
		"name: a\nopen & p1":        "line 2: a line begins with `name:`, `filter:`, `sort:` or `#`",
		"name: a\nlimit: 3":         "line 2: a line begins with `name:`, `filter:`, `sort:` or `#`",
		"name: " + strings.Repeat("ä", MaxViewName+1): "line 1: a name is 1 to 100 visible characters",
		strings.Repeat("#", MaxViewText+1):            "line 1: a view has at most 16384 bytes",
	} {
		v, err := ParseView(text)
		var at *ViewError
		if !errors.As(err, &at) || err.Error() != want {
			t.Errorf("%.40q:\n got %v, %v\nwant %s", text, v, err, want)
		}
	}
	_, err := ParseView("name: a\nfilter: x")
	var syntax *SyntaxError
	if !errors.As(err, &syntax) || syntax.Column != 9 {
		t.Errorf("%v is no syntax error in column 9", err)
	}
}

// TestViewLimits: the longest name and the longest filter are read again.
func TestViewLimits(t *testing.T) {
	v := View{Name: strings.Repeat("ä", MaxViewName), Filter: mustParse(t, `"`+strings.Repeat("x", MaxText-2)+`"`)}
	again, err := ParseView(v.String())
	if err != nil || again.String() != v.String() {
		t.Error(err)
	}
	text := "name: a\n"
	if _, err := ParseView(text + strings.Repeat("#", MaxViewText-len(text))); err != nil {
		t.Error(err)
	}
}
