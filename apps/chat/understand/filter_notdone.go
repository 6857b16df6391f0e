package understand

// notDone reads a denied completion: "aren't done", "haven't been finished", "still not complete", "I didn't get done".
func (p *parser) notDone(i int) int {
	j := p.opt(i, "are", "is", "have", "has", "were", "was", "did", "do")
	j = p.opt(j, "still", "just", "even")
	k := p.opt(j, "not", "never", "aren't", "isn't", "haven't", "hasn't", "weren't", "wasn't", "didn't", "don't")
	if k == j {
		return i
	}
	for range 3 {
		k = p.opt(k, "been", "yet", "got", "get", "gotten", "fully", "quite", "actually", "really", "to")
	}
	e := p.opt(k, "done", "finished", "completed", "complete", "finish", "closed", "checked", "ticked", "crossed", "do")
	if e == k {
		return i
	}
	return p.opt(p.opt(e, "off"), "yet")
}
