package query

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// condition reads one condition.
func (p *parser) condition(after string) (expr, error) {
	switch {
	case p.sees(`"`):
		return p.search("", "")
	case p.sees("#"):
		return p.name("label", "#")
	case p.sees("+"):
		return p.name("project", "+")
	}
	start := p.at
	typed := bareWord(p.text[p.at:])
	word := strings.ToLower(typed)
	p.at += len(typed)
	if p.sees(":") {
		if x, err := p.prefixed(word); x != nil || err != nil {
			return x, err
		}
	}
	switch {
	case p.sees(":"):
	case word == "no":
		return p.noDate()
	case word == "priority":
		return p.priority()
	case instants[word] != nil || word == "due":
		return p.comparison(word)
	case isState(word):
		return state(word), nil
	}
	p.at = start
	return nil, p.fail(start, "a condition"+after+", such as `overdue`, `#label`, `p1` or `\"words\"`")
}

// prefixed reads what begins with a word and a colon: nothing, without an
// error, when no condition does so.
func (p *parser) prefixed(word string) (expr, error) {
	sign := word + ":"
	switch word {
	case "label", "project", "id", "parent", "source":
		return p.name(word, sign)
	case "text", "title", "notes":
		return p.search(word, sign)
	case "has":
		p.at++
		what := bare(p.text[p.at:])
		full := sign + strings.ToLower(what)
		if !isState(full) {
			return nil, p.fail(p.at, "due, notes, reminder, label, project or parent after `has:`")
		}
		p.at += len(what)
		return state(full), nil
	}
	return nil, nil
}

func (p *parser) name(field, sign string) (expr, error) {
	p.at++ // the sign, or its colon
	what := "a name"
	if field == "id" || field == "parent" {
		what = "a task id"
	}
	v, err := p.value(what + " after `" + sign + "`")
	if err != nil {
		return nil, err
	}
	return name{field, norm.NFC.String(v)}, nil
}

// search reads words to look for, in one field or, without its name, in all.
func (p *parser) search(field, sign string) (expr, error) {
	what := "words to search for"
	if sign != "" {
		p.at++ // its colon
		what += " after `" + sign + "`"
	}
	if field == "text" {
		field = ""
	}
	start := p.at
	v, err := p.value(what)
	if err != nil {
		return nil, err
	}
	s := search{field, strings.Join(strings.Fields(v), " ")}
	if len(s.folded()) == 0 { // nothing but accents
		return nil, p.fail(start, what)
	}
	return s, nil
}

// noDate reads the second word of "no date".
func (p *parser) noDate() (expr, error) {
	p.space()
	if !p.seesWord("date") {
		return nil, p.fail(p.at, "`date` after `no`")
	}
	p.at += len("date")
	return state("nodate"), nil
}

// operators, the longer ones first.
var operators = []operator{"<=", ">=", "<", ">", "="}

func (p *parser) compareWith(field string) (operator, error) {
	p.space()
	for _, op := range operators {
		if p.sees(string(op)) {
			p.at += len(op)
			p.space()
			return op, nil
		}
	}
	return "", p.fail(p.at, "<, <=, =, >= or > after `"+field+"`")
}

func (p *parser) comparison(field string) (expr, error) {
	op, err := p.compareWith(field)
	if err != nil {
		return nil, err
	}
	typed := bare(p.text[p.at:])
	w, ok := parseWhen(typed)
	if !ok {
		return nil, p.fail(p.at, "a date after `"+field+" "+string(op)+"`")
	}
	p.at += len(typed)
	return comparison{field, op, w}, nil
}

func (p *parser) priority() (expr, error) {
	op, err := p.compareWith("priority")
	if err != nil {
		return nil, err
	}
	typed := bare(p.text[p.at:])
	if len(typed) != 1 || typed[0] < '1' || typed[0] > '4' {
		return nil, p.fail(p.at, "a priority from 1 to 4 after `priority "+string(op)+"`")
	}
	p.at++
	return urgency{op, int(typed[0] - '0')}, nil
}
