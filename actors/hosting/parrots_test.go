package hosting

import (
	"context"
	"errors"
	"os"
	"sync"
	"testing"

	"github.com/errandapp/errand/internal/pgtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

var errParrot = errors.New("the parrot will not")

// parrots are actors that repeat what they are told, and remember it.
type parrots struct {
	mu     sync.Mutex
	active map[string][]string // what each was told, by id
	fail   bool
}

func newParrots() *parrots { return &parrots{active: map[string][]string{}} }

func (p *parrots) told(id, what string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.fail {
		return errParrot
	}
	p.active[id] = append(p.active[id], what)
	return nil
}

func (p *parrots) Invoke(_ context.Context, id, method string, payload []byte) ([]byte, error) {
	return payload, p.told(id, "invoke "+method)
}
func (p *parrots) Remind(_ context.Context, id, name string) error { return p.told(id, "remind "+name) }
func (p *parrots) Fire(_ context.Context, id, name string) error   { return p.told(id, "fire "+name) }

func (p *parrots) DeactivateAll() {
	p.mu.Lock()
	defer p.mu.Unlock()
	clear(p.active)
}

func (p *parrots) Deactivate(id string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.active, id)
}
