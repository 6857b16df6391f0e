package understand

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

func startsAddress(r rune) bool { return r == 'h' || r == 'w' }

// addressEnd finds a web or mail address that begins at i. Only the chunk up to the next space is looked at, and
// only at its beginning, so the work stays linear.
func addressEnd(text string, i int, glued bool) int {
	rest := text[i:]
	if glued {
		if !strings.HasPrefix(rest, "http://") && !strings.HasPrefix(rest, "https://") {
			return i
		}
	}
	e := i
	url, dot, at := false, false, -1
	for e < len(text) {
		r, n := utf8.DecodeRuneInString(text[e:])
		if unicode.IsSpace(r) || r == '"' || r == '>' || r == '<' {
			break
		}
		switch {
		case r == '@' && e > i:
			at = e
		case r == '.' && at >= 0:
			dot = true
		case r == ':' && strings.HasPrefix(text[e:], "://") && e > i && isLetters(text[i:e]):
			url = true
		}
		e += n
	}
	if url || strings.HasPrefix(rest, "www.") || (at > 0 && dot && at+1 < e && isNameByte(text[at-1]) && isNameByte(text[i])) {
		for e > i && strings.IndexByte(".,;:!?)'", text[e-1]) >= 0 {
			e--
		}
		return e
	}
	return i
}

func isLetters(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return s != ""
}

func isNameByte(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '-' || c >= utf8.RuneSelf
}
