package query

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestString: each filter in its canonical form.
func TestString(t *testing.T) {
	for text, want := range map[string]string{
		"":        "",
		" \t\n":   "",
		"OPEN":    "open",
		"no date": "nodate", "No  Date": "nodate",
		`overdue & #work & (p1 | p2) & !project:home & due < +7d & text:"tax"`: `overdue & #work & (p1 | p2) & !project:home & due < +7d & "tax"`,
		`open done p1`:              `open & done & p1`,
		`open(done)p1`:              `open & done & p1`,
		`open AND done Or NOT p1`:   `open & done | !p1`,
		`(open & (done & p1))`:      `open & done & p1`,
		`open | (done | p1) | p2`:   `open | done | p1 | p2`,
		`(open | done) p1`:          `(open | done) & p1`,
		`!(open | done)`:            `!(open | done)`,
		`!(open & done)`:            `!(open & done)`,
		`!(open)`:                   `!open`,
		`!!not open`:                `!!!open`,
		`! ( ! ( open ) )`:          `!!open`,
		`label:Work`:                `#Work`,
		`Label:"Work"`:              `#Work`,
		`#" a b "`:                  `#"a b"`,
		`#a:b`:                      `#a:b`,
		`+"a\"b\\c"`:                `project:"a\"b\\c"`,
		`project:"\a"`:              `project:a`,
		`"  tax   form "`:           `"tax form"`,
		`text:tax`:                  `"tax"`,
		`TITLE:tax notes:"a  b"`:    `title:"tax" & notes:"a b"`,
		`due<today`:                 `due < today`,
		`due >=MON`:                 `due >= monday`,
		`DUE <= 2026-11-24`:         `due <= 2026-11-24`,
		`created > -007d`:           `created > -7d`,
		`updated = NOW`:             `updated = now`,
		`completed>-0w`:             `completed > +0w`,
		`priority<=2`:               `priority <= 2`,
		`HAS:Due`:                   `has:due`,
		`has:parent subtask`:        `has:parent & subtask`,
		"source:chat id:x parent:y": "source:chat & id:x & parent:y",
		"#cafe\u0301":               "#caf\u00e9",
	} {
		if got := mustParse(t, text).String(); got != want {
			t.Errorf("%s:\n got %s\nwant %s", text, got, want)
		}
		if again := mustParse(t, want).String(); again != want {
			t.Errorf("%s is not canonical: %s", want, again)
		}
	}
}

// TestErrors: where a filter cannot be read, and what could have stood there.
func TestErrors(t *testing.T) {
	const condition = "a condition, such as `overdue`, `#label`, `p1` or `\"words\"`"
	after := func(what string) string {
		return strings.Replace(condition, ",", " after `"+what+"`,", 1)
	}
	for _, c := range []struct {
		text string
		want SyntaxError
	}{
		{`open & due <`, SyntaxError{13, "a date after `due <`", ""}},
		{`due < soon`, SyntaxError{7, "a date after `due <`", "soon"}},
		{`Due<=(`, SyntaxError{6, "a date after `due <=`", "("}},
		{`due < 2026-02-30`, SyntaxError{7, "a date after `due <`", "2026-02-30"}},
		{`due < 2026-2-3`, SyntaxError{7, "a date after `due <`", "2026-2-3"}},
		{`due < 0000-00-00`, SyntaxError{7, "a date after `due <`", "0000-00-00"}},
		{`due < 20a6-11-24`, SyntaxError{7, "a date after `due <`", "20a6-11-24"}},
		{`due > +7`, SyntaxError{7, "a date after `due >`", "+7"}},
		{`due > +d`, SyntaxError{7, "a date after `due >`", "+d"}},
		{`due > 7d`, SyntaxError{7, "a date after `due >`", "7d"}},
		{`due > +10000d`, SyntaxError{7, "a date after `due >`", "+10000d"}},
		{`due > +7x`, SyntaxError{7, "a date after `due >`", "+7x"}},
		{`created = `, SyntaxError{11, "a date after `created =`", ""}},
		{`due`, SyntaxError{4, "<, <=, =, >= or > after `due`", ""}},
		{`due today`, SyntaxError{5, "<, <=, =, >= or > after `due`", "today"}},
		{`due != today`, SyntaxError{5, "<, <=, =, >= or > after `due`", "!"}},
		{`priority < 5`, SyntaxError{12, "a priority from 1 to 4 after `priority <`", "5"}},
		{`priority < 0`, SyntaxError{12, "a priority from 1 to 4 after `priority <`", "0"}},
		{`priority = 12`, SyntaxError{12, "a priority from 1 to 4 after `priority =`", "12"}},
		{`priority`, SyntaxError{9, "<, <=, =, >= or > after `priority`", ""}},

		{`orange`, SyntaxError{1, condition, "orange"}},
		{`p5`, SyntaxError{1, condition, "p5"}},
		{`due:today`, SyntaxError{1, condition, "due:today"}},
		{`overdue:`, SyntaxError{1, condition, "overdue:"}},
		{`ärger & x`, SyntaxError{1, condition, "ärger"}},
		{`#ä & x`, SyntaxError{6, after("&"), "x"}},
		{`open &`, SyntaxError{7, after("&"), ""}},
		{`open and`, SyntaxError{9, after("and"), ""}},
		{`open & & done`, SyntaxError{8, after("&"), "&"}},
		{`open |`, SyntaxError{7, after("|"), ""}},
		{`open or )`, SyntaxError{9, after("or"), ")"}},
		{`| open`, SyntaxError{1, condition, "|"}},
		{`!`, SyntaxError{2, after("!"), ""}},
		{`not &`, SyntaxError{5, after("not"), "&"}},
		{`()`, SyntaxError{2, after("("), ")"}},
		{`open ,`, SyntaxError{6, condition, ","}},
		{"open \x01", SyntaxError{6, condition, `\x01`}},
		{`(open`, SyntaxError{6, "`)` for the `(` in column 1", ""}},
		{`p1 & (open & (done)`, SyntaxError{20, "`)` for the `(` in column 6", ""}},
		{`open)`, SyntaxError{5, "a `(` before this `)`", ")"}},
		{`no`, SyntaxError{3, "`date` after `no`", ""}},
		{`no label`, SyntaxError{4, "`date` after `no`", "label"}},
		{`has:`, SyntaxError{5, "due, notes, reminder, label, project or parent after `has:`", ""}},
		{`has:dues`, SyntaxError{5, "due, notes, reminder, label, project or parent after `has:`", "dues"}},

		{`#`, SyntaxError{2, "a name after `#`", ""}},
		{`# work`, SyntaxError{2, "a name after `#`", " "}},
		{`#""`, SyntaxError{2, "a name after `#`", `"`}},
		{`+&`, SyntaxError{2, "a name after `+`", "&"}},
		{`label:" "`, SyntaxError{7, "a name after `label:`", `"`}},
		{`project:`, SyntaxError{9, "a name after `project:`", ""}},
		{`source:`, SyntaxError{8, "a name after `source:`", ""}},
		{`id:`, SyntaxError{4, "a task id after `id:`", ""}},
		{`parent:|`, SyntaxError{8, "a task id after `parent:`", "|"}},
		{`""`, SyntaxError{1, "words to search for", `"`}},
		{`text:`, SyntaxError{6, "words to search for after `text:`", ""}},
		{`title:"  "`, SyntaxError{7, "words to search for after `title:`", `"`}},
		{"notes:\u0301", SyntaxError{7, "words to search for after `notes:`", "\u0301"}},
		{`open "tax`, SyntaxError{10, "`\"` for the one in column 6", ""}},
		{`"tax\"`, SyntaxError{7, "`\"` for the one in column 1", ""}},
		{"\"a\nb\"", SyntaxError{3, "text without control characters", `\n`}},
		{"ä \xff", SyntaxError{3, "UTF-8 text", ""}},
		{`due < ` + strings.Repeat("x", 20), SyntaxError{7, "a date after `due <`", strings.Repeat("x", 20)}},
		{`due < ` + strings.Repeat("x", 21), SyntaxError{7, "a date after `due <`", strings.Repeat("x", 20) + "…"}},
	} {
		f, err := Parse(c.text)
		var got *SyntaxError
		if !errors.As(err, &got) {
			t.Errorf("%s is read as %s, %v", c.text, f, err)
		} else if diff := cmp.Diff(c.want, *got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.text, diff)
		}
	}
}

// TestErrorReads: an error is a sentence.
func TestErrorReads(t *testing.T) {
	for text, want := range map[string]string{
		`a_is_9 due <`:   "expected a condition, such as `overdue`, `#label`, `p1` or `\"words\"`, column 1, found `a_is_9`",
		`#work  & due <`: "expected a date after `due <`, column 15",
		`due < soon`:     "expected a date after `due <`, column 7, found `soon`",
	} {
		if _, err := Parse(text); err == nil || err.Error() != want {
			t.Errorf("%s:\n got %v\nwant %s", text, err, want)
		}
	}
}
