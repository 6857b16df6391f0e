package understand

import "strings"

// phrase is a way to say something: words in order, each with its choices. "that's/it's the right? one" is written as
// it stands here; "?" marks a word that may be left out, "$it" stands for the words of that name, and a final "..."
// takes the rest of the clause.
type phrase struct {
	steps []step
	rest  bool
	means meaning
}

type step struct {
	words []string
	maybe bool
}

// phrasebook finds phrases by their first word.
type phrasebook map[string][]*phrase

// add puts phrases of one meaning into the book.
func (b phrasebook) add(m meaning, names map[string]string, ways ...string) {
	for _, way := range ways {
		ph := &phrase{means: m}
		for _, w := range splitWords(way) {
			if w == "..." {
				ph.rest = true
				continue
			}
			w, maybe := strings.CutSuffix(w, "?")
			var words []string
			for _, c := range strings.Split(w, "/") {
				if name, ok := strings.CutPrefix(c, "$"); ok {
					words = append(words, splitWords(names[name])...)
				} else {
					words = append(words, c)
				}
			}
			ph.steps = append(ph.steps, step{words, maybe})
		}
		for _, st := range ph.steps {
			for _, first := range st.words {
				b[first] = append(b[first], ph)
			}
			if !st.maybe {
				break
			}
		}
	}
}

// match gives the place behind the phrase when it stands at i; i itself when it does not. A word that may be left out
// is taken when it is there.
func (ph *phrase) match(s *speech, i int) int {
	j := i
	for _, st := range ph.steps {
		switch {
		case j < len(s.words) && contains(st.words, s.words[j]) && (j == i || !s.stop[j-1]):
			j++
		case !st.maybe:
			return i
		}
	}
	if ph.rest {
		if s.stop[j-1] {
			return i
		}
		e := s.clauseEnd(j)
		if e == j || !s.harmless(j, e) {
			return i
		}
		j = e
	}
	return j
}

func contains(ws []string, w string) bool {
	for _, v := range ws {
		if v == w {
			return true
		}
	}
	return false
}
