package understand

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

type kind uint8

const (
	word   kind = iota // letters, then letters or digits: "milk", "p1", "o'clock"
	number             // digits only
	mark               // one punctuation sign
	symbol             // emoji and the like
	opaque             // an address: never looked into
	line               // one or more line ends
)

// token is a piece of the clean text: bytes [s, e).
type token struct {
	s, e    int
	n       string // lower case, straight apostrophes
	k       kind
	glued   bool // nothing between this token and the one before
	cap     bool // first letter is upper case
	upper   bool // two letters or more, all upper case
	quoted  bool // inside quotes, or said to be literal: never looked into
	respelt bool // n was put right: see respell
	lex     lex
}

// tokenize cuts the text in one pass. "5pm" is 5 and pm (glued); "2nd" is one token; "10:30" is three.
func tokenize(text string) []token {
	toks := make([]token, 0, len(text)/3+8)
	glued := false
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(r) {
			if r == '\n' && (len(toks) == 0 || toks[len(toks)-1].k != line) {
				toks = append(toks, token{s: i, e: i + 1, n: "\n", k: line})
			}
			i += n
			glued = false
			continue
		}
		t, cut := token{s: i, glued: glued}, false
		if !glued || startsAddress(r) {
			if e := addressEnd(text, i, glued); e > i {
				t.e, t.k, t.n = e, opaque, text[i:e]
				toks = append(toks, t)
				i, glued = e, true
				continue
			}
		}
		switch {
		case unicode.IsLetter(r) && !isApostrophe(r):
			if t.k = word; glued && len(toks) > 0 && toks[len(toks)-1].k == number {
				t.e = lettersEnd(text, i) // "1h30", "01T14"
			} else {
				t.e = monthEnd(text, i, wordEnd(text, i))
				if e := clockStart(text, i, t.e); e < t.e {
					t.e, cut = e, true
				}
			}
			t.cap = unicode.IsUpper(r)
			t.upper = t.cap && t.e-t.s > 1 && strings.ToUpper(text[t.s:t.e]) == text[t.s:t.e]
		case r >= '0' && r <= '9':
			t.e, t.k = numberEnd(text, i)
		case unicode.IsPunct(r), r < utf8.RuneSelf, isApostrophe(r):
			t.e, t.k = i+n, mark
		default:
			t.e, t.k = symbolEnd(text, i), symbol
		}
		t.e = max(t.e, i+n) // whatever it is, it is one character
		t.n = fold(text[t.s:t.e])
		toks = todoJoined(append(toks, t))
		i, glued = t.e, !cut
	}
	return toks
}

// todoJoined makes one word of the three that "to-do" and "to-dos" are cut into.
func todoJoined(toks []token) []token {
	n := len(toks)
	if n < 3 || toks[n-1].n != "do" && toks[n-1].n != "dos" || !toks[n-1].glued || toks[n-2].n != "-" || !toks[n-2].glued || toks[n-3].n != "to" || toks[n-3].glued {
		return toks
	}
	t := &toks[n-3]
	t.n, t.e = "to"+toks[n-1].n, toks[n-1].e
	return toks[:n-2]
}
