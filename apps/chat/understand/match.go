package understand

import (
	"sort"
	"strings"
)

// Candidate is a title that a phrase may mean: its place in the titles given to Match, and how well it fits, from just
// above 0 to 1 (the very title).
type Candidate struct {
	Index int
	Score float64
}

// nearScore is how far a second candidate may lie behind the first and still make the phrase ambiguous.
const nearScore = 0.08

// minScore is the least score that counts as a match.
const minScore = 0.45

// Match finds the titles that ref means, best first and in the order given among equals. Case and accents do not
// matter; every word of ref must have its like in the title, by itself, as its beginning, in another form ("called" for
// "call", "paid" for "pay") or one typing mistake away. Use Ambiguous to learn whether the first two are too near.
func Match(ref string, titles []string) []Candidate {
	want := words(ref)
	whole := strings.Join(want, " ")
	var out []Candidate
	for i, title := range titles {
		have := words(title)
		s := 0.0
		switch {
		case whole != "" && strings.Join(have, " ") == whole:
			s = 1
		case whole == "":
			if t := strings.TrimSpace(ref); t != "" && strings.Contains(title, t) {
				s = minScore
			}
		default:
			s = overlap(want, have)
		}
		if s >= minScore {
			out = append(out, Candidate{Index: i, Score: s})
		}
	}
	sort.SliceStable(out, func(a, b int) bool { return out[a].Score > out[b].Score })
	return out
}

// Ambiguous tells whether the best two candidates are too near to choose between.
func Ambiguous(cs []Candidate) bool {
	return len(cs) > 1 && cs[0].Score < 1 && cs[0].Score-cs[1].Score < nearScore || len(cs) > 1 && cs[1].Score == 1
}

// smallWords weigh little: a phrase may leave them out or bring them along.
var smallWords = set("the a an my to of for with at in on and or about task todo item that this some our your")

// overlap is the part of ref's words found in the title, tempered by how much of the title they cover.
func overlap(want, have []string) float64 {
	total, found, covered := 0.0, 0.0, 0.0
	used := make([]bool, len(have))
	for _, w := range want {
		weight := weigh(w)
		total += weight
		best, at := 0.0, -1
		for k, h := range have {
			if used[k] {
				continue
			}
			if s := alike(w, h); s > best {
				best, at = s, k
			}
		}
		if at >= 0 {
			used[at] = true
			found += weight * best
			covered += weigh(have[at])
		} else if weight > 0.5 && len(want) <= 2 {
			return 0
		}
	}
	size := 0.0
	for _, h := range have {
		size += weigh(h)
	}
	if total == 0 || size == 0 {
		return 0
	}
	recall := found / total
	if recall < 0.6 {
		return 0
	}
	return min(recall*(0.75+0.24*covered/size), 0.99)
}

func weigh(w string) float64 {
	if smallWords[w] {
		return 0.2
	}
	return 1
}
