package understand

// saidClock reads hour and minutes in words without an "at": "four thirty", "seven forty-five". i is the hour, j what
// follows it. They need a day beside them ("friday four thirty") or the front of the message, where what they count
// would follow: "two fifteen inch monitors".
func (p *parser) saidClock(i, j, hour int) (clockVal, int) {
	m, k := p.spokenMinutes(j)
	if k == j || !p.right(k) || p.lex(k).unit != noUnit || p.w(k) == "-" && p.glued(k) {
		return clockVal{}, i
	}
	front := i == 0 && m%15 == 0 && p.kind(k) == word && !measured[p.w(k)] && !p.lex(k).isNum && p.w(k)[len(p.w(k))-1] != 's'
	if !front && !p.dayBefore(i) && !p.dayBeside(k) && !p.dayPartFollows(k) {
		return clockVal{}, i
	}
	return clockVal{min: bareHour(hour)*60 + m, bare: true}, k
}

// dayBefore tells whether the word before i is a day or a part of one.
func (p *parser) dayBefore(i int) bool {
	if p.w(i-1) == "," {
		i--
	}
	l := p.lex(i - 1)
	return i > 0 && (l.weekday > 0 || l.rel > 0 || l.part > noPart)
}

// measured are what a number before them counts although they do not look like a plural.
var measured = set("inch foot feet litre liter gallon kilo kg pound metre meter page point piece euro euros dollar man person people seater a the of and or percent mile word percentage")
