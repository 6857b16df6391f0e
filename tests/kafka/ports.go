package kafka

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"strings"
)

// Free ports come from below those that the kernel takes for outgoing
// connections, which would grab one before it is used.
const (
	lowestPort  = 20000
	highestPort = 32000
)

// freePort is one that nobody listens on, and that is not in taken.
func freePort(taken map[int]bool) (int, error) {
	for range 1000 {
		n := lowestPort + rand.IntN(highestPort-lowestPort)
		if taken[n] {
			continue
		}
		if l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", n)); err == nil {
			return n, l.Close()
		}
	}
	return 0, errors.New("no free port found")
}

// Alone makes the node the only one of its cluster, unless it has voters.
func (n *Node) Alone() (err error) {
	if n.Controller == 0 {
		if n.Controller, err = freePort(map[int]bool{n.Port: true}); err != nil {
			return err
		}
	}
	if n.Voters == "" {
		n.Voters = fmt.Sprintf("%d@127.0.0.1:%d", n.ID, n.Controller)
	}
	return nil
}

// Set adds a setting, name=value.
func (n *Node) Set(text string) error {
	name, value, ok := strings.Cut(text, "=")
	if !ok || name == "" {
		return fmt.Errorf("%q is not name=value", text)
	}
	n.Settings[name] = value
	return nil
}
