package swarm

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// Finish waits until every client has the last version of its list, as
// Fetch tells it, and stops them. Nothing may be written meanwhile. The error
// tells broken promises, and how many are left behind; the samples are of all
// facts that were told.
func (s *Swarm) Finish(ctx context.Context) ([]Sample, error) {
	defer s.Stop()
	want := map[string]uint64{}
	for _, l := range s.lists {
		version, err := s.fetchLast(ctx, l)
		if err != nil {
			return nil, err
		}
		want[l.name] = version
	}
	err := s.await(ctx, func() error {
		behind := 0
		for _, c := range s.clients {
			if c.at.Load() < want[c.list.name] {
				behind++
			}
		}
		if behind > 0 {
			return fmt.Errorf("%d clients have not been told the last facts; connections ended: %v", behind, s.Ends())
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	s.Stop() // now the clients' fields are ours
	var samples []Sample
	for i, c := range s.clients {
		if c.check.Have != want[c.list.name] {
			s.broke(fmt.Errorf("client %d is at %d, list %s is at %d", i, c.check.Have, c.list.name, want[c.list.name]))
		}
		samples = append(samples, c.list.samples(c.seen)...)
	}
	return samples, errors.Join(s.Broken()...)
}

// fetchLast reads a list's version, which nothing acknowledged may be above.
func (s *Swarm) fetchLast(ctx context.Context, l *list) (uint64, error) {
	version, err := s.Fetch(ctx, l.name)
	if err != nil {
		return 0, fmt.Errorf("list %s: %w", l.name, err)
	}
	if last := l.at(); version < last {
		return 0, fmt.Errorf("list %s: version %d was acknowledged, and it is at %d", l.name, last, version)
	}
	return version, nil
}

// kind shortens an error to what many have in common.
func kind(text string) string {
	for _, known := range []string{"connection refused", "connection reset", "EOF", "503", "deadline exceeded", "broken pipe", "fetch the list", "ticket"} {
		if strings.Contains(text, known) {
			return known
		}
	}
	return text
}
