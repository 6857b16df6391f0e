package hosting

import (
	"context"
	"sync"
	"time"
)

// TurnTime is how long a turn may take, the wait for the one before it
// included. What takes longer has failed, with an outcome that is unknown.
const TurnTime = 8 * time.Second

// Active are the actors of one type that are in memory: each an A, with turns
// that reply R.
type Active[A, R any] struct {
	New  func(id string) *A // an actor that has read nothing yet
	Gone func(id string)    // an actor was let go; nil when nobody needs to know

	mu     sync.Mutex // held while New and Gone run: an actor is made when the one before it has gone
	actors map[string]*taken[A]
}

// A taken actor has one turn: mu is held for the whole of it. Dapr takes one
// turn at a time, but begins the next when the caller of one has gone away,
// without waiting for it to end.
type taken[A any] struct {
	mu    sync.Mutex
	actor *A
}

// Turn runs one turn at a time on an actor, for TurnTime at most. A turn goes
// on when its caller has gone: half a turn is worse than a late one. The actor
// stays in memory whatever the error; what it forgets then is its own to say.
func (a *Active[A, R]) Turn(ctx context.Context, id string, turn func(context.Context, *A) (R, error)) (R, error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), TurnTime)
	defer cancel()
	one := a.one(id)
	one.mu.Lock()
	defer one.mu.Unlock()
	return turn(ctx, one.actor)
}

// one is the actor in memory.
func (a *Active[A, R]) one(id string) *taken[A] {
	a.mu.Lock()
	defer a.mu.Unlock()
	one, ok := a.actors[id]
	if !ok {
		if a.actors == nil {
			a.actors = map[string]*taken[A]{}
		}
		one = &taken[A]{actor: a.New(id)}
		a.actors[id] = one
	}
	return one
}

// Deactivate lets an actor go from memory, without waiting for a turn that is
// under way or about to begin: that one goes on with what it has, and the
// fence keeps it and its successor from both saving.
func (a *Active[A, R]) Deactivate(id string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.letGo(id)
}

// DeactivateAll lets all actors go, as Deactivate does each.
func (a *Active[A, R]) DeactivateAll() {
	a.mu.Lock()
	defer a.mu.Unlock()
	for id := range a.actors {
		a.letGo(id)
	}
}

// letGo forgets an actor. a.mu is held.
func (a *Active[A, R]) letGo(id string) {
	delete(a.actors, id)
	if a.Gone != nil {
		a.Gone(id)
	}
}
