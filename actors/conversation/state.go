package conversation

import (
	"encoding/json"
	"slices"
	"time"
)

// Bounds of a conversation.
const (
	PageTurns  = 16       // turns of a page
	MaxPages   = 50       // pages that are kept: the last 800 turns
	MaxSettled = 16       // messages that are settled and not remembered
	MaxAnswer  = 64 << 10 // bytes of an answer
	MaxRead    = 1 << 20  // bytes of the turns that are read at once, about
)

// A State is one conversation. The zero State is one that has not begun. It
// is never changed: each method returns a new one that shares what is the
// same.
type State struct {
	Memory  Memory
	Settled []Settled // oldest first
	Pages   []*Page   // oldest first, numbered without gaps
	Turns   uint64    // number of the last turn
}

// Settled is a message with what it comes to. It is forgotten with the
// message's turn.
type Settled struct {
	Message string `json:"message"`
	Plan    Plan   `json:"plan"`
}

// A Page is up to PageTurns turns. Whoever holds it must not change it.
type Page struct {
	Number uint32 `json:"-"` // from 1
	Turns  []Turn `json:"turns"`
}

// A Turn is a message and its answer.
type Turn struct {
	Number  uint64          `json:"number"`          // from 1, without gaps
	Message string          `json:"message"`         // id, made by its sender
	At      time.Time       `json:"at"`              // when it was answered
	ReadAt  time.Time       `json:"readAt,omitzero"` // the moment that "tomorrow" was counted from; may be before At
	Zone    string          `json:"zone,omitempty"`  // IANA name of the zone that this was in
	Text    string          `json:"text"`            // as it was written
	Answer  json.RawMessage `json:"answer"`          // a JSON object: the answer as it was given, but for its tasks
	Tasks   []string        `json:"tasks,omitempty"` // ids of the tasks that it showed
}

// Answered is the turn of a message that was answered before.
func (s State) Answered(message string) (Turn, bool) {
	for _, p := range slices.Backward(s.Pages) {
		for _, t := range slices.Backward(p.Turns) {
			if t.Message == message {
				return t, true
			}
		}
	}
	return Turn{}, false
}

// Plan is what a message came to that was settled before and not answered.
func (s State) Plan(message string) (Plan, bool) {
	for _, x := range s.Settled {
		if x.Message == message {
			return x.Plan, true
		}
	}
	return Plan{}, false
}

// MemoryAt is what a message may refer to that comes at the moment.
func (s State) MemoryAt(now time.Time) Memory { return s.Memory.at(now) }

// Settle keeps what a message comes to. What it came to first stands.
func (s State) Settle(message string, p Plan) State {
	if _, ok := s.Plan(message); ok {
		return s
	}
	if _, ok := s.Answered(message); ok {
		return s
	}
	keep := s.Settled[max(0, len(s.Settled)+1-MaxSettled):]
	s.Settled = append(slices.Clone(keep), Settled{message, p})
	return s
}

// Remember keeps a turn, whose number it gives, and the memory from now on.
// The first answer to a message stands.
func (s State) Remember(t Turn, m Memory, now time.Time) State {
	if _, ok := s.Answered(t.Message); ok {
		return s
	}
	s.Turns++
	t.Number = s.Turns
	s.Pages = written(s.Pages, t)
	s.Memory = m.kept(now)
	s.Settled = slices.DeleteFunc(slices.Clone(s.Settled), func(x Settled) bool { return x.Message == t.Message })
	return s
}

// Forget ends the memory.
func (s State) Forget() State {
	s.Memory = Memory{}
	return s
}

// written is the pages with one more turn, and without those that are too old.
func written(pages []*Page, t Turn) []*Page {
	n := len(pages)
	if n > 0 && len(pages[n-1].Turns) < PageTurns {
		last := pages[n-1]
		pages = slices.Clone(pages)
		pages[n-1] = &Page{last.Number, append(slices.Clone(last.Turns), t)}
		return pages
	}
	number := uint32(1)
	if n > 0 {
		number = pages[n-1].Number + 1
	}
	keep := pages[max(0, n+1-MaxPages):]
	return append(slices.Clone(keep), &Page{number, []Turn{t}})
}

// Before are the turns before a number, oldest first, limit at most and the
// latest ones, and fewer when they are long; 0 is after the last. more says
// that there are earlier ones, and then there is one turn at least.
func (s State) Before(number uint64, limit int) (turns []Turn, more bool) {
	size := 0
	for _, p := range slices.Backward(s.Pages) {
		for _, t := range slices.Backward(p.Turns) {
			if number != 0 && t.Number >= number {
				continue
			}
			size += t.size()
			if len(turns) == limit || len(turns) > 0 && size > MaxRead {
				slices.Reverse(turns)
				return turns, true
			}
			turns = append(turns, t)
		}
	}
	slices.Reverse(turns)
	return turns, false
}

// size is about how many bytes the turn has when it is sent.
func (t Turn) size() int {
	n := len(t.Message) + len(t.Text) + len(t.Answer)
	for _, id := range t.Tasks {
		n += len(id)
	}
	return n
}
