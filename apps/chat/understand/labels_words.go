package understand

import "strings"

// keyed reads "label:shop" and "project:home".
func (p *parser) keyed(i int) (sign byte, name string, next int) {
	if !p.is(i, "label", "labels", "tag", "tags", "project") || p.w(i+1) != ":" || !p.glued(i+1) || !p.glued(i+2) || p.kind(i+2) != word || p.t[i+2].quoted {
		return 0, "", i
	}
	j := i + 3
	for p.is(j, "-", "_") && p.glued(j) && p.glued(j+1) && p.kind(j+1) == word {
		j += 2
	}
	name = strings.ToLower(p.c.text[p.t[i+2].s:p.t[j-1].e])
	if p.is(i, "project") {
		return '+', name, j
	}
	return '#', name, j
}

// labelWords claims labels in words at the end of a task: "tagged errands", "with label home", "labelled work and car".
func (p *parser) labelWords(m *marks, labels []string) []string {
	for i := max(1, len(p.t)-maxEdge); i < len(p.t); i++ {
		if !p.is(i, "with", "tagged", "labelled", "labeled") {
			continue
		}
		j := p.any(i, "tagged as", "tagged with", "tagged", "labelled as", "labeled as", "labelled", "labeled", "with the labels", "with the label", "with the tags", "with the tag",
			"with labels", "with label", "with tags", "with tag")
		if j == i {
			continue
		}
		if p.w(j) == ":" {
			j++
		}
		names, k := p.names(j)
		if k == j || !m.clearRight(k) {
			continue
		}
		for _, n := range names {
			labels = addLabel(labels, n)
		}
		m.claim("labels", i, k)
		return labels
	}
	return labels
}

// names reads a list of label names, with or without sigils: "errands and car", "#a #b", "work, home".
func (p *parser) names(i int) (out []string, next int) {
	next = i
	for j := i; len(out) < maxLabels; {
		name, k := "", j
		if sign, n, e := p.sigil(j); e > j && sign != '+' {
			name, k = n, e
		} else if p.kind(j) == word && p.w(j) != "" && !p.is(j, "and", "to", "from", "on", "off", "the", "for", "by", "due", "at", "in", "with", "of") {
			k = j + 1
			for p.is(k, "-", "_") && p.glued(k) && p.glued(k+1) {
				k += 2
			}
			name = strings.ToLower(p.c.text[p.t[j].s:p.t[k-1].e])
		}
		if k == j {
			break
		}
		out = append(out, name)
		next = k
		if j = p.separator(k); j == k {
			if sign, _, e := p.sigil(k); e == k || sign == '+' {
				break
			}
		}
	}
	return out, next
}
