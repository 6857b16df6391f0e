package understand

// untagRef reads "laundry #home", "#home from laundry", "3 work".
func (p *parser) untagRef(lo, n int) (Reading, bool) {
	for k := lo + 1; k < n; k++ {
		if p.is(k, "from", "off") {
			e := p.opt(k+1, "of")
			if names, f := p.names(lo); f == k && len(names) > 0 {
				return p.labelled(Untag, e, n, names, lo, k)
			}
		}
		if sigils(p, k) {
			if names, f := p.names(k); f == n {
				hi := k
				if p.is(k-1, "from", "with", "as") {
					hi--
				}
				return p.labelled(Untag, lo, hi, names, k, n)
			}
		}
	}
	return p.swap(p.tagRef(lo, n))
}

func (p *parser) swap(r Reading, ok bool) (Reading, bool) {
	if ok && r.Intent == Tag {
		r.Intent = Untag
	}
	return r, ok
}

// removeTags reads "remove #home from laundry", "take the work tag off 3" and, of the task last spoken of, "remove the
// work tag".
func (p *parser) removeTags(n int) (Reading, bool) {
	i := 1
	if p.is(0, "take") {
		i = p.opt(1, "off", "away")
	}
	every := p.any(i, "all of the", "all the", "all its", "all", "any", "every")
	if j := p.opt(max(every, p.opt(i, "the", "its")), "tag", "tags", "label", "labels"); p.is(j-1, "tag", "tags", "label", "labels") { // which ones is asked
		switch from := p.opt(j, "from", "off", "on", "of"); {
		case j == n && p.is(0, "remove", "clear", "delete", "strip"):
			return p.about(Untag, Ref{Last: true}, i, j, Slots{})
		case from > j && (every > i || p.strongRef(from, n)):
			return p.labelled(Untag, from, n, nil, i, j)
		}
	}
	names, j := p.labelList(i)
	if j == i {
		return Reading{}, false
	}
	if p.is(j, "from", "off", "on", "of") {
		if k := p.opt(j+1, "of"); k < n {
			return p.labelled(Untag, k, n, names, i, j)
		}
	}
	off := p.is(0, "take") && (i > 1 || p.opt(j, "off", "away") == n && j < n)
	if off || j == n && p.is(0, "remove", "delete", "clear", "strip", "unset", "detach") {
		return p.about(Untag, Ref{Last: true}, i, i, Slots{Labels: dedupe(names)}, claim{"labels", i, j})
	}
	return Reading{}, false
}
