package conversation

import "github.com/errandapp/errand/actors/tasklist"

// ActorType is the type of the Dapr actor that keeps a conversation; the
// actor's id is the person's, and so that of the list.
const ActorType = "Conversation"

// Actor methods; the argument of each is the struct of its name.
const (
	MethodAsk      = "Ask"
	MethodSettle   = "Settle"
	MethodRemember = "Remember"
	MethodBack     = "Back"
)

// Ask asks what is known before a message is answered. The Reply has its Turn
// when it was answered before, else its Plan when it was settled, else the
// Memory to read it with.
type Ask struct {
	Message string `json:"message"`
}

// Settle keeps what a message comes to, before that is done. The Reply has
// the Plan that counts, which is the first, or the Turn, as Ask has.
type Settle struct {
	Message string `json:"message"`
	Plan    Plan   `json:"plan"`
}

// Remember keeps a turn and the memory for the next message. The Reply has
// the Turn that counts, which is the first.
type Remember struct {
	Turn   Turn   `json:"turn"` // without its number
	Memory Memory `json:"memory"`
}

// MaxBack is how many turns are read at once.
const MaxBack = 100

// Back reads the scroll-back: the Limit turns before the one with the number,
// the last ones when that is 0.
type Back struct {
	Before uint64 `json:"before,omitempty"`
	Limit  int    `json:"limit"` // 1 to MaxBack
}

// A Reply is what the actor answers.
type Reply struct {
	Turn   *Turn          `json:"turn,omitempty"`
	Plan   *Plan          `json:"plan,omitempty"`
	Memory Memory         `json:"memory,omitzero"`
	Turns  []Turn         `json:"turns,omitempty"` // oldest first
	More   bool           `json:"more,omitempty"`  // there are earlier ones
	Fault  tasklist.Fault `json:"fault,omitempty"` // the machinery cannot, or may have: send again
}

// Failed is the reply's fault.
func (r Reply) Failed() tasklist.Fault { return r.Fault }
