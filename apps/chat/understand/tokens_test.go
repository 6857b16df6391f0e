package understand

import (
	"testing"
	"time"
	"unicode"
)

// TestEveryCharacter: alone, twice, between words and behind one, each is
// read to its end, and its spans lie inside the text. (U+02BC once held the
// tokenizer up for ever.)
func TestEveryCharacter(t *testing.T) {
	now := time.Date(2026, 6, 17, 10, 0, 0, 0, time.UTC)
	for r := range rune(unicode.MaxRune + 1) {
		c := string(r)
		for _, text := range []string{c, c + c, "a" + c + " 1" + c + c + "a"} {
			for at, tok := range tokenize(text) {
				if tok.s < 0 || tok.e <= tok.s || tok.e > len(text) {
					t.Fatalf("%U in %q: token %d is %d to %d", r, text, at, tok.s, tok.e)
				}
			}
		}
		if r < 0x3000 || !unicode.IsLetter(r) && unicode.IsGraphic(r) {
			reading := Understand("pay"+c+"rent tomorrow "+c, now, time.UTC, Context{})
			for _, span := range reading.Spans {
				if span.Start < 0 || span.End < span.Start || span.End > len("pay"+c+"rent tomorrow "+c) {
					t.Errorf("%U: the span of %s is %d to %d", r, span.Slot, span.Start, span.End)
				}
			}
		}
	}
}
