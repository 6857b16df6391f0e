package merkle

import (
	"cmp"
	"slices"
)

// A Run is the rows from one index to another, both in it.
type Run [2]int64

// Merge is the same rows in as few runs as can be, in order.
func Merge(runs ...Run) []Run {
	runs = slices.Clone(runs)
	slices.SortFunc(runs, func(a, b Run) int { return cmp.Compare(a[0], b[0]) })
	var merged []Run
	for _, r := range runs {
		if n := len(merged); n > 0 && r[0] <= merged[n-1][1]+1 {
			merged[n-1][1] = max(merged[n-1][1], r[1])
			continue
		}
		merged = append(merged, r)
	}
	return merged
}

// Without is the rows of the one that are not in the other; both are merged.
func Without(runs, others []Run) []Run {
	var left []Run
	for _, r := range runs {
		for len(others) > 0 && others[0][1] < r[0] {
			others = others[1:]
		}
		for _, o := range others {
			if o[0] > r[1] {
				break
			}
			if r[0] < o[0] {
				left = append(left, Run{r[0], o[0] - 1})
			}
			r[0] = o[1] + 1
		}
		if r[0] <= r[1] {
			left = append(left, r)
		}
	}
	return left
}

// Count is how many rows there are in runs that are merged.
func Count(runs []Run) (n int64) {
	for _, r := range runs {
		n += r[1] - r[0] + 1
	}
	return n
}
