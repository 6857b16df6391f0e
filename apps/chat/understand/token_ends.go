package understand

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// isApostrophe: the last of them, U+02BC, is a letter to Unicode.
func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' }

// wordEnd takes letters, digits and marks, and an apostrophe between letters.
func wordEnd(text string, i int) int {
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if isApostrophe(r) {
			next, _ := utf8.DecodeRuneInString(text[i+n:])
			if !unicode.IsLetter(next) {
				return i
			}
		} else if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '\u200d' && r != '\u200c' {
			return i
		}
		i += n
	}
	return i
}

// monthEnd cuts "Feb13" behind the month.
func monthEnd(text string, i, e int) int {
	if e-i < 4 || e-i > 11 || text[e-1] < '0' || text[e-1] > '9' {
		return e
	}
	d := e
	for d > i && text[d-1] >= '0' && text[d-1] <= '9' {
		d--
	}
	if e-d <= 2 && lexicon[strings.ToLower(text[i:d])].month > 0 {
		return d
	}
	return e
}

// clockStart finds where the time begins that is glued to a word: "at5pm", "tomorrow5pm"; e when there is none.
func clockStart(text string, i, e int) int {
	if e-i < 3 || e-i > 16 {
		return e
	}
	d := i
	for d < e && (text[d] < '0' || text[d] > '9') {
		d++
	}
	end := d
	for end < e && text[end] >= '0' && text[end] <= '9' {
		end++
	}
	if end == d || end-d > 2 {
		return e
	}
	rest := strings.ToLower(text[end:e])
	if rest != "" && rest != "am" && rest != "pm" || rest == "" && (end >= len(text) || text[end] != ':') {
		return e
	}
	switch w := strings.ToLower(text[i:d]); {
	case w == "at", w == "by", lexicon[w].rel > 0, lexicon[w].weekday > 0:
		return d
	}
	return e
}

// lettersEnd takes letters and marks only.
func lettersEnd(text string, i int) int {
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			return i
		}
		i += n
	}
	return i
}

// numberEnd takes digits; with letters behind them only when they make one word ("2nd", "2morrow").
func numberEnd(text string, i int) (int, kind) {
	e := i
	for e < len(text) && text[e] >= '0' && text[e] <= '9' {
		e++
	}
	w := e
	for w < len(text) && (text[w]|0x20 >= 'a' && text[w]|0x20 <= 'z') {
		w++
	}
	if w == e || w-i > 12 || (w < len(text) && text[w] >= '0' && text[w] <= '9') {
		return e, number
	}
	switch suffix := strings.ToLower(text[e:w]); suffix {
	case "st", "nd", "rd", "th":
		return w, number
	default:
		whole := strings.ToLower(text[i:w])
		if _, ok := shorthand[whole]; ok {
			return w, word
		}
		if _, ok := lexicon[whole]; ok {
			return w, word
		}
	}
	return e, number
}

func symbolEnd(text string, i int) int {
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(r) || unicode.IsLetter(r) || unicode.IsPunct(r) || (r < utf8.RuneSelf && r != '\u200d') {
			break
		}
		i += n
	}
	return i
}
