package talk

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	u "github.com/errandapp/errand/apps/chat/understand"
)

func read(text string) u.Reading { return u.Understand(text, noon, berlin(), u.Context{}) }

// cut is a part of a text by its UTF-16 code units, as a browser cuts it.
func cut(text string, r Range) string {
	return string(utf16.Decode(utf16.Encode([]rune(text))[r.From:r.To]))
}

func TestSpans(t *testing.T) {
	for text, want := range map[string]string{
		"buy milk tomorrow at 5pm !high #home":      "title[buy milk] due_date[tomorrow]=tomorrow! due_time[at 5pm]=17:00! priority[!high]=high priority! labels[#home]!",
		"🥛🥛 milk next friday 5pm @café":             "title[🥛🥛 milk] due_date[next friday]=Friday 4 Dec! due_time[5pm]=17:00! labels[@café]!",
		"👩‍👩‍👧 dinner sunday":                       "title[👩‍👩‍👧 dinner] due_date[sunday]=Sunday 29 Nov!",
		"water plants every monday at 8 for 20 min": "title[water plants] rrule[every monday]=every week on Monday! due_time[at 8]=08:00! duration_min[for 20 min]=20 minutes!",
		"call anna friday\npay rent tomorrow #home": "title[call anna] due_date[friday]=Friday 27 Nov! title[pay rent] due_date[tomorrow]=tomorrow! labels[#home]!",
		"done milk": "ref[milk]",
	} {
		var got []string
		for _, s := range Spans(text, read(text), noon) {
			one := fmt.Sprintf("%s[%s]", s.Slot, cut(text, s.Range))
			if s.Says != "" {
				one += "=" + s.Says
			}
			if s.Literal {
				one += "!"
			}
			got = append(got, one)
		}
		if diff := cmp.Diff(want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

// What a browser cuts out of a text is what the grammar takes for title.
func TestLiteral(t *testing.T) {
	const text = "🥛 call friday tomorrow"
	spans, err := Literal(text, []Range{{8, 14}})
	if err != nil || text[spans[0].Start:spans[0].End] != "friday" {
		t.Fatalf("got %+v, %v", spans, err)
	}
	r := u.Understand(text, noon, berlin(), u.Context{Literal: spans})
	if r.Slots.Title != "🥛 call friday" || r.Slots.DueDate != "2026-11-25" {
		t.Errorf("read as %+v", r.Slots)
	}
	for _, bad := range []Range{{0, 0}, {1, 3}, {0, 1}, {-1, 2}, {5, 4}, {8, 24}} {
		if _, err := Literal(text, []Range{{8, 14}, bad}); err == nil || !strings.Contains(err.Error(), "part 1 ") {
			t.Errorf("%v: %v", bad, err)
		}
	}
}

func TestOther(t *testing.T) {
	march := time.Date(2026, 3, 1, 12, 0, 0, 0, berlin())
	r := u.Understand("meet 4/5", march, berlin(), u.Context{})
	if got := Other(r, march); got != "Monday 4 May" || r.Doubt == "" {
		t.Errorf("got %q of %+v", got, r)
	}
	if got := Other(read("buy milk"), noon); got != "" {
		t.Errorf("got %q", got)
	}
}
