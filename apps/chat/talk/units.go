package talk

import (
	"fmt"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/errandapp/errand/apps/chat/understand"
)

// A Range is a part of a message: UTF-16 code units [From, To), which is how
// a browser counts the characters of a text.
type Range struct{ From, To int }

// units counts, for each byte that begins a character of the text, and for
// its end, the UTF-16 code units before it; other bytes have -1.
func units(text string) []int {
	at := make([]int, len(text)+1)
	n, next := 0, 0
	for i := range at {
		at[i] = -1
		if i != next {
			continue
		}
		at[i] = n
		r, size := utf8.DecodeRuneInString(text[i:])
		next, n = i+size, n+utf16.RuneLen(r)
	}
	return at
}

// Literal are the parts of a text, which its writer said are title, as the
// grammar takes them. The error names the one that is not a part of the text.
func Literal(text string, parts []Range) ([]understand.Span, error) {
	at := make(map[int]int, len(text)+1)
	for i, n := range units(text) {
		if n >= 0 {
			at[n] = i
		}
	}
	var spans []understand.Span
	for i, p := range parts {
		from, ok1 := at[p.From]
		to, ok2 := at[p.To]
		if !ok1 || !ok2 || from >= to {
			return nil, &RangeError{i}
		}
		spans = append(spans, understand.Span{Slot: "title", Start: from, End: to})
	}
	return spans, nil
}

// A RangeError is about the part at a place in a list of them.
type RangeError struct{ At int }

func (e *RangeError) Error() string {
	return fmt.Sprintf("part %d is not in the text, cuts a character in two, or is empty", e.At)
}
