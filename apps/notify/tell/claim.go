package tell

import "time"

// How long a claim counts. A send is cut off long before Abandoned, so that
// two never send at once unless one of them was stopped in between.
const (
	Abandoned  = time.Minute         // after which a claim that says "sending" may be taken over
	Remembered = 30 * 24 * time.Hour // after which a claim is forgotten
)

// A claim says what became of a notice on one route.
type claim struct {
	State  string    `json:"state"`
	By     string    `json:"by,omitempty"`     // a random name of the one who sends
	At     time.Time `json:"at"`               // since when it is so
	Try    int       `json:"try,omitempty"`    // 1 for the first
	Next   time.Time `json:"next,omitzero"`    // when it is looked at again, when waiting
	Words  string    `json:"words,omitempty"`  // for the person
	Device string    `json:"device,omitempty"` // its name, for the receipts
	Lost   string    `json:"lost,omitempty"`   // why it is given up, as soon as it is among the dead letters
}

// The states of a claim, which are outcomes too.
const (
	sending  = "sending"
	sent     = "sent"
	waiting  = "waiting"   // it is tried, or looked at, again
	failed   = "failed"    // given up: it is among the dead letters
	notTold  = "not_told"  // there was a reason not to
	digested = "digest"    // it waits for the digest
	bundled  = "in_digest" // it is part of a digest, which has claims of its own
	unknown  = "unknown"   // of a try only: whether it went out is not known
)

// over reports whether nothing is left to do.
func (c claim) over() bool { return c.State == sent || c.State == failed || c.State == notTold }

func claimOf(id, route string) string { return "notify/claim/" + id + "/" + route }
