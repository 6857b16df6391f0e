package hosting

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
)

// TestLetGoDuringATurn: the turn ends with the actor it began with, and the
// next does not wait for it, but has an actor of its own.
func TestLetGoDuringATurn(t *testing.T) {
	c := newCounters()
	for range 2 {
		if _, err := c.Turn(t.Context(), "ann", count); err != nil {
			t.Fatal(err)
		}
	}
	got, err := c.Turn(t.Context(), "ann", func(ctx context.Context, old *counter) (int, error) {
		c.Deactivate("ann")
		next, err := c.Turn(ctx, "ann", func(ctx context.Context, fresh *counter) (int, error) {
			if old.life != 0 || fresh.life != 1 {
				t.Errorf("lives %d and %d", old.life, fresh.life)
			}
			return count(ctx, fresh)
		})
		if next != 1 || err != nil {
			t.Errorf("the successor's turn: %d, %v", next, err)
		}
		return count(ctx, old)
	})
	if got != 3 || err != nil {
		t.Errorf("the turn: %d, %v", got, err)
	}
	if got, err := c.Turn(t.Context(), "ann", count); got != 2 || err != nil {
		t.Errorf("the turn after both: %d, %v", got, err)
	}
	c.Deactivate("bob") // he never was in memory
	if want := []string{"ann", "bob"}; !slices.Equal(c.gone, want) {
		t.Errorf("gone are %v, want %v", c.gone, want)
	}
}

// TestTurnsAndLettingGo meet in any order: no turn meets another of the same
// life, and a life begins when the one before is gone.
func TestTurnsAndLettingGo(t *testing.T) {
	const callers, each = 4, 500
	c := newCounters()
	made, gone := 0, 0 // guarded by nothing but what guards New and Gone
	there := false
	c.New = func(id string) *counter {
		if there {
			t.Error("a life began in another")
		}
		there = true
		made++
		return &counter{id: id}
	}
	c.Gone = func(string) {
		there = false
		gone++
	}
	var turns atomic.Int64
	var all sync.WaitGroup
	for range callers {
		all.Go(func() {
			for range each {
				if _, err := c.Turn(t.Context(), "ann", count); err != nil {
					t.Error(err)
				}
				turns.Add(1)
			}
		})
		all.Go(func() {
			for range each {
				c.Deactivate("ann")
			}
		})
	}
	all.Wait()
	if turns.Load() != callers*each || gone != callers*each || made < 1 || made > gone+1 {
		t.Errorf("%d turns, %d lives, %d ends", turns.Load(), made, gone)
	}
}

// TestAllAreLetGo: each begins anew, and is told of once.
func TestAllAreLetGo(t *testing.T) {
	c := newCounters()
	for _, id := range []string{"ann", "bob"} {
		if _, err := c.Turn(t.Context(), id, count); err != nil {
			t.Fatal(err)
		}
	}
	c.DeactivateAll()
	c.DeactivateAll()
	slices.Sort(c.gone)
	if want := []string{"ann", "bob"}; !slices.Equal(c.gone, want) {
		t.Errorf("gone are %v, want %v", c.gone, want)
	}
	if got, err := c.Turn(t.Context(), "ann", count); got != 1 || err != nil {
		t.Errorf("the turn after: %d, %v", got, err)
	}
}
