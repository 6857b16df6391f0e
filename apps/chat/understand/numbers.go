package understand

// number reads how many, in thousandths: "2", "1.5", "a", "twenty five", "half a", "a couple of", "two and a half".
func (p *parser) number(i int) (milli, next int) {
	if !p.left(i) {
		return 0, i
	}
	if n, ok := p.digits(i, 7); ok {
		n *= 1000
		if p.w(i+1) == "." && p.glued(i+1) && p.glued(i+2) {
			if f, ok := p.digits(i+2, 3); ok {
				for k := len(p.t[i+2].n); k < 3; k++ {
					f *= 10
				}
				return n + f, i + 3
			}
		}
		if p.w(i+1) == "/" && p.glued(i+1) && p.glued(i+2) && n < 10000 { // "3/4 hour"
			if d, ok := p.digits(i+2, 1); ok && d >= 2 && n/1000 < d && p.lex(i+3).unit != noUnit && !p.glued(i+3) {
				return n / d, i + 3
			}
		}
		return p.andHalf(n, i+1)
	}
	if j := p.any(i, "a quarter of an", "a quarter of a", "quarter of an", "quarter of a", "a quarter", "quarter", "three quarters of an", "three quarters of a", "three - quarters of an", "three - quarters of a", "3 quarters of an"); j > i && p.lex(j).unit == hours {
		if p.is(i, "three", "3") {
			return 750, j
		}
		return 250, j
	}
	switch p.w(i) {
	case "a", "an", "another", "one":
		if j := p.any(i+1, "couple of", "couple", "pair of"); j > i+1 {
			return 2000, j
		}
		if j := p.any(i+1, "few"); j > i+1 {
			return 3000, j
		}
		if p.is(i+1, "half") {
			return 500, i + 2
		}
		if p.is(i+1, "dozen") {
			return 12000, i + 2
		}
		return p.andHalf(1000, i+1)
	case "half":
		if p.is(i+1, "a", "an") {
			return 500, i + 2
		}
		return 500, i + 1
	case "couple":
		return 2000, p.opt(i+1, "of")
	case "few", "several":
		return 3000, i + 1
	}
	n, j := p.numberWord(i)
	if j == i {
		return 0, i
	}
	return p.andHalf(n*1000, j)
}

func (p *parser) andHalf(milli, j int) (int, int) {
	if k := p.any(j, "and a half", "and an half", "and one half", "and half a", "1 / 2"); k > j && (p.is(j, "and") || !p.glued(j)) {
		return milli + 500, k
	}
	return milli, j
}

// numberWord reads "seven" or "twenty-five".
func (p *parser) numberWord(i int) (n, next int) {
	if !p.lex(i).isNum {
		return 0, i
	}
	n = int(p.lex(i).num)
	if n < 20 {
		return n, i + 1
	}
	j := i + 1
	if p.w(j) == "-" && p.glued(j) {
		j++
	}
	if l := p.lex(j); l.isNum && l.num > 0 && l.num < 10 {
		return n + int(l.num), j + 1
	}
	return n, i + 1
}

func (p *parser) opt(i int, ws ...string) int {
	if p.is(i, ws...) {
		return i + 1
	}
	return i
}
