package model

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/understand"
)

// own reports whether readings hold nothing that is not the person's: every
// word that would be written stands in the message, and every task that would
// be changed is the one whose title has more words in common with the message
// than any other. Titles cannot bring it about: one that is full of
// instructions, and of words that are often said, can have nothing changed but
// itself. Nor can what was said before: the task last spoken of may be one
// that a model asked about.
func own(a Asked, readings []understand.Reading, shown []tasklist.Task) bool {
	said := saidWords(a.Text)
	for _, r := range readings {
		if r.Intent == understand.List {
			continue // it writes nothing
		}
		for _, s := range append([]understand.Slots{r.Slots}, r.Slots.Tasks...) {
			if !wrote(said, s) {
				return false
			}
		}
		if r.Slots.Ref == nil {
			continue
		}
		for _, place := range r.Slots.Ref.Numbers {
			if !spokenOf(said, place-1, shown) {
				return false
			}
		}
	}
	return true
}

// wrote reports whether the person said all words that would be written.
func wrote(said map[string]bool, s understand.Slots) bool {
	for _, text := range append([]string{s.Title, s.Notes, s.Project}, s.Labels...) {
		written := words(text)
		if text != "" && len(written) == 0 {
			return false // signs only
		}
		for _, w := range written {
			if !said[w] {
				return false
			}
		}
	}
	return true
}

// spokenOf reports whether the person's words point to a task alone.
func spokenOf(said map[string]bool, at int, shown []tasklist.Task) bool {
	n := common(said, shown[at].Title)
	for i, t := range shown {
		if i != at && common(said, t.Title) >= n {
			return false
		}
	}
	return n > 0
}

// small words say nothing about which task is meant.
var small = strings.Fields("the and for with from that this those these about are was were has have had not but you your our " +
	"all any can could would should will what when where which who how out off new get got let put task tasks todo list thing things stuff please")

// common counts the words that a title has in common with what was said.
func common(said map[string]bool, title string) int {
	counted := map[string]bool{}
	for _, w := range words(title) {
		if said[w] && utf8.RuneCountInString(w) > 2 && !slices.Contains(small, w) {
			counted[w] = true
		}
	}
	return len(counted)
}

func saidWords(text string) map[string]bool {
	said := map[string]bool{}
	for _, w := range words(text) {
		said[w] = true
	}
	return said
}

// words are those of a text, in lower case. What is not a letter or a digit
// parts them.
func words(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
}
