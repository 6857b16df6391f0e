package understand

import "strings"

// spelled lists the words that are recognised through a typing mistake: long enough, and far enough from ordinary words.
var spelled = bucket("monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays " +
	"fridays saturdays sundays january february august september october november december today tomorrow tonight " +
	"yesterday every everyday daily weekly monthly yearly annually morning afternoon evening midnight weekend weekday " +
	"weekdays fortnightly quarterly overdue priority")

// ordinary lists words that stand one mistake away from a spelled one and mean themselves.
var ordinary = set("ever very envy every even early dairy dally daisy weakly nearly sundry toddy mourning moaning mooring " +
	"eventing mouthly everyone everything someday noonday payday holiday workday birthday midday birthdays weekends weekdays " +
	"mandate month months today's monty midnights weekender monastery augusta augusts anally manually priory prioress " +
	"yearling yearly meekly tonights mornings actually annual priori nonmember")

func bucket(ws string) map[byte][]string {
	m := map[byte][]string{}
	for _, w := range splitWords(ws) {
		m[w[0]] = append(m[w[0]], w)
	}
	return m
}

func set(ws string) map[string]bool {
	m := map[string]bool{}
	for _, w := range splitWords(ws) {
		m[w] = true
	}
	return m
}

// spell finds the one spelled word near w: one mistake (a letter missing, added, changed, or two swapped), or two in
// words of eight letters and more. The first letter must be right, so "nearly" is never "yearly".
func spell(w string) (string, bool) {
	if len(w) < 4 || len(w) > 13 || ordinary[w] || strings.IndexByte(w, '\'') >= 0 {
		return "", false
	}
	best, found := 3, ""
	for _, s := range spelled[w[0]] {
		limit := 1
		if len(s) >= 8 && len(w) >= 6 {
			limit = 2
		}
		if len(w) == 4 && s != "every" && s != "today" {
			continue
		}
		if d := distance(w, s, limit); d <= limit && d < best {
			best, found = d, s
		}
	}
	return found, found != ""
}

// distance is the optimal string alignment distance of a and b in bytes, or limit+1 when it is larger.
func distance(a, b string, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit || len(a) > 31 || len(b) > 31 {
		return limit + 1
	}
	var rows [3][32]int8
	prev, cur, old := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		prev[j] = int8(j)
	}
	for i := 1; i <= len(a); i++ {
		cur[0] = int8(i)
		least := cur[0]
		for j := 1; j <= len(b); j++ {
			cost := int8(1)
			if a[i-1] == b[j-1] {
				cost = 0
			}
			v := min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				v = min(v, old[j-2]+1)
			}
			cur[j] = v
			least = min(least, v)
		}
		if int(least) > limit {
			return limit + 1
		}
		old, prev, cur = prev, cur, old
	}
	return int(prev[len(b)])
}
