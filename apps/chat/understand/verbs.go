package understand

// taskVerbs begin what people have to do. They are only a hint: what they stand behind is no part of their phrase.
var taskVerbs = set("call pay buy send feed take wash email water text visit submit book order renew cancel return write read clean fix finish " +
	"mow vacuum sweep mop charge refill replace update install upload download print scan sign ring phone message meet pick drop collect bring " +
	"cook bake walk empty change file apply register pack unpack move sell donate ask tell remind schedule reschedule arrange prepare prep draft " +
	"do make get go see attend join practice practise stretch meditate exercise backup check review plan study learn tidy iron fold hang")

// nounToo are those of them that are as often things: "weekly review", "daily walk".
var nounToo = set("check review plan walk call message update change file text order book read practice exercise study draft move scan charge drop stretch visit sweep return ring pack print meet water")

// verbAt tells whether the word at i is what is to be done: "call the bank", "pay rent", but not "call" in "weekly call".
func (p *parser) verbAt(i int) bool {
	w := p.w(i)
	if !taskVerbs[w] || i+1 >= len(p.t) {
		return false
	}
	return !nounToo[w] || determiners[p.w(i+1)] || p.is(i+1, "up", "out", "back", "for", "off", "down", "in") && p.is(i, "check", "read", "walk", "call", "pack", "drop")
}
