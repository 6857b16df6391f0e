package understand

import (
	"bytes"
	"strings"
	"unicode"
)

// maxTitle bounds a title in bytes; a longer one is cut at a character.
const maxTitle = 8000

// title is what is left when every claim is taken out: the free words as typed, white space collapsed, loose
// punctuation at the seams and edges dropped.
func (m *marks) title() string {
	p := m.p
	buf := make([]byte, 0, 64)
	for i := 0; i < len(p.t) && len(buf) < maxTitle; {
		if m.taken[i] || p.t[i].k == line {
			i++
			continue
		}
		j := i
		for j < len(p.t) && !m.taken[j] && p.t[j].k != line {
			j++
		}
		buf = seam(buf, p.c.text[p.t[i].s:p.t[j-1].e])
		i = j
	}
	if len(buf) > maxTitle {
		buf = bytes.ToValidUTF8(buf[:maxTitle], nil)
	}
	title := trimTitle(collapse(string(buf)))
	if m.exclaims() {
		title += "!"
	}
	return title
}

// exclaims tells whether the title ends in a name that has its own "!": "watch Jeopardy! tonight". A sentence would end
// there, but this one goes on; a capital inside it makes the name.
func (m *marks) exclaims() bool {
	p := m.p
	i := len(p.t) - 1
	for i > 0 && m.taken[i] {
		i--
	}
	if i < 2 || i+1 >= len(p.t) || !p.is(i, "!") || !p.glued(i) || m.taken[i-1] || p.kind(i-1) != word || m.allCaps() {
		return false
	}
	return p.t[i-1].cap && !p.t[i-1].upper && !p.t[i+1].cap && p.kind(i+1) != mark && p.kind(i+1) != line
}

// seam joins the next piece of a title, where something was taken out in between.
func seam(buf []byte, piece string) []byte {
	if len(buf) == 0 {
		return append(buf, piece...)
	}
	last := buf[len(buf)-1]
	if last == '(' && strings.HasPrefix(piece, ")") {
		buf, piece = bytes.TrimRight(buf[:len(buf)-1], " "), piece[1:]
	} else if strings.IndexByte(",;:-", last) >= 0 && startsSoft(piece) || last == '.' && piece == "." {
		piece = piece[1:]
	}
	if !startsClosing(piece) {
		buf = append(buf, ' ')
	}
	return append(buf, piece...)
}

func startsSoft(s string) bool { return s != "" && strings.IndexByte(",;:-.", s[0]) >= 0 }

func startsClosing(s string) bool { return s != "" && strings.IndexByte(",;.!?)", s[0]) >= 0 }

// trimTitle drops punctuation at the edges that no longer joins anything, and brackets or quotes around the whole.
func trimTitle(s string) string {
	for {
		t := strings.TrimSpace(s)
		t = strings.TrimLeft(t, ",;:|–— ")
		t = strings.TrimRight(t, ",;:|–—! ")
		if endsEntity(t+";") && strings.HasSuffix(s, t+";") {
			t += ";"
		}
		t = leadingMarks(t)
		t = trailingMarks(t)
		if strings.HasSuffix(t, ".") && !strings.HasSuffix(t, "..") && !abbreviation(t) {
			t = t[:len(t)-1]
		}
		t = strings.TrimSuffix(t, " ()")
		t = strings.TrimSuffix(strings.TrimSuffix(t, " []"), "[ ]")
		if t == "()" || t == "( )" {
			t = ""
		}
		t = strings.TrimSuffix(t, "( )")
		if t == s {
			return unquote(s)
		}
		s = t
	}
}

// abbreviation tells whether the final full stop belongs to the word: "etc.", "p.m.", "Inc."
func abbreviation(s string) bool {
	i := strings.LastIndexByte(s[:len(s)-1], ' ')
	w := strings.ToLower(s[i+1:])
	switch w {
	case "etc.", "inc.", "ltd.", "jr.", "sr.", "co.", "st.", "vs.", "no.":
		return true
	}
	return strings.Count(w, ".") > 1
}

// unquote takes the quotes off a title that is nothing but a quotation.
func unquote(s string) string {
	for _, q := range [...][2]string{{`"`, `"`}, {"'", "'"}, {"“", "”"}, {"‘", "’"}, {"«", "»"}, {"`", "`"}} {
		if len(s) > len(q[0])+len(q[1]) && strings.HasPrefix(s, q[0]) && strings.HasSuffix(s, q[1]) {
			if in := s[len(q[0]) : len(s)-len(q[1])]; !strings.Contains(in, q[0]) && !strings.Contains(in, q[1]) {
				return strings.TrimSpace(in)
			}
		}
	}
	return s
}

// collapse makes every run of white space one space, and trims.
func collapse(s string) string {
	clean := true
	space := true
	for i := range len(s) {
		c := s[i]
		if c >= 0x80 || c < ' ' || (c == ' ' && space) {
			clean = false
			break
		}
		space = c == ' '
	}
	if clean && !space {
		return s
	}
	return strings.Join(strings.FieldsFunc(s, unicode.IsSpace), " ")
}

// leadingMarks drops a sign that only leads to the title: "- ", "+ ", "-> ".
func leadingMarks(t string) string {
	for _, m := range [...]string{"- ", ". ", "+ ", "-> ", "> ", "=> ", "→ "} {
		t = strings.TrimPrefix(t, m)
	}
	return t
}

// trailingMarks drops a sign that only led to what was taken out: " --", " ->", "…".
func trailingMarks(t string) string {
	for _, m := range [...]string{" -", " –", " --", " >", " ->", " =>", " →", "…"} {
		if strings.HasSuffix(t, m) && !(m == " --" && strings.HasSuffix(t, "; --")) { // SQL stays as typed
			return strings.TrimRight(t[:len(t)-len(m)], "-– ")
		}
	}
	return t
}

// endsEntity tells whether a text ends in an entity of markup, whose semicolon belongs to it: "&gt;".
func endsEntity(s string) bool {
	i := strings.LastIndexByte(s, '&')
	if i < 0 || len(s)-i < 4 || len(s)-i > 8 || s[len(s)-1] != ';' {
		return false
	}
	for _, c := range s[i+1 : len(s)-1] {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '#' {
			return false
		}
	}
	return true
}
