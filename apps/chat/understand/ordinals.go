package understand

// dayNumber reads a day of the month: "3", "3rd", "third", "twenty-first".
func (p *parser) dayNumber(i int) (d, next int) {
	if n, ok := p.digits(i, 2); ok {
		if n >= 1 && n <= 31 && (p.right(i+1) || p.w(i+1) == "," && p.kind(i+2) == number && len(p.t[i+2].n) == 4 || p.glued(i+1) && (p.is(i+1, "-", "/", ".") || p.lex(i+1).month > 0 && !p.lex(i+1).typo)) {
			return n, i + 1
		}
		return 0, i
	}
	return p.ordinal(i)
}

// ordinal reads "3rd", "third" or "twenty-first".
func (p *parser) ordinal(i int) (n, next int) {
	if o := p.lex(i).ordinal; o > 0 {
		return int(o), i + 1
	}
	if l := p.lex(i); l.isNum && (l.num == 20 || l.num == 30) {
		j := i + 1
		if p.w(j) == "-" {
			j++
		}
		if o := p.lex(j).ordinal; o > 0 && o < 10 && p.kind(j) == word && int(l.num)+int(o) <= 31 {
			return int(l.num) + int(o), j + 1
		}
	}
	return 0, i
}
