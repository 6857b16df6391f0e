package feed

// A Position is the version that a client is at: the one of the last frame
// it was told.
type Position uint64

// A Verdict is what to do with a fact for one client.
type Verdict int

// Verdicts.
const (
	Skip  Verdict = iota // the client has it
	Tell                 // it is the client's next
	Doubt                // facts before it are missing: resync to its version
)

// Take moves the position to a fact, unless that would be back.
func (p *Position) Take(version uint64) Verdict {
	at := uint64(*p)
	if version <= at {
		return Skip
	}
	*p = Position(version)
	if version == at+1 {
		return Tell
	}
	return Doubt
}
