package understand

import "strings"

// commandSpellings are the words of commands that are recognised through a typing mistake, by their first letter. Unlike
// the words of dates they are read so only where they do the work of the command: see respelled.
var commandSpellings = bucket("show list display search find complete completed finish finished mark check delete deleted remove " +
	"removed rename reopen restore reschedule postpone snooze delay move untag prioritize remind reminder reminders undo help " +
	"thanks thank hello goodbye confirm cancel task tasks todos priority high medium urgent important done labels label project " +
	"what when which many have need remember forget please with from other next after month months hour hours week weeks minute " +
	"minutes night noon midnight weekday april tagged closed everything what's don't create clear schedule")

// notCommands lists words one mistake away from those that mean themselves.
var notCommands = set("compete competed competes completer depleted deleter finnish famish movie moe remote remover rewind rebind remand " +
	"remainder remainders thinks thunks than tank tanks conform cancer chancel camel protect wheat halve haven heave mandy man any forge " +
	"forger forges forgot wit width withe form hors our ours closer closet clover tile titles bout moth moths mouth mouths mont minuet " +
	"minuets don hep tas fin nee lit lis sow net nest wee needy nigh non fiend starch lapels tugged pleats hallo plead pleased hell " +
	"importance marx mar chick dine undue ask tak texts hove wen hen lift lint mane manly whet wham tasks' lifts newt hourly weekly monthly crate cleat cleats")

// smallSpellings are little words that fingers mix up; anywhere else they stay.
var smallSpellings = map[string]string{"ot": "to", "yse": "yes", "hwo": "how", "nto": "not", "si": "is", "ym": "my", "mym": "my", "fro": "for", "ti": "it", "yuo": "you", "i'ts": "it's", "huor": "hour", "huors": "hours"}

// respell is the parser with its misspelt command words put right, and their places; nil when there are none.
func (p *parser) respell() (*parser, []int) {
	if len(p.t) > maxCommand {
		return nil, nil
	}
	var at []int
	var q *parser
	for i := range p.t {
		t := &p.t[i]
		if t.k != word || t.quoted || t.lex != nothing || t.cap && i > 0 && !p.t[0].upper || starters[t.n] {
			continue
		}
		w, ok := smallSpellings[t.n]
		if t.n == "hw" && p.is(i+1, "many", "much") {
			w, ok = "how", true
		}
		if t.n == "too" && p.is(i-1, "me") && p.is(i-2, "remind") {
			w, ok = "to", true
		}
		if !ok {
			w, ok = spellCommand(t.n)
		}
		if !ok {
			continue
		}
		if q == nil {
			c := *p
			c.t = append([]token(nil), p.t...)
			q = &c
		}
		q.t[i].n, q.t[i].lex, q.t[i].respelt = w, lexicon[w], true
		if at = append(at, i); len(at) == 8 {
			break
		}
	}
	return q, at
}

// spellCommand finds the command word one mistake from w: a letter missing, doubled or added behind the first, two
// neighbours swapped, or, in words of six letters and more, a wrong one; two mistakes in words of nine.
func spellCommand(w string) (string, bool) {
	if len(w) < 3 || len(w) > 12 || notCommands[w] || w[0] < 'a' || w[0] > 'z' {
		return "", false
	}
	if s, ok := nearest(w, commandSpellings[w[0]]); ok {
		return s, ok
	}
	if w[1] != w[0] && w[1] >= 'a' && w[1] <= 'z' && len(w) > 3 { // "hsow"
		for _, s := range commandSpellings[w[1]] {
			if len(s) == len(w) && s[1] == w[0] && s[2:] == w[2:] {
				return s, true
			}
		}
	}
	return "", false
}

func nearest(w string, all []string) (string, bool) {
	for _, s := range all {
		if w == s || inflected(w, s) || inflected(s, w) {
			if w == s {
				return "", false
			}
			continue
		}
		if strings.IndexByte(w, '\'') >= 0 && strings.IndexByte(s, '\'') < 0 {
			continue // "week's"
		}
		limit := 1
		if len(s) >= 9 && len(w) >= 8 {
			limit = 2
		}
		if distance(w, s, limit) > limit {
			continue
		}
		if len(w) == len(s) && len(s) < 6 && !swapped(w, s) {
			continue
		}
		return s, true
	}
	return "", false
}

// inflected tells whether long is another form of the word short: "marks", "moved".
func inflected(long, short string) bool {
	if len(long) != len(short)+1 || long[:len(short)] != short {
		return false
	}
	switch long[len(long)-1] {
	case 's', 'd', 'r', 'y', 'n':
		return true
	}
	return false
}

// swapped tells whether a and b of one length differ in two neighbouring letters that changed places.
func swapped(a, b string) bool {
	for i := 0; i+1 < len(a); i++ {
		if a[i] != b[i] {
			return a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
		}
	}
	return false
}

// respelled reads the message through its mistakes. What was put right must do the work of a command or of a date: a
// word that ends up in somebody's title, note or search was no mistake.
func (p *parser) respelled(quotes []quotation) (Reading, bool) {
	q, at := p.respell()
	for tries := 0; len(at) > 0 && tries < 3; tries++ {
		r := q.readPlain(quotes)
		if r.Intent == Chat || r.Intent == Unknown {
			return r, false
		}
		kept := at[:0:0]
		for _, i := range at {
			if r.holds(p.c, &p.t[i]) {
				q.t[i] = p.t[i]
			} else {
				kept = append(kept, i)
			}
		}
		if len(kept) == len(at) {
			return r, true
		}
		at = kept
	}
	return Reading{}, false
}

// holds tells whether the token is part of what the person named or wrote.
func (r *Reading) holds(c cleaned, t *token) bool {
	s, e := c.span(t.s, t.e)
	for _, sp := range r.Spans {
		if s < sp.End && e > sp.Start {
			switch sp.Slot {
			case "title", "ref", "notes", "query", "labels", "project", "under":
				return true
			}
		}
	}
	return false
}
