package understand

import "strings"

// filterVal is a condition on tasks read from words, and how it was said.
type filterVal struct {
	filter   Filter
	sort     string
	limit    int
	all      bool // "all", "everything"
	noun     bool // "tasks", "todos"
	stated   bool // at least one condition
	dated    bool
	from, to day    // of the days named, when dated
	leftover string // words that mean no condition
	modifier string // of those, the ones right before "tasks": "work tasks"
	claims   []claim
}

// filler are words that carry no condition in a question or a list command.
var filler = set("time plan plans program remain remains sort sorted order ordered arrange ls show list display view see give get me my the all of tasks task todo todos to do things thing stuff items item everything " +
	"every any anything something what what's whats which is are was were there that i i've i'm have has had got need do does did on plate for up coming " +
	"left remaining still am we our us please pls a an be being been it it's list's lists now currently next just only ones one with and or " +
	"planned scheduled happening agenda schedule calendar day look like looks how's hows does out your you can could would will may tell " +
	"still-to-do want let let's busy free work? reminders reminder entries so far at in by due should must going supposed gotta go open pending " +
	"else most who all? them these those upcoming outstanding incomplete unfinished undone active here also as well yet " +
	"pull bring display print read load check find search filter filtered full whole complete? entire current jobs chores assignments")

// nounWords make a command about tasks.
var nounWords = set("task tasks todo todos items item things stuff reminders entries ones everything list jobs chores")

// filter reads conditions from token i to the end.
func (p *parser) filter(i int) filterVal {
	var f filterVal
	var left []string
	lastLeft := -1
	take := func(slot string, from, to int) {
		f.claims = append(f.claims, claim{slot, from, to})
		f.stated = true
	}
	for i < len(p.t) {
		if p.kind(i) == line || p.kind(i) == mark && !p.is(i, "#", "@", "+", "!") && !p.t[i].quoted {
			i++
			continue
		}
		if j := p.filterQuery(&f, i); j > i {
			take("query", i, j)
			i = j
			continue
		}
		if j := p.filterStatus(&f, i); j > i {
			take("status", i, j)
			i = j
			continue
		}
		if j := p.filterSort(&f, i); j > i {
			take("sort", i, j)
			i = j
			continue
		}
		if j := p.filterFlag(&f, i); j > i {
			take("has_due", i, j)
			i = j
			continue
		}
		if j := p.filterPriority(&f, i); j > i {
			take("priorities", i, j)
			i = j
			continue
		}
		if j := p.filterLabel(&f, i); j > i {
			take("labels", i, j)
			i = j
			continue
		}
		if j := p.filterProject(&f, i); j > i {
			take("project", i, j)
			i = j
			continue
		}
		if j := p.filterLimit(&f, i); j > i {
			take("limit", i, j)
			i = j
			continue
		}
		if j := p.filterDate(&f, i); j > i && !p.is(i-1, "every", "each") {
			take("due_from", i, j)
			f.dated = true
			i = j
			continue
		}
		w := p.w(i)
		if p.is(i, "all", "everything", "whole") || w == "every" && (nounWords[p.w(i+1)] || nounWords[p.w(i+2)]) || w == "any" || w == "anything" {
			f.all = true
		}
		if nounWords[w] && (i > 0 || w != "list") || w == "do" && p.is(i-1, "to") {
			f.noun = true
			if lastLeft == i-1 && lastLeft >= 0 && len(left) == 1 {
				f.modifier, left = left[0], nil
				f.claims = append(f.claims, claim{"labels", lastLeft, i})
			}
		} else if !filler[w] {
			left = append(left, strings.Trim(p.c.text[p.t[i].s:p.t[i].e], `"'`))
			if lastLeft < 0 || lastLeft == i-1 {
				lastLeft = i
			}
		}
		i++
	}
	f.leftover = strings.Join(left, " ")
	return f
}

// filterQuery reads "about taxes", `containing "tax return"`, "with the word dentist".
func (p *parser) filterQuery(f *filterVal, i int) int {
	j := p.any(i, "about", "containing", "that contain", "that contains", "contain", "contains", "matching", "mentioning", "that mention", "regarding", "related to", "having to do with",
		"with the word", "with the words", "including the word", "called", "named", "titled", "concerning", "re")
	if j == i || f.filter.Query != "" || j >= len(p.t) {
		return i
	}
	k := j
	for k < len(p.t) && !(k > j && p.filterStart(k)) && !(p.kind(k) == mark && !p.t[k].quoted && !p.glued(k+1)) {
		k++
	}
	if k == j {
		return i
	}
	q := p.refText(j, k)
	if p.t[j].quoted && p.t[k-1].quoted {
		q = unquote(p.raw(j, k))
	}
	f.filter.Query = strings.Trim(q, "?.! ")
	return k
}

// filterStart tells whether another condition begins at i.
func (p *parser) filterStart(i int) bool {
	if _, _, j := p.sigil(i); j > i {
		return true
	}
	var probe filterVal
	return p.is(i, "due", "tagged", "before", "after", "by", "since", "between", "sorted", "labeled", "labelled", "until") || p.filterDate(&probe, i) > i
}

func (p *parser) filterStatus(f *filterVal, i int) int {
	set := func(s string, j int) int {
		if f.filter.Status == "" || s == "all" || s == "overdue" {
			f.filter.Status = s
		}
		return j
	}
	if j := p.any(i, "including completed", "including done", "including finished", "including the completed", "including the done", "including complete", "including closed", "completed or not", "done or not", "done and not done",
		"both open and completed", "open and completed", "both open and done", "open and done", "open and closed", "even completed", "even the completed", "completed too", "done too", "with completed", "incl completed", "of any status", "completed included", "completed and open", "done and open"); j > i {
		return set("all", p.opt(j, "ones", "tasks"))
	}
	if j := p.any(i, "except completed", "except the completed", "except done", "except for completed", "excluding completed", "excluding done", "but not completed", "but not done", "not including completed", "without completed", "without the completed", "that aren't done", "that are not done", "that aren't completed", "that i haven't done", "that i haven't finished"); j > i {
		return set("open", p.opt(j, "ones", "tasks"))
	}
	if j := p.any(i, "past due", "overdue", "past their due date", "past the due date", "past deadline", "that are late", "late", "behind schedule", "behind", "missed", "miss", "past their deadline", "not done on time"); j > i {
		return set("overdue", j)
	}
	if j := p.any(i, "to be done", "to be completed", "to be finished", "to get done", "need doing", "needs doing", "not done", "not completed", "not complete", "not yet done", "not finished", "still open", "yet to do", "open", "pending", "unfinished", "outstanding", "incomplete", "undone", "uncompleted", "active", "remaining"); j > i {
		return set("open", j)
	}
	if j := p.any(i, "completed", "done", "finished", "checked off", "ticked off", "crossed off", "closed", "accomplished", "accomplish", "achieved", "achieve", "get done", "got done", "finish", "complete"); j > i {
		if p.is(i, "complete", "finish", "achieve", "accomplish") && !p.is(0, "what", "which", "how", "what's", "count", "number") {
			return i
		}
		return set("completed", j)
	}
	return i
}

func (p *parser) filterSort(f *filterVal, i int) int {
	j := p.any(i, "sorted by", "sort by", "ordered by", "order by", "sorted on", "arranged by", "in order of", "by", "ranked by", "grouped by")
	if j == i {
		return i
	}
	j = p.opt(j, "their", "the")
	switch {
	case p.is(j, "priority", "importance", "urgency", "prio", "priorities"):
		f.sort = "priority"
		return j + 1
	case p.any(j, "due date", "due dates", "date due") > j:
		f.sort = "due"
		return j + 2
	case p.is(j, "due", "deadline", "date", "deadlines", "dates") && (j+1 >= len(p.t) || !p.startsDate(j+1)):
		f.sort = "due"
		return j + 1
	}
	return i
}

func (p *parser) startsDate(i int) bool {
	_, j := p.date(i, "on")
	return j > i
}

// filterFlag reads "without a due date", "with a deadline", "recurring".
func (p *parser) filterFlag(f *filterVal, i int) int {
	no, yes := false, true
	j := p.opt(i, "that", "which")
	j = p.opt(j, "have", "has", "are", "do", "got", "having")
	j = p.opt(j, "not", "don't")
	j = p.opt(j, "have")
	k := p.opt(j, "without", "with", "no", "any", "missing", "lacking")
	neg := k > j && p.is(j, "without", "no", "missing", "lacking") || p.is(j-1, "don't") || p.is(j-2, "don't")
	pos := k > j && p.is(j, "with") || j > i && k == j
	k2 := p.opt(k, "no")
	if k2 > k {
		neg, k = true, k2
	}
	k = p.opt(k, "a", "an", "any", "set")
	if e := p.any(k, "due date", "due dates", "due-date", "deadline", "deadlines", "date", "dates", "due", "date set"); e > k && (neg || pos) && !(p.is(k, "due") && e == k+1 && !neg) {
		if neg {
			f.filter.HasDue = &no
		} else {
			f.filter.HasDue = &yes
		}
		return p.opt(e, "set", "assigned")
	}
	if p.is(i, "undated", "unscheduled", "dateless") {
		f.filter.HasDue = &no
		return i + 1
	}
	if e := p.any(i, "not scheduled", "no schedule"); e > i {
		f.filter.HasDue = &no
		return e
	}
	if e := p.any(i, "non recurring", "non - recurring", "one - off", "one off", "not recurring", "that don't repeat", "non - repeating"); e > i {
		f.filter.Recurring = &no
		return e
	}
	if e := p.any(i, "recurring", "repeating", "that repeat", "that recur", "recurrent", "repeated", "which repeat", "repeat", "repeats"); e > i {
		f.filter.Recurring = &yes
		return e
	}
	return i
}

func (p *parser) filterPriority(f *filterVal, i int) int {
	j := p.opt(i, "with", "of")
	j = p.opt(j, "a")
	n, k := p.sigilPriority(j)
	if k == j {
		if n, k = p.wordPriority(i); k == i {
			if p.is(j, "urgent", "critical") {
				n, k = 1, j+1
				k = p.opt(k, "priority")
			} else if p.is(j, "important") {
				n, k = 2, j+1
			} else if m, ok := priorityWords[p.w(j)]; ok && p.kind(j) == word && p.is(j+1, "and", "or", ",", "&", "/") {
				if m2, e := p.wordPriority(j + 2); e > j+2 && m2 > 0 {
					n, k = m, j+1
				} else {
					return i
				}
			} else {
				return i
			}
		}
	}
	f.filter.Priorities = addInt(f.filter.Priorities, n)
	if e := p.separator(k); e > k {
		var probe filterVal
		if p.filterPriority(&probe, e) > e {
			return e
		}
	}
	return k
}

func addInt(ns []int, n int) []int {
	for _, m := range ns {
		if m == n {
			return ns
		}
	}
	if len(ns) >= 8 {
		return ns
	}
	return append(ns, n)
}

func (p *parser) filterLabel(f *filterVal, i int) int {
	if sign, name, j := p.sigil(i); j > i && sign != '+' {
		f.filter.Labels = addLabel(f.filter.Labels, name)
		return j
	}
	j := p.any(i, "tagged as", "tagged with", "tagged", "labelled with", "labeled with", "labelled", "labeled", "with the tag", "with the label", "with tag", "with label", "with tags", "with labels",
		"with the tags", "with the labels", "under the label", "under the tag", "label", "tag")
	if j == i {
		return i
	}
	if p.w(j) == ":" {
		j++
	}
	names, k := p.names(j)
	if k == j {
		if p.t[min(j, len(p.t)-1)].quoted && j < len(p.t) {
			e := j + 1
			for e < len(p.t) && p.t[e].quoted {
				e++
			}
			f.filter.Labels = addLabel(f.filter.Labels, strings.ToLower(unquote(p.raw(j, e))))
			return e
		}
		return i
	}
	for _, n := range names {
		f.filter.Labels = addLabel(f.filter.Labels, n)
	}
	return k
}

func (p *parser) filterProject(f *filterVal, i int) int {
	if sign, name, j := p.sigil(i); j > i && sign == '+' {
		f.filter.Project = name
		return j
	}
	j := p.opt(i, "in", "for", "under", "from", "of")
	k := p.opt(j, "the", "my", "our")
	if p.is(k, "project") {
		e := k + 1
		if p.w(e) == ":" {
			e++
		}
		end := e
		for end < len(p.t) && end < e+4 && p.kind(end) == word && !p.filterStart(end) && !nounWords[p.w(end)] {
			end++
		}
		if end > e {
			f.filter.Project = strings.ToLower(p.raw(e, end))
			return end
		}
		return i
	}
	if j == i && k == i {
		if p.is(i+1, "project") && p.kind(i) == word && !filler[p.w(i)] {
			f.filter.Project = strings.ToLower(p.raw(i, i+1))
			return i + 2
		}
		return i
	}
	for e := k + 1; e < len(p.t) && e <= k+4; e++ {
		if p.is(e, "project", "projects") || p.is(e, "list", "folder") && p.is(j-1, "in", "from") && !p.is(k, "todo", "to", "task") {
			f.filter.Project = strings.ToLower(strings.Trim(p.raw(k, e), `"'`))
			return e + 1
		}
		if p.kind(e) != word && !p.t[e].quoted {
			break
		}
	}
	return i
}

func (p *parser) filterLimit(f *filterVal, i int) int {
	j := p.opt(i, "the", "my")
	if !p.is(j, "next", "first", "top") {
		return i
	}
	j++
	j = p.opt(j, "most")
	n, k := 0, j
	if d, ok := p.digits(j, 4); ok {
		n, k = d, j+1
	} else {
		n, k = p.numberWord(j)
	}
	if k == j && p.is(j, "task", "todo", "item", "thing", "one") {
		n = 1
	} else if k == j || n == 0 {
		return i
	}
	if p.lex(k).unit != noUnit {
		return i
	}
	f.limit = n
	return k
}
