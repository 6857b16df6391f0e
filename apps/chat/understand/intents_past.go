package understand

import "strings"

// pastVerbs are the irregular past forms of things people do; regular ones end in -ed.
var pastVerbs = set("bought paid did made sent got went took wrote fed ran met cut gave brought built drove ate swam spoke told sold found kept taught swept hung " +
	"read spent dug drew drank forgave froze hid knit lent lit lost mowed put quit rode rang rewrote sang set sewed shot stuck struck swapped threw tore " +
	"typed wore won wound submitted dropped picked returned checked cleaned fixed")

// barePast are past forms that begin no title, so that they need no "I" before them.
var barePast = set("bought paid sent wrote took went gave ate drove spoke told sold brought taught swept called emailed texted mailed submitted booked returned washed")

// notDoings are verbs of mind and talk: "I loved it" completes nothing.
var notDoings = set("loved liked hated wanted needed wondered believed hoped wished decided disliked enjoyed noticed realized realised seemed remembered preferred missed " +
	"tried started failed expected guessed supposed changed confused tired bored interested excited worried scared annoyed stressed exhausted")

// implicit reads "I called mom", "i've paid the rent", "just finished the laundry", "already bought milk".
func (p *parser) implicit(n int) (Reading, bool) {
	j := p.any(0, "i have just", "i have already", "i've just", "i've already", "i just", "i already", "i have finally", "i've finally", "i finally", "i have now", "i've now", "i have", "i've", "ive", "i'm", "i am", "i ve", "i", "we've", "we have", "we're", "we are", "we", "just", "already", "finally")
	if j == 0 && !barePast[p.w(0)] && p.managed(0) == 0 && !(p.is(0, "got") && p.is(1, "the", "my")) || j >= n {
		return Reading{}, false
	}
	j = p.opt(j, "just", "already", "finally", "also", "now", "actually", "gone")
	if p.lived(n) {
		return Reading{}, false
	}
	if k := p.managed(j); k > j {
		return p.haveDone(k, n)
	}
	j = p.opt(j, "managed")
	v := p.w(j)
	if p.is(0, "i'm", "i", "we're", "we") && (p.is(j, "done", "finished") || p.is(j, "am") && p.is(j+1, "done", "finished")) {
		k := j + 1
		if p.is(j, "am") {
			k++
		}
		if e := p.opt(k, "with"); e > k {
			return p.finish(Complete, e, n)
		}
		if p.is(0, "i'm") || k >= n || p.is(k, "for", "here") {
			return Reading{}, false
		}
	}
	if p.is(0, "i'm") || p.is(0, "i") && p.is(1, "am") {
		return Reading{}, false
	}
	if p.is(j, "finished", "completed", "done", "did", "ticked", "finish") {
		k := p.opt(j+1, "off", "with", "up", "doing")
		if k >= n {
			return p.about(Complete, Ref{Last: true}, 0, n, Slots{})
		}
		return p.finish(Complete, k, p.dropAgo(k, n))
	}
	ed := len(v) >= 4 && strings.HasSuffix(v, "ed") && !p.is(j, "need", "feed", "speed", "bleed", "breed", "heed", "weed", "seed", "shed", "sled", "exceed", "proceed", "succeed", "agreed")
	if p.kind(j) != word || notDoings[v] || !ed && !pastVerbs[v] || j+1 >= n && !ed {
		return Reading{}, false
	}
	if p.is(0, "just", "already", "finally") && p.is(j, "put", "read", "set", "cut", "quit") {
		return Reading{}, false
	}
	if p.is(j, "got", "had") && p.is(j+1, "a", "an", "some", "no") && (p.dated(j+1, n) || p.is(j+2, "new", "bad", "good", "great", "nice", "lovely")) {
		return Reading{}, false // "i've got a meeting tomorrow", "I got a new puppy"
	}
	if p.is(j, "got", "put") && p.is(j+1, "to", "a", "an") && p.is(j+2, "go", "question", "idea", "problem") || p.is(j, "got") && p.is(j+1, "to") {
		return Reading{}, false
	}
	return p.haveDone(j, n)
}

// dropAgo leaves out when it was done: "yesterday", "this morning", "today". Behind "everything", and behind "due", the
// day says which tasks are meant: "everything due today".
func (p *parser) dropAgo(lo, hi int) int {
	for k := hi - 1; k > lo && k >= hi-4; k-- {
		if p.any(k, "just now", "a minute ago", "already", "an hour ago", "on time", "earlier") == hi {
			return k
		}
		if p.any(k, "yesterday", "today", "this morning", "this afternoon", "tonight", "last night", "earlier today") < hi {
			continue
		}
		if p.is(lo, "everything", "all", "every") {
			return hi
		}
		for k-1 > lo && p.is(k-1, "due", "for", "from") {
			k--
		}
		return k
	}
	return hi
}

// doings are participles that say a thing is done when they stand behind it: "rent paid", "the forms were sent".
var doings = set("paid bought sent booked submitted ordered emailed mailed posted delivered fed cleaned washed fixed returned signed renewed filed cancelled canceled " +
	"called scheduled mowed vacuumed ironed packed printed uploaded downloaded installed repaired replaced refilled watered cooked baked shipped texted")

// passive reads "rent is paid", "the forms have been sent", "milk bought".
func (p *parser) passive(n int) (Reading, bool) {
	if n < 2 || n > 8 || !doings[p.w(n-1)] || p.is(0, "i", "get", "have", "is", "are", "was", "what", "which", "how", "if", "when", "who", "make", "did", "has", "we", "to", "not", "need", "show", "list") {
		return Reading{}, false
	}
	hi := n - 1
	for hi > 1 && p.is(hi-1, "is", "are", "was", "were", "been", "has", "have", "got", "all", "now", "already", "just", ":", "-") {
		hi--
	}
	if hi == n-1 && n > 2 && !p.is(0, "the", "my") || p.is(hi-1, "not", "isn't", "be", "to", "never", "almost", "and", "of", "with", "for", "a", "the") || p.dated(0, hi) || hi < 1 {
		return Reading{}, false
	}
	ref, ok := p.ref(0, hi, true)
	if !ok || ref.Filter != nil {
		return Reading{}, false
	}
	r, ok := p.about(Complete, ref, 0, hi, Slots{})
	if other := p.part(0, n).addTask(p, false); ref.Text != "" && other.Intent == Add {
		other.Alternative, other.Doubt = nil, ""
		r.Alternative, r.Doubt = &other, "I took this as something you have done."
	}
	return r, ok
}
