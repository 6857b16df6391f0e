package understand

import (
	"sort"
	"strings"
	"unicode"
)

// Candidate is a title that a phrase may mean: its place in the titles given to Match, and how well it fits, from just
// above 0 to 1 (the very title).
type Candidate struct {
	Index int
	Score float64
}

// nearScore is how far a second candidate may lie behind the first and still make the phrase ambiguous.
const nearScore = 0.08

// minScore is the least score that counts as a match.
const minScore = 0.45

// Match finds the titles that ref means, best first and in the order given among equals. Case and accents do not
// matter; every word of ref must have its like in the title, by itself, as its beginning, in another form ("called" for
// "call", "paid" for "pay") or one typing mistake away. Use Ambiguous to learn whether the first two are too near.
func Match(ref string, titles []string) []Candidate {
	want := words(ref)
	whole := strings.Join(want, " ")
	var out []Candidate
	for i, title := range titles {
		have := words(title)
		s := 0.0
		switch {
		case whole != "" && strings.Join(have, " ") == whole:
			s = 1
		case whole == "":
			if t := strings.TrimSpace(ref); t != "" && strings.Contains(title, t) {
				s = minScore
			}
		default:
			s = overlap(want, have)
		}
		if s >= minScore {
			out = append(out, Candidate{Index: i, Score: s})
		}
	}
	sort.SliceStable(out, func(a, b int) bool { return out[a].Score > out[b].Score })
	return out
}

// Ambiguous tells whether the best two candidates are too near to choose between.
func Ambiguous(cs []Candidate) bool {
	return len(cs) > 1 && cs[0].Score < 1 && cs[0].Score-cs[1].Score < nearScore || len(cs) > 1 && cs[1].Score == 1
}

// smallWords weigh little: a phrase may leave them out or bring them along.
var smallWords = set("the a an my to of for with at in on and or about task todo item that this some our your")

// overlap is the part of ref's words found in the title, tempered by how much of the title they cover.
func overlap(want, have []string) float64 {
	total, found, covered := 0.0, 0.0, 0.0
	used := make([]bool, len(have))
	for _, w := range want {
		weight := weigh(w)
		total += weight
		best, at := 0.0, -1
		for k, h := range have {
			if used[k] {
				continue
			}
			if s := alike(w, h); s > best {
				best, at = s, k
			}
		}
		if at >= 0 {
			used[at] = true
			found += weight * best
			covered += weigh(have[at])
		} else if weight > 0.5 && len(want) <= 2 {
			return 0
		}
	}
	size := 0.0
	for _, h := range have {
		size += weigh(h)
	}
	if total == 0 || size == 0 {
		return 0
	}
	recall := found / total
	if recall < 0.6 {
		return 0
	}
	return min(recall*(0.75+0.24*covered/size), 0.99)
}

func weigh(w string) float64 {
	if smallWords[w] {
		return 0.2
	}
	return 1
}

// alike says how far word w of a phrase is word h of a title: 1 for the same, less for another form or a mistake.
func alike(w, h string) float64 {
	switch {
	case w == h:
		return 1
	case base(w) == base(h):
		return 0.95
	case len(w) >= 3 && strings.HasPrefix(h, w):
		return 0.85
	case len(h) >= 4 && strings.HasPrefix(w, h):
		return 0.8
	case len(w) >= 4 && len(h) >= 4 && distance(w, h, 1) <= 1:
		return 0.85
	case len(w) >= 8 && len(h) >= 8 && distance(w, h, 2) <= 2:
		return 0.75
	}
	return 0
}

// pastForms lead an irregular past back to what a title says.
var pastForms = map[string]string{
	"bought": "buy", "paid": "pay", "did": "do", "done": "do", "made": "make", "sent": "send", "got": "get", "went": "go", "took": "take", "wrote": "write",
	"written": "write", "fed": "feed", "ran": "run", "met": "meet", "gave": "give", "brought": "bring", "built": "build", "drove": "drive", "ate": "eat",
	"swam": "swim", "spoke": "speak", "told": "tell", "sold": "sell", "found": "find", "kept": "keep", "taught": "teach", "swept": "sweep", "hung": "hang",
	"dug": "dig", "drew": "draw", "hid": "hide", "rang": "ring", "sang": "sing", "sewed": "sew", "threw": "throw", "woke": "wake", "gone": "go", "seen": "see", "saw": "see",
}

// base strips the endings that change a verb or a plural: "called", "calling", "calls" are call; "tried" is try.
func base(w string) string {
	if b, ok := pastForms[w]; ok {
		return b
	}
	for _, e := range [...][2]string{{"ies", "y"}, {"ied", "y"}, {"ing", ""}, {"ed", ""}, {"es", ""}, {"s", ""}} {
		if len(w) > len(e[0])+2 && strings.HasSuffix(w, e[0]) {
			w = w[:len(w)-len(e[0])] + e[1]
			break
		}
	}
	w = strings.TrimSuffix(w, "e")
	if n := len(w); n > 3 && w[n-1] == w[n-2] && w[n-1] != 'l' && w[n-1] != 's' {
		w = w[:n-1] // "stopped" is stop
	}
	return w
}

// maxWords bounds how much of a title is compared.
const maxWords = 40

// words cuts a text into folded words: lower case, no accents.
func words(s string) []string {
	ws := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
	if len(ws) > maxWords {
		ws = ws[:maxWords]
	}
	for i := range ws {
		ws[i] = unaccent(ws[i])
	}
	return ws
}

// accents maps the accented Latin letters people type to their plain ones.
var accents = strings.NewReplacer(
	"à", "a", "á", "a", "â", "a", "ã", "a", "ä", "a", "å", "a", "ā", "a", "ą", "a", "æ", "ae", "ç", "c", "ć", "c", "č", "c", "ď", "d", "đ", "d",
	"è", "e", "é", "e", "ê", "e", "ë", "e", "ē", "e", "ę", "e", "ě", "e", "ğ", "g", "ì", "i", "í", "i", "î", "i", "ï", "i", "ī", "i", "ı", "i",
	"ł", "l", "ľ", "l", "ñ", "n", "ń", "n", "ň", "n", "ò", "o", "ó", "o", "ô", "o", "õ", "o", "ö", "o", "ø", "o", "ō", "o", "ő", "o", "œ", "oe",
	"ř", "r", "ś", "s", "š", "s", "ş", "s", "ș", "s", "ß", "ss", "ť", "t", "ţ", "t", "ț", "t", "ù", "u", "ú", "u", "û", "u", "ü", "u", "ū", "u", "ů", "u", "ű", "u",
	"ý", "y", "ÿ", "y", "ź", "z", "ż", "z", "ž", "z", "þ", "th", "ð", "d")

func unaccent(s string) string {
	ascii := true
	for i := range len(s) {
		if s[i] >= 0x80 {
			ascii = false
			break
		}
	}
	if ascii {
		return s
	}
	s = accents.Replace(s)
	return strings.Map(func(r rune) rune { // letters typed as a base and a combining mark
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, s)
}
