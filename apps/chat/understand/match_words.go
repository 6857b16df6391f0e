package understand

import (
	"strings"
	"unicode"
)

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
