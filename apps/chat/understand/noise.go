package understand

import (
	"strings"
	"unicode"
)

// commandWords say nothing without something to do them to.
var commandWords = set("add new create task todo delete remove move rename reschedule remind me edit change tag label untag a the prioritize postpone set note repeat search find mark make")

// loneCommand tells whether the message is a command without its object: "delete", "add a task", "remind me".
func (p *parser) loneCommand() bool {
	n := p.end()
	if n == 0 || n > 3 || p.is(0, "task", "todo", "a", "the", "me") {
		return false
	}
	for i := range n {
		if !commandWords[p.w(i)] {
			return false
		}
	}
	return true
}

// meaningful tells whether there is a letter, a digit or a check mark at all.
func (p *parser) meaningful() bool {
	for i := range p.t {
		switch p.t[i].k {
		case word, number, opaque:
			return true
		case symbol:
			if checkMark(p.t[i].n) {
				return true
			}
		}
	}
	return false
}

// pictured tells whether the text is pictures only: "add 🥑".
func (p *parser) pictured() bool {
	for i := range p.t {
		if p.t[i].k != symbol {
			return false
		}
	}
	return len(p.t) > 0
}

// gibberish tells whether every word is keyboard noise: no vowel, five consonants in a row, or a q without its u.
func (p *parser) gibberish() bool {
	seen := false
	for i := range p.t {
		t := &p.t[i]
		switch t.k {
		case word:
			if t.quoted || t.lex != nothing || !noise(t.n) {
				return false
			}
			seen = true
		case number, opaque, symbol:
			return false
		}
	}
	return seen
}

// rows are the letters of a keyboard as they lie.
var rows = [...]string{"qwertyuiop", "asdfghjkl", "zxcvbnm"}

// rolled tells whether a word is fingers rolled over a row: "asdf", "jkl".
func rolled(w string) bool {
	if len(w) < 3 {
		return false
	}
	for _, r := range rows {
		if strings.Contains(r, w) {
			return true
		}
	}
	return false
}

func noise(w string) bool {
	if rolled(w) || len(w) == 1 && w[0] >= 'a' && w[0] <= 'z' {
		return true
	}
	run, vowels, letters := 0, 0, 0
	longest := 0
	for i, r := range w {
		if r > unicode.MaxASCII || r == '\'' {
			return false
		}
		letters++
		switch r {
		case 'a', 'e', 'i', 'o', 'u', 'y':
			vowels++
			run = 0
		default:
			run++
			longest = max(longest, run)
			if r == 'q' && i+1 < len(w) && w[i+1] != 'u' {
				return letters < 9 && len(w) > 3
			}
		}
	}
	return letters >= 5 && (vowels == 0 || longest >= 5)
}
