package understand

import "strings"

// speech is a short message as it is spoken: its words, and where it pauses.
type speech struct {
	words []string
	stop  []bool // a sign of punctuation behind the word
	at    []int  // the token of the word
}

// maxSpeech bounds how many words small talk of several clauses has.
const maxSpeech = 20

// speech gives the words of the message; nil when it is long, or has quotes, addresses or sigils.
func (p *parser) speech() *speech {
	if len(p.t) > 2*maxSpeech {
		return nil
	}
	s := &speech{}
	for i := range p.t {
		t := &p.t[i]
		if t.quoted || t.k == opaque || t.k == mark && strings.Contains("#@+/&=*<>[]{}|\\%$^_", t.n) {
			return nil
		}
		switch t.k {
		case word, number:
			if len(s.words) == maxSpeech {
				return nil
			}
			w := fold(p.c.text[t.s:t.e])
			if full, ok := shorthand[w]; ok && t.lex == nothing {
				w = full
			}
			if t.respelt {
				w = t.n
			}
			s.words, s.stop, s.at = append(s.words, drawn(w)), append(s.stop, false), append(s.at, i)
		case symbol:
		default:
			if n := len(s.words); n > 0 && !(t.n == "-" && p.glued(i) && p.glued(i+1)) && t.n != "'" && t.n != "\"" {
				s.stop[n-1] = true
			}
		}
	}
	return s
}

// clauseEnd is where the clause with word i ends.
func (s *speech) clauseEnd(i int) int {
	for ; i < len(s.words); i++ {
		if s.stop[i] {
			return i + 1
		}
	}
	return i
}

// orders are words that make the rest of a clause more than small talk: "thanks for that, now add milk".
var orders = set("please pls plz add create delete remove remind show list move mark rename reschedule postpone snooze set can could would will now then also but need must should buy call and don't")

// harmless tells whether words [i, j) only say what somebody is thanked for, or the like; "thank you for coming cards"
// are things to write.
func (s *speech) harmless(i, j int) bool {
	named := false
	for k := i; k < j; k++ {
		w := s.words[k]
		if orders[w] && !(k > i && determiners[s.words[k-1]]) && !(w == "and" && k+1 < j && !taskVerbs[s.words[k+1]] && !orders[s.words[k+1]]) {
			return false
		}
		named = named || determiners[w]
	}
	return named || !paper[s.words[j-1]]
}

// paper is what thanks are written on.
var paper = set("card cards note notes letter letters email emails gift gifts speech")

// drawn shortens a word whose letters are drawn out: "helloooo", "yesss".
func drawn(w string) string {
	for i := 2; i < len(w); i++ {
		if w[i] == w[i-1] && w[i] == w[i-2] {
			if one := squeeze(w, 1); socialWords[one] {
				return one
			}
			return squeeze(w, 2)
		}
	}
	return w
}

// squeeze leaves of three equal letters or more only so many.
func squeeze(w string, most int) string {
	b := make([]byte, 0, len(w))
	for i := 0; i < len(w); {
		j := i
		for j < len(w) && w[j] == w[i] {
			j++
		}
		n := j - i
		if n > 2 {
			n = most
		}
		for range n {
			b = append(b, w[i])
		}
		i = j
	}
	return string(b)
}
