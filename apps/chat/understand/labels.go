package understand

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// sigil reads "#label", "@label" or "+project": a sign at a word start and a letter behind it.
func (p *parser) sigil(i int) (sign byte, name string, next int) {
	switch p.w(i) {
	case "#", "@", "+":
	default:
		return 0, "", i
	}
	if !p.t[i].quoted && !p.glued(i) && p.glued(i+1) && p.t[i+1].quoted && isQuote(fold(p.c.text[p.t[i+1].s:p.t[i+1].e])) { // #"two words"
		j := i + 2
		for j < len(p.t) && p.t[j].quoted {
			j++
		}
		if name := strings.ToLower(unquote(p.raw(i+1, j))); j > i+3 && name != "" {
			return p.w(i)[0], name, j
		}
	}
	if p.t[i].quoted || p.glued(i) && !p.is(i-1, "(", ",", ";", "[") || !p.glued(i+1) || p.t[i+1].quoted {
		return 0, "", i
	}
	if r, _ := utf8.DecodeRuneInString(p.c.text[p.t[i+1].s:]); !unicode.IsLetter(r) {
		return 0, "", i
	}
	if p.w(i) == "@" && (p.lex(i+1).part == noon || p.lex(i+1).part == midnight) && p.right(i+2) {
		return 0, "", i // "@noon"
	}
	j := i + 2
	for j < len(p.t) && p.t[j].glued && (p.t[j].k == word || p.t[j].k == number ||
		p.t[j].k == mark && (p.is(j, "-", "_", "/", "&", "+") || p.is(j, ".")) && j+1 < len(p.t) && p.t[j+1].glued && (p.t[j+1].k == word || p.t[j+1].k == number)) {
		j++
	}
	return p.w(i)[0], strings.ToLower(p.c.text[p.t[i+1].s:p.t[j-1].e]), j
}

// sigils claims all labels and the project.
func (p *parser) sigils(m *marks) (labels []string, project string) {
	for i := 0; i < len(p.t); i++ {
		if m.any(i, i+1) {
			continue
		}
		sign, name, j := p.sigil(i)
		if j == i {
			sign, name, j = p.keyed(i)
		}
		if j == i {
			continue
		}
		if sign == '+' {
			if project == "" {
				project = name
				m.claim("project", i, j)
			}
		} else {
			labels = addLabel(labels, name)
			m.claim("labels", i, j)
		}
		i = j - 1
	}
	return labels, project
}

// maxLabels bounds the labels of one task.
const maxLabels = 50

func addLabel(labels []string, name string) []string {
	for _, l := range labels {
		if l == name {
			return labels
		}
	}
	if len(labels) == maxLabels {
		return labels
	}
	return append(labels, name)
}
