package understand

import "time"

// Understand reads one message. now and zone are the person's moment and place; every date in the reading is on that
// wall clock. It depends on nothing else: the same arguments give the same reading.
func Understand(text string, now time.Time, zone *time.Location, context Context) Reading {
	if zone == nil {
		zone = time.UTC
	}
	c := clean(text)
	toks := tokenize(c.text)
	p := &parser{c: c, t: toks, now: now.In(zone), zone: zone, ctx: context}
	p.today, p.minute = dayOf(p.now)
	quotes := quote(c.text, toks)
	if len(context.Literal) > 0 {
		literal(c, toks, context.Literal)
	}
	for i := range toks {
		look(&toks[i])
	}
	return p.read(quotes)
}
