// Package storetest is a store in memory for the tests of hosts. It keeps what
// Dapr's store and the fence promise, and fails as it is told.
package storetest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"strconv"
	"sync"

	"github.com/errandapp/errand/actors/hosting"
)

// Err is every failure but the fence's.
var Err = errors.New("made to fail")

// An Outcome is how a call ends.
type Outcome int

// The two ways to fail look the same from outside.
const (
	Works Outcome = iota
	Fails
	FailsButHappens
)

// A Store makes all writes of a save or none, and takes only heads whose
// revision goes up by one. Its fields may be looked at and set between calls.
type Store struct {
	Keys  map[string]map[string][]byte // by actor
	Next  []Outcome                    // of the coming saves
	Down  bool
	Gets  int
	Saves int
	Bytes int // written by the last save

	mu sync.Mutex
}

// New is a store without actors.
func New() *Store { return &Store{Keys: map[string]map[string][]byte{}} }

// Get implements hosting.Store.
func (s *Store) Get(ctx context.Context, id, key string) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.Gets++
	if s.Down || ctx.Err() != nil {
		return nil, Err
	}
	return bytes.Clone(s.Keys[id][key]), nil
}

// Save implements hosting.Store.
func (s *Store) Save(_ context.Context, id string, writes []hosting.Write) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.Saves++
	how := Works
	if len(s.Next) > 0 {
		how, s.Next = s.Next[0], s.Next[1:]
	}
	if s.Down || how == Fails {
		return Err
	}
	after := maps.Clone(s.Keys[id])
	if after == nil {
		after = map[string][]byte{}
	}
	s.Bytes = 0
	for _, w := range writes {
		if w.Value == nil {
			delete(after, w.Key)
			continue
		}
		if w.Key == hosting.HeadKey {
			if stored, given := revision(after[w.Key]), revision(w.Value); given != stored+1 {
				return fmt.Errorf("errand: stale head: revision %d after %d", given, stored)
			}
		}
		after[w.Key] = bytes.Clone(w.Value)
		s.Bytes += len(w.Value)
	}
	s.Keys[id] = after
	if how == FailsButHappens {
		return Err
	}
	return nil
}

var revisionPattern = regexp.MustCompile(`^\{"format":\d+,"revision":(\d+),`)

// revision reads a head as the fence does.
func revision(head []byte) uint64 {
	m := revisionPattern.FindSubmatch(head)
	if m == nil {
		return 0
	}
	n, err := strconv.ParseUint(string(m[1]), 10, 64)
	if err != nil {
		panic(err)
	}
	return n
}
