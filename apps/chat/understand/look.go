package understand

// shorthand is what phones and hurry make of little words.
var shorthand = map[string]string{
	"teh": "the", "numbr": "number", "nubmer": "number", "taks": "task", "tsak": "task", "itme": "item", "hte": "the", "adn": "and", "wiht": "with", "wtih": "with", "midnite": "midnight", "mond": "monday", "wedn": "wednesday", "frid": "friday", "satur": "saturday", "weekdy": "weekday", "aftr": "after", "othr": "other", "evey": "every",
	"nxt": "next", "btwn": "between", "btw": "between", "twmrw": "tomorrow", "tmrrow": "tomorrow", "tomrw": "tomorrow", "tomrrw": "tomorrow", "tmorrow": "tomorrow", "tmoro": "tomorrow", "tmmrw": "tomorrow", "tonght": "tonight", "tnite": "tonight", "abt": "about", "b4": "before", "bfr": "before", "frm": "from", "evry": "every", "evr": "every", "wknd": "weekend", "wkend": "weekend", "wkday": "weekday", "wkdays": "weekdays",
	"mrng": "morning", "mrn": "morning", "morn": "morning", "aftn": "afternoon", "schd": "schedule", "resch": "reschedule", "rem": "remind", "rmd": "remind", "rmnd": "remind",
	"pls": "please", "plz": "please", "plss": "please", "nite": "night", "fortnite": "fortnight", "untill": "until", "thru": "through", "bday": "birthday", "2nite": "tonight", "2nyt": "tonight", "tonyt": "tonight",
	"tdy": "today", "4get": "forget", "2b": "be", "rmr": "remember", "rember": "remember", "remeber": "remember", "tdae": "today", "2mrow": "tomorrow", "2mro": "tomorrow", "tomm": "tomorrow", "tmo": "tomorrow", "tmrow": "tomorrow", "2mo": "tomorrow", "dont": "don't", "cant": "can't", "didnt": "didn't", "isnt": "isn't", "doesnt": "doesn't", "whats": "what's", "wats": "what's", "wat's": "what's", "hows": "how's", "wheres": "where's", "whens": "when's", "whos": "who's", "theres": "there's", "todays": "today's", "tomorrows": "tomorrow's", "tonights": "tonight's", "thats": "that's", "im": "i'm", "ive": "i've", "lets": "let's", "addd": "add", "dnt": "don't", "shld": "should", "shud": "should", "cld": "could", "wud": "would", "gota": "gotta", "havent": "haven't", "wasnt": "wasn't", "arent": "aren't",
}

// firstNames stand one mistake away from a day or month.
var firstNames = set("frida fridah frieda friedl juno marca augie augusta satya sunna sunday's tuesdae wendy maya julie juliet aprilia octavia everly")

// look finds what token t can mean, through a spelling mistake if it must.
func look(t *token) {
	if t.quoted || (t.k != word && t.k != number) {
		return
	}
	if t.k == number {
		if len(t.n) > 2 { // an ordinal ("21st"), or a number too long to be a day
			if n, ok := ordinalSuffix(t.n); ok {
				t.lex.ordinal = int8(n)
			}
		}
		return
	}
	if full, ok := shorthand[t.n]; ok {
		t.n = full
	}
	l, ok := lexicon[t.n]
	if !ok {
		if w, near := spell(t.n); near && !(t.cap && firstNames[t.n]) {
			l = lexicon[w]
			l.typo = true
			t.n = w
		}
	}
	t.lex = l
}

// ordinalSuffix reads "1st" to "31st", whatever its ending ("3th").
func ordinalSuffix(s string) (int, bool) {
	n, i := 0, 0
	for i < len(s) && s[i] >= '0' && s[i] <= '9' && i < 3 {
		n = n*10 + int(s[i]-'0')
		i++
	}
	return n, i < len(s) && s[i] >= 'a' && n >= 1 && n <= 31
}
