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

func (p *parser) removeTags(n int) (Reading, bool) {
	names, j := p.labelList(1)
	if j > 1 && p.is(j, "from", "off", "on", "of") {
		k := p.opt(j+1, "of")
		if k < n {
			return p.labelled(Untag, k, n, names, 1, j)
		}
	}
	return Reading{}, false
}
