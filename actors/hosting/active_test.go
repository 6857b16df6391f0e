package hosting

import (
	"context"
	"errors"
	"sync"
	"testing"
)

// A counter is an actor. Nothing guards it: the race detector sees turns that
// meet.
type counter struct {
	id    string
	life  int // how often the id was in memory before
	turns int
}

// counters are in memory; lives and gone are not guarded either.
type counters struct {
	Active[counter, int]
	lives map[string]int
	gone  []string
}

func newCounters() *counters {
	c := &counters{lives: map[string]int{}}
	c.New = func(id string) *counter {
		c.lives[id]++
		return &counter{id: id, life: c.lives[id] - 1}
	}
	c.Gone = func(id string) { c.gone = append(c.gone, id) }
	return c
}

func count(_ context.Context, c *counter) (int, error) {
	c.turns++
	return c.turns, nil
}

func TestAnActorHasOneTurnAtATime(t *testing.T) {
	const callers, each = 8, 300
	c := newCounters()
	ids := []string{"ann", "bob", "cleo"}
	var all sync.WaitGroup
	for caller := range callers {
		all.Go(func() {
			for n := range each {
				if _, err := c.Turn(t.Context(), ids[(caller+n)%len(ids)], count); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	for _, id := range ids {
		if got, err := c.Turn(t.Context(), id, count); got != callers*each/len(ids)+1 || err != nil || c.lives[id] != 1 {
			t.Errorf("%s: turn %d, %v, life %d", id, got, err, c.lives[id])
		}
	}
}

// TestAnActorWaitsForNoOther: the turn of one is as long as that of another.
func TestAnActorWaitsForNoOther(t *testing.T) {
	c := newCounters()
	got, err := c.Turn(t.Context(), "ann", func(ctx context.Context, ann *counter) (int, error) {
		return c.Turn(ctx, "bob", func(_ context.Context, bob *counter) (int, error) {
			if ann.id != "ann" || bob.id != "bob" {
				t.Errorf("got %s and %s", ann.id, bob.id)
			}
			return 7, nil
		})
	})
	if got != 7 || err != nil {
		t.Errorf("got %d, %v", got, err)
	}
}

func TestATurnGoesOnWithoutItsCaller(t *testing.T) {
	type key struct{}
	ctx, leave := context.WithCancel(context.WithValue(t.Context(), key{}, "trace"))
	leave()
	c := newCounters()
	_, err := c.Turn(ctx, "ann", func(ctx context.Context, _ *counter) (int, error) {
		if _, ok := ctx.Deadline(); !ok || ctx.Value(key{}) != "trace" {
			t.Errorf("the turn has %v", ctx)
		}
		return 0, ctx.Err()
	})
	if err != nil {
		t.Error(err)
	}
}

// TestAnActivationThatFails leaves an actor that the next turn may try to
// read again; so does one that ends in a panic.
func TestAnActivationThatFails(t *testing.T) {
	c := newCounters()
	away := errors.New("the store is away")
	got, err := c.Turn(t.Context(), "ann", func(context.Context, *counter) (int, error) { return 5, away })
	if got != 5 || !errors.Is(err, away) {
		t.Errorf("got %d, %v", got, err)
	}
	func() {
		defer func() {
			if said := recover(); said != "ouch" {
				t.Errorf("got %v", said)
			}
		}()
		got, err := c.Turn(t.Context(), "ann", func(context.Context, *counter) (int, error) { panic("ouch") })
		t.Errorf("a panic came to %d, %v", got, err)
	}()
	if got, err := c.Turn(t.Context(), "ann", count); got != 1 || err != nil || c.lives["ann"] != 1 {
		t.Errorf("the next turn: %d, %v, life %d", got, err, c.lives["ann"])
	}
}
