package understand

// labelList reads "#home", "the work tag", "tags errands and car", "label home".
func (p *parser) labelList(i int) (names []string, next int) {
	j := p.opt(i, "the", "a", "my", "this")
	if sigils(p, j) {
		names, next = p.names(j)
		return names, p.opt(next, "tag", "label", "tags", "labels")
	}
	if p.is(j, "tag", "label", "tags", "labels") {
		if names, next = p.names(j + 1); next > j+1 {
			return names, next
		}
		return nil, i
	}
	for k := j + 1; k <= j+6 && k < len(p.t); k++ {
		if p.is(k, "tag", "label", "tags", "labels") {
			if names, f := p.names(j); f == k {
				return names, k + 1
			}
			return nil, i
		}
	}
	return nil, i
}

func (p *parser) addTags(n int) (Reading, bool) {
	if j := p.any(1, "the label of", "the labels of", "the tag of", "the tags of", "label of", "tag of", "the label on", "the tag on", "the label for", "the tag for"); j > 1 {
		for k := j + 1; k < n-1; k++ {
			if p.is(k, "to", "as") {
				if names, e := p.names(k + 1); e == n {
					return p.labelled(Tag, j, k, names, k+1, n)
				}
			}
		}
	}
	names, j := p.labelList(1)
	if j > 1 && p.is(j, "to", "on", "onto", "for") && j+1 < n {
		return p.labelled(Tag, j+1, n, names, 1, j)
	}
	if p.is(0, "give", "assign") { // "give 3 the work tag"
		for k := 2; k < n; k++ {
			if names, f := p.labelList(k); f == n && len(names) > 0 {
				return p.labelled(Tag, 1, k, names, k, n)
			}
		}
	}
	return Reading{}, false
}
