package understand

// stateLead reads the words before something that is simply so: "i have a dentist appointment friday", "there's a
// meeting at 5", "it's mom's birthday tomorrow". Without a time it is talk.
func (p *parser) stateLead() int {
	n := p.end()
	if p.is(n-1, "?") {
		return 0
	}
	j := p.any(0, "i have a", "i have an", "i have my", "i have the", "i've got a", "i've got an", "i've got my", "i've got the", "i got a", "i got an", "i also have a", "we have a", "we have an", "we've got a", "we've got an", "there's a", "there's an", "there is a", "there is an", "i'm having a", "we're having a")
	if j == 0 {
		if j = p.any(0, "i have", "i've got", "we have", "we've got"); j > 0 && (p.kind(j) != word || notStated[p.w(j)] || pastVerbs[p.w(j)] || len(p.w(j)) > 3 && p.w(j)[len(p.w(j))-2:] == "ed") {
			return 0
		}
		if j == 0 {
			j = p.dayNamed()
		}
		if j == 0 && p.is(0, "it's", "its") && (possessive(p.w(1)) || p.is(1, "my", "our")) {
			j = 1
		}
	}
	if j == 0 || j >= n || p.hasWord(n, "yesterday", "ago") || p.is(j, "question", "problem", "feeling", "headache", "cold", "idea", "lot", "bad", "good", "great") || !p.dated(j, n) {
		return 0
	}
	return j
}

var notStated = set("to been not never already just no nothing any some many done finished gone seen had time only still always yet got")
