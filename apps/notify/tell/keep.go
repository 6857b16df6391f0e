package tell

import "time"

// A keep is what must be at hand when a notice is looked at again.
type keep struct {
	Notice Notice   `json:"notice"`
	Trace  string   `json:"trace,omitempty"`
	Facts  [][]byte `json:"facts,omitempty"` // as they came, to the byte: dead letters, if need be
}

func keepKey(id string) string { return "notify/kept/" + id }

// keptFor is longer than any plan and every wait for quiet hours.
const keptFor = 7 * 24 * time.Hour

func (o *telling) keep() keep {
	if o.kept != nil {
		return *o.kept
	}
	k := keep{Notice: o.Notice, Trace: o.TraceParent}
	if o.Fact != nil {
		k.Facts = append(k.Facts, o.Fact)
	}
	for _, item := range o.Items {
		if item.Fact != nil {
			k.Facts = append(k.Facts, item.Fact)
		}
	}
	return k
}

// keeping are the writes for notices that will be looked at again.
func keeping(ways []*way) (writes []Write) {
	done := map[string]bool{}
	for _, w := range ways {
		if !w.look.IsZero() && w.of.kept == nil && !done[w.of.ID] {
			done[w.of.ID] = true
			writes = append(writes, Write{Key: keepKey(w.of.ID), Value: mustJSON(w.of.keep()), TTL: keptFor})
		}
	}
	return writes
}
