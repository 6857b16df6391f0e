package understand

import (
	"strings"
	"unicode/utf8"
)

// lastMade tells whether the words mean the task that was just made: "the one I just added".
func (p *parser) lastMade(lo, hi int) bool {
	j := p.any(lo, "the last one", "the one", "the last task", "the task", "the last thing", "the thing", "that one", "that task", "what")
	if j == lo {
		return false
	}
	j = p.opt(j, "that", "which")
	k := p.any(j, "i just", "i've just", "i have just", "you just", "you've just", "we just", "i", "we")
	if k == j || !(p.is(k-1, "just") || p.is(lo+1, "last")) {
		return false
	}
	return p.any(k, "added", "created", "made", "entered", "wrote", "put in", "gave you", "told you", "mentioned", "set up", "typed") == hi
}

// festive tells whether token i only rejoices: "🎉", "💪".
func (p *parser) festive(i int) bool {
	if i < 0 || p.kind(i) != symbol || checkMark(p.t[i].n) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(p.t[i].n)
	return strings.ContainsRune("🎉🥳🎊💪🙌👏🙏😊😀😃😄😁😎😅🤩🤗🔥✨⭐🌟🏆🚀💯👍👌❤💃🕺🍾🥂", r)
}

// dropFestive leaves the cheers behind tokens [lo, hi) out.
func (p *parser) dropFestive(lo, hi int) int {
	for hi-1 > lo && p.festive(hi-1) {
		hi--
	}
	return hi
}
