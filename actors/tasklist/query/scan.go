package query

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

func (p *parser) end() bool { return p.at == len(p.text) }

func (p *parser) space() {
	p.at = len(p.text) - len(strings.TrimLeftFunc(p.text[p.at:], unicode.IsSpace))
}

func (p *parser) sees(s string) bool { return strings.HasPrefix(p.text[p.at:], s) }

// seesWord reports whether the next word is this one, in any case.
func (p *parser) seesWord(word string) bool {
	return strings.EqualFold(bareWord(p.text[p.at:]), word)
}

// operator skips spaces and then the sign or the word, if one stands there,
// and says what was typed.
func (p *parser) operator(sign, word string) (typed string, ok bool) {
	p.space()
	switch {
	case p.sees(sign):
		p.at += len(sign)
		return sign, true
	case p.seesWord(word):
		p.at += len(word)
		return word, true
	}
	return "", false
}

// isBare reports whether the character needs no quotes around it.
func isBare(r rune) bool {
	return !unicode.IsSpace(r) && !unicode.IsControl(r) && !strings.ContainsRune(`&|!()<>="\`, r)
}

// bare is the text up to the first character that ends a value.
func bare(s string) string {
	if i := strings.IndexFunc(s, func(r rune) bool { return !isBare(r) }); i >= 0 {
		return s[:i]
	}
	return s
}

// bareWord is bare, and ends before a colon too.
func bareWord(s string) string {
	word, _, _ := strings.Cut(bare(s), ":")
	return word
}

// value reads a bare or a quoted value, without spaces around it; what says
// what it is, for the error.
func (p *parser) value(what string) (v string, err error) {
	start := p.at
	if p.sees(`"`) {
		if v, err = p.quoted(); err != nil {
			return "", err
		}
		v = strings.TrimSpace(v)
	} else {
		v = bare(p.text[p.at:])
		p.at += len(v)
	}
	if v == "" {
		return "", p.fail(start, what)
	}
	return v, nil
}

// quoted reads "…", where a backslash makes the next character an ordinary one.
func (p *parser) quoted() (string, error) {
	var b strings.Builder
	escaped := false
	for i, r := range p.text[p.at+1:] {
		switch at := p.at + 1 + i; {
		case unicode.IsControl(r):
			return "", p.fail(at, "text without control characters")
		case escaped:
			b.WriteRune(r)
			escaped = false
		case r == '\\':
			escaped = true
		case r == '"':
			p.at = at + 1
			return b.String(), nil
		default:
			b.WriteRune(r)
		}
	}
	return "", p.fail(len(p.text), "`\"` for the one in column "+strconv.Itoa(p.column(p.at)))
}

// quote is the value between quotes.
func quote(v string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(v) + `"`
}

// quoteIfNeeded is the value as short as it can be read back.
func quoteIfNeeded(v string) string {
	if bare(v) == v {
		return v
	}
	return quote(v)
}

func (p *parser) column(at int) int { return utf8.RuneCountInString(p.text[:at]) + 1 }

// fail is the error that something else was expected at the byte.
func (p *parser) fail(at int, expected string) *SyntaxError {
	return &SyntaxError{Column: p.column(at), Expected: expected, Got: glimpse(p.text[at:])}
}

// glimpse is the word or the sign at the front of s, short and visible.
func glimpse(s string) string {
	const most = 20
	word := bare(s)
	if r, size := utf8.DecodeRuneInString(s); word == "" && size > 0 {
		word = string(r)
		if unicode.IsControl(r) {
			word = strings.Trim(strconv.QuoteRune(r), "'")
		}
	}
	if runes := []rune(word); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return word
}
