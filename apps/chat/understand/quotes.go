package understand

// maxQuote bounds how many tokens a quotation may hold: a stray quote must not swallow a long message.
const maxQuote = 400

// quotation is a pair of quote signs, as token places.
type quotation struct{ open, close int }

// quote finds the quotations and hides their words from every recogniser. A quote opens before a word and at a word
// start, and closes behind a word: the sign in 26" or in the boys' toys opens nothing.
func quote(text string, toks []token) []quotation {
	var found []quotation
	open, sign := -1, ""
	for i := range toks {
		t := &toks[i]
		if t.k == line {
			open = -1
			continue
		}
		if t.k != mark || !isQuote(t.n) {
			continue
		}
		switch {
		case open >= 0 && t.n == sign && i > open+1 && t.glued && closes(toks, i) && i-open <= maxQuote:
			found = append(found, quotation{open, i})
			open = -1
		case open < 0 || i-open > maxQuote:
			if opens(toks, i) {
				open, sign = i, t.n
			}
		}
	}
	for _, q := range found {
		for i := q.open; i <= q.close; i++ {
			toks[i].quoted, toks[i].n = true, ""
		}
	}
	return found
}

func isQuote(s string) bool {
	return s == `"` || s == "'" || s == "`" || s == "«" || s == "»" || s == "„"
}

func opens(toks []token, i int) bool {
	before := i == 0 || !toks[i].glued || (toks[i-1].k == mark && toks[i-1].n != ")")
	return before && i+1 < len(toks) && toks[i+1].glued
}

func closes(toks []token, i int) bool {
	return i+1 == len(toks) || !toks[i+1].glued || toks[i+1].k == mark
}

// literal hides what the person said is title.
func literal(c cleaned, toks []token, spans []Span) {
	for i := range toks {
		s, e := c.span(toks[i].s, toks[i].e)
		for _, l := range spans {
			if s < l.End && e > l.Start {
				toks[i].quoted, toks[i].n = true, ""
			}
		}
	}
}
