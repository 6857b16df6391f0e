package query

import "fmt"

// A parser reads the operators of a filter, by recursive descent; conditions
// are read in conditions.go, characters in scan.go. MaxDepth bounds its stack.
type parser struct {
	text  string
	at    int // the byte it looks at
	depth int // parentheses and negations around it
	terms int // conditions read so far
}

func (p *parser) filter() (expr, error) {
	if p.space(); p.end() {
		return nil, nil
	}
	root, err := p.either("")
	if err != nil {
		return nil, err
	}
	if !p.end() { // either stops nowhere else
		return nil, p.fail(p.at, "a `(` before this `)`")
	}
	return root, nil
}

// either reads what stands between |. After says what came before, for the
// error: " after `&`" or nothing.
func (p *parser) either(after string) (expr, error) {
	var xs []expr
	for {
		x, err := p.both(after)
		if err != nil {
			return nil, err
		}
		xs = append(xs, x)
		typed, ok := p.operator("|", "or")
		if !ok {
			return join('|', xs), nil
		}
		after = " after `" + typed + "`"
	}
}

// both reads what stands between &, or beside each other.
func (p *parser) both(after string) (expr, error) {
	var xs []expr
	for {
		x, err := p.not(after)
		if err != nil {
			return nil, err
		}
		xs = append(xs, x)
		typed, ok := p.operator("&", "and")
		switch {
		case ok:
			after = " after `" + typed + "`"
		case p.end() || p.sees(")") || p.sees("|") || p.seesWord("or"):
			return join('&', xs), nil
		default:
			after = ""
		}
	}
}

func (p *parser) not(after string) (expr, error) {
	p.space()
	start := p.at
	if typed, ok := p.operator("!", "not"); ok {
		return p.deeper(start, func() (expr, error) {
			x, err := p.not(" after `" + typed + "`")
			return not{x}, err
		})
	}
	if !p.sees("(") {
		if p.terms++; p.terms > MaxTerms {
			return nil, p.fail(start, fmt.Sprintf("at most %d conditions", MaxTerms))
		}
		return p.condition(after)
	}
	return p.deeper(start, func() (expr, error) {
		p.at++
		x, err := p.either(" after `(`")
		if err != nil {
			return nil, err
		}
		if !p.sees(")") {
			return nil, p.fail(p.at, fmt.Sprintf("`)` for the `(` in column %d", p.column(start)))
		}
		p.at++
		return x, nil
	})
}

// deeper reads one level further down, if there is one.
func (p *parser) deeper(start int, read func() (expr, error)) (expr, error) {
	if p.depth == MaxDepth {
		return nil, p.fail(start, fmt.Sprintf("at most %d parentheses and negations within each other", MaxDepth))
	}
	p.depth++
	defer func() { p.depth-- }()
	return read()
}
