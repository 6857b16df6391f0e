package hosting

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"
)

// Actors are all actors of one type that are active in this process.
type Actors interface {
	// Invoke is a call to a method. The error means that the actor cannot
	// answer at all; everything else is in the reply.
	Invoke(ctx context.Context, id, method string, payload []byte) ([]byte, error)
	// Remind is the ring of a reminder. An error makes Dapr ring again.
	Remind(ctx context.Context, id, name string) error
	// Fire is the end of a timer.
	Fire(ctx context.Context, id, name string) error
	// Deactivate lets an actor go from memory. All that matters is saved.
	Deactivate(id string)
	// DeactivateAll lets all of them go.
	DeactivateAll()
}

// begin is when a sidecar begins to bring calls, or another one does. Whatever
// is in memory was there for the one before: a sidecar that died has told
// nobody that its actors moved away, they may have been written elsewhere, and
// the fence keeps a stale one from saving, not from being read.
func (t Types) begin() {
	for _, actors := range t {
		actors.DeactivateAll()
	}
}

// Types are the types of actors that this process hosts, by name.
type Types map[string]Actors

// Settings of all types. Drain is off: daprd blocks the whole type while it
// drains, and the draining turns then wait for their own state calls.
// Reentrancy is off too: an actor never calls itself.
const (
	IdleTimeout = 10 * time.Minute
	checkEvery  = 2 * time.Second
)

// names are the types in a fixed order.
func (t Types) names() []string { return slices.Sorted(maps.Keys(t)) }

// of are the actors of a type.
func (t Types) of(name string) (Actors, error) {
	actors, ok := t[name]
	if !ok {
		return nil, fmt.Errorf("no actor type %q", name)
	}
	return actors, nil
}
