package stack

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"path/filepath"
	"sync"

	"github.com/errandapp/errand/deploy/local/replace"
)

// Free ports come from below the range that the kernel takes for outgoing
// connections, which would grab one between our look and its use.
const (
	lowestPort  = 20000
	highestPort = 32000
)

// ports gives every purpose a port and remembers it, so that a URL, and a
// client that reconnects, find the same one after a restart.
type ports struct {
	file string

	mu    sync.Mutex     // guards the fields below
	saved map[string]int // by purpose, from the last run
	now   map[string]int // by purpose, this run
	taken map[int]string // this run, to its purpose
	given map[int]bool   // in the run file: not for other purposes
}

func openPorts(data string) (*ports, error) {
	p := &ports{file: filepath.Join(data, "ports.json"), saved: map[string]int{}, now: map[string]int{}, taken: map[int]string{}, given: map[int]bool{}}
	text, err := os.ReadFile(p.file)
	if errors.Is(err, os.ErrNotExist) {
		return p, nil
	}
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(text, &p.saved); err != nil {
		return nil, fmt.Errorf("%s: %w (it may be removed)", p.file, err)
	}
	return p, nil
}

// save writes what was given out.
func (p *ports) save() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	text, err := json.MarshalIndent(p.now, "", "  ")
	if err != nil {
		return err
	}
	return replace.File(p.file, append(text, '\n'), 0o644)
}

// pick is a free port for a purpose: last run's, else the preferred one (0: none
// is), else any.
func (p *ports) pick(purpose string, preferred int) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, n := range []int{p.saved[purpose], preferred} {
		if n > 0 && !p.given[n] && p.free(n) {
			return p.give(purpose, n), nil
		}
	}
	for range 1000 {
		if n := lowestPort + rand.IntN(highestPort-lowestPort); !p.given[n] && p.free(n) {
			return p.give(purpose, n), nil
		}
	}
	return 0, errors.New("no free port found")
}

// claim takes exactly this port for a purpose.
func (p *ports) claim(purpose string, n int) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if other := p.taken[n]; other != "" {
		return 0, fmt.Errorf("port %d is also the port of %s", n, other)
	}
	if !p.free(n) {
		return 0, fmt.Errorf("port %d is in use by another program: stop that one, or use free ports with -free-ports", n)
	}
	return p.give(purpose, n), nil
}

func (p *ports) give(purpose string, n int) int {
	p.now[purpose], p.taken[n] = n, purpose
	return n
}

func (p *ports) free(n int) bool {
	if p.taken[n] != "" {
		return false
	}
	l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", n))
	if err != nil {
		return false
	}
	l.Close()
	return true
}
