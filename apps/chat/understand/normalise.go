package understand

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// cleaned is the message without invisible characters, and the way back to its bytes.
type cleaned struct {
	text string
	at   []int32 // at[i] is the place in the message of byte i of text; nil when nothing was removed
	size int     // bytes in the message
}

// clean removes what cannot be seen (zero-width space, byte order mark, bidi marks, NUL and other controls, bytes
// that are not UTF-8). A zero-width joiner stays between symbols, where it builds an emoji. Line ends become \n.
func clean(msg string) cleaned {
	if plain(msg) {
		return cleaned{text: msg, size: len(msg)}
	}
	var b strings.Builder
	b.Grow(len(msg))
	at := make([]int32, 0, len(msg)+1)
	var last rune
	for i := 0; i < len(msg); {
		r, n := utf8.DecodeRuneInString(msg[i:])
		switch {
		case r == utf8.RuneError && n <= 1, invisible(r) && !(r == '\u200d' && joins(last)):
		case r == '\r':
			if !strings.HasPrefix(msg[i+1:], "\n") {
				b.WriteByte('\n')
				at = append(at, int32(i))
			}
		default:
			b.WriteString(msg[i : i+n])
			for k := range n {
				at = append(at, int32(i+k))
			}
			last = r
		}
		i += n
	}
	return cleaned{text: b.String(), at: append(at, int32(len(msg))), size: len(msg)}
}

// plain is the common case: printable ASCII and line feeds only.
func plain(s string) bool {
	for i := range len(s) {
		if c := s[i]; (c < ' ' || c > '~') && c != '\n' && c != '\t' {
			return false
		}
	}
	return true
}

func invisible(r rune) bool {
	if r == '\n' || r == '\t' || r == '\r' {
		return false
	}
	return unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r) || r == '\u034f' || r == '\u115f' || r == '\u1160' || r == '\u3164'
}

// joins tells whether a zero-width joiner may follow r: a symbol, its skin tone or its variation selector, or a
// letter of the scripts that use joiners inside words.
func joins(r rune) bool {
	return unicode.Is(unicode.So, r) || unicode.Is(unicode.Sk, r) || r == '\ufe0f' ||
		unicode.In(r, unicode.Arabic, unicode.Devanagari, unicode.Bengali, unicode.Malayalam, unicode.Sinhala, unicode.Kannada, unicode.Mn, unicode.Mc)
}

// span turns bytes [s, e) of text into bytes of the message.
func (c cleaned) span(s, e int) (int, int) {
	if c.at == nil {
		return s, e
	}
	if e <= s {
		return int(c.at[s]), int(c.at[s])
	}
	return int(c.at[s]), min(int(c.at[e-1])+1, c.size)
}
