package query

import (
	"encoding/binary"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// fold makes texts equal that differ in case, in accents, or in the way their
// characters are encoded: "Café", "CAFE" and "cafe" + U+0301 are one.
func fold(s string) string { return string(appendFolded(nil, s)) }

// appendFolded appends the folded text. Most texts are of ASCII, which goes
// eight bytes at a time, of letters from a table, and of signs that folding
// leaves alone; a text with anything more difficult is folded in full.
func appendFolded(dst []byte, s string) []byte {
	start, table := len(dst), plainTable()
	for i := 0; i < len(s); {
		if word, ok := eightASCII(s[i:]); ok {
			dst = binary.LittleEndian.AppendUint64(dst, lowerEight(word))
			i += 8
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case int(r) < len(table):
			dst = append(dst, table[r]...)
		case standsAlone(s[i:i+size], r):
			dst = append(dst, s[i:i+size]...)
		default:
			return append(dst[:start], foldInFull(s)...)
		}
		i += size
	}
	return dst
}

// eightASCII is the first eight bytes as a number, if all of them are ASCII.
func eightASCII(s string) (word uint64, ok bool) {
	if len(s) < 8 {
		return 0, false
	}
	word = uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
	return word, word&(0x80*ones) == 0
}

// ones is a one in each of eight bytes.
const ones = 0x0101010101010101

// lowerEight is eight ASCII letters in lower case. The top bit of a byte is
// free: after each sum it says whether that byte reached 'A', or passed 'Z'.
func lowerEight(word uint64) uint64 {
	fromA := word + (0x80-'A')*ones
	pastZ := word + (0x7f-'Z')*ones
	return word | (fromA^pastZ)&(0x80*ones)>>2
}

// standsAlone reports whether folding leaves the character as it is, whatever
// stands beside it.
func standsAlone(s string, r rune) bool {
	p := norm.NFKD.PropertiesString(s)
	return r != utf8.RuneError && p.Decomposition() == nil && p.BoundaryBefore() && p.CCC() == 0 &&
		unicode.SimpleFold(r) == r && !unicode.Is(unicode.Mn, r)
}

// foldInFull decomposes the text, folds its case, drops accents, and composes
// what is left.
func foldInFull(s string) string {
	s = norm.NFKD.String(s)
	s = cases.Fold().String(s)
	s = norm.NFKD.String(s) // folding can compose: U+0390
	var b strings.Builder
	for _, r := range s {
		if base, ok := strokes[r]; ok {
			b.WriteString(base)
		} else if !isAccent(r) {
			b.WriteRune(unicode.ToLower(r)) // cases.Fold swaps the two cases of Cherokee
		}
	}
	return norm.NFC.String(b.String())
}

// strokes are letters that people without them type as others, though
// Unicode does not take them apart.
var strokes = map[rune]string{
	'ø': "o", 'ł': "l", 'đ': "d", 'ħ': "h", 'ŧ': "t", 'ı': "i", 'æ': "ae", 'œ': "oe",
}

// isAccent reports whether the mark may be left out in writing. The marks of
// one script only may not: they are its vowels. Neither may the two of kana.
func isAccent(r rune) bool {
	return unicode.Is(unicode.Mn, r) && unicode.Is(unicode.Inherited, r) && r != '\u3099' && r != '\u309a'
}

// plainTable is how each of the first characters of Unicode folds: Latin,
// Greek and Cyrillic, and the accents that are marks of their own.
var plainTable = sync.OnceValue(func() *[0x500]string {
	table := new([0x500]string)
	for r := range table {
		table[r] = foldInFull(string(rune(r)))
	}
	return table
})

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
