package query

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// TestFold: texts that people take for the same, and some that they do not.
func TestFold(t *testing.T) {
	for text, want := range map[string]string{
		"":                      "",
		"ABCXYZ@[`{09 azAZ":     "abcxyz@[`{09 azaz",
		"Crème Brûlée":          "creme brulee",
		"Cre\u0300me":           "creme",
		"STRASSE Straße ẞ":      "strasse strasse ss",
		"Łódź Đorđe Øre Æsir":   "lodz dorde ore aesir",
		"İstanbul ılık":         "istanbul ilik",
		"ΌΣΟΣ όσος":             "οσοσ οσοσ",
		"Ёлка ёлка":             "елка елка",
		"ﬁnal ① Ｆｕｌｌ":           "final 1 full",
		"it’s — “so” … 🎉":       "it’s — “so” ... 🎉",
		"\u04ff \u0500":         "\u04ff \u0501", // the last of the table, and the next
		"K\u212a":               "kk",
		"がか か\u3099":            "がか が",           // the marks of kana are no accents
		"한글 \u1112\u1161\u11ab": "한글 한",           // jamo compose
		"कि कु":                 "कि कु",          // nor are vowels
		"مُحَمَّد":              "محمد",           // but these are left out in writing
		"Ά\u0345 ΐ":             "α" + "ι" + " ι", // iota below is a letter once folded
		"Ꭰ ꭰ":                   "ꭰ ꭰ",
		"a\u00a0b":              "a b",
	} {
		if got := fold(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// genText draws the characters that folding treats in different ways.
var genText = rapid.StringOf(rapid.OneOf(
	rapid.RuneFrom([]rune("aZ @[`{ßẞıİøØŁæÆςΣёЙ\u0301\u0345\u3099が\u1112\u1161\u11ab한ﬁ①Ｆ’—…🎉कि\u0651\ufffdK\u0390")),
	rapid.Rune(),
))

// TestFoldLaws: the quick way is the full way, and case and encoding make no
// difference.
func TestFoldLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := genText.Draw(t, "text")
		got := string(appendFolded([]byte("kept"), text))
		if want := "kept" + foldInFull(text); got != want {
			t.Fatalf("%+q: got %+q, want %+q", text, got, want)
		}
		spelled := []string{norm.NFC.String(text), norm.NFD.String(text)}
		if !strings.ContainsRune(text, '\u0345') { // a mark whose upper case is a letter, in another place
			spelled = append(spelled, strings.ToUpper(text), strings.ToLower(text))
		}
		for _, same := range spelled {
			if got, want := fold(same), fold(text); got != want {
				t.Fatalf("%+q: got %+q, want %+q as of %+q", same, got, want, text)
			}
		}
		ascii := rapid.StringMatching(`[ -~]{0,40}`).Draw(t, "ascii")
		if got, want := fold(ascii), strings.ToLower(ascii); got != want {
			t.Fatalf("%q: got %q, want %q", ascii, got, want)
		}
	})
}

// TestFoldBrokenText: what is no UTF-8 is not lost, and does no harm.
func TestFoldBrokenText(t *testing.T) {
	for _, text := range []string{"\xff", "A\xc3", "12345678\x80", "é\xe2\x82"} {
		if got := fold(text); got == "" || !strings.HasPrefix(got, foldInFull(text)) {
			t.Errorf("%q: %q", text, got)
		}
	}
}
