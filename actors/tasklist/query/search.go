package query

import (
	"bytes"
	"strings"
)

// A search asks for words, all of them, each anywhere in the text, as part of
// a longer word too. Case and accents make no difference.
type search struct {
	field string // title, notes, or empty for both together
	words string // as typed, with one space between
}

func (s search) print(b *strings.Builder) {
	if s.field != "" {
		b.WriteString(s.field + ":")
	}
	b.WriteString(quote(s.words))
}

// folded is the words in the form in which they are looked for.
func (s search) folded() [][]byte { return bytes.Fields([]byte(fold(s.words))) }

func (s search) bind(Env) func(*Item) bool {
	words := s.folded()
	inTitle, inNotes := s.field != "notes", s.field != "title"
	var title, notes haystack // their room is used again for each item
	return func(it *Item) bool {
		if inTitle {
			title.fill(it.Title)
		}
		if inNotes {
			notes.fill(it.Notes)
		}
		for _, w := range words {
			if !title.has(w) && !notes.has(w) {
				return false
			}
		}
		return true
	}
}

func (search) cost() int { return costText }

// A haystack is a text that is folded when it is first searched, so notes
// stay as they are when the title has it all.
type haystack struct {
	text   string
	ready  bool
	folded []byte
}

func (h *haystack) fill(text string) { h.text, h.ready = text, false }

func (h *haystack) has(word []byte) bool {
	if !h.ready {
		h.folded, h.ready = appendFolded(h.folded[:0], h.text), true
	}
	return bytes.Contains(h.folded, word)
}
