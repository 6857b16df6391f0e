package swarm

import (
	"bytes"
	"fmt"
	"strconv"
)

// A Check is what a client knows: the version of the list that it shows, and
// how far the connection has told it. The zero value shows an empty list.
type Check struct {
	List string
	Have uint64 // version of the list that it shows
	told uint64 // version of the last frame
	open bool   // hello has been heard
	ask  bool   // it was told to resync, and has not fetched the list yet
}

// A Kind is what a frame is.
type Kind int

// Kinds of frames.
const (
	Hello Kind = iota + 1
	Fact
	Resync
	Ping
)

// A Frame is what a client reads of a frame.
type Frame struct {
	Kind    Kind
	Version uint64
	id      []byte // of the fact
}

// Connect begins a connection; the answer is the version to ask for.
func (c *Check) Connect() (since uint64) {
	c.told, c.open, c.ask = c.Have, false, false
	return c.Have
}

// Take hears a frame. fetch says that the list must be fetched now; news that
// the frame's fact is one the client did not have. The error says what the
// frame breaks.
func (c *Check) Take(f Frame) (fetch, news bool, err error) {
	if c.open == (f.Kind == Hello) {
		return false, false, c.broken("hello is the first frame, and only that", f)
	}
	if c.ask {
		return false, false, c.broken("the list was not fetched", f)
	}
	switch f.Kind {
	case Hello:
		c.open = true
		if f.Version < c.told {
			return false, false, c.broken("hello to a version below since", f)
		}
	case Resync:
		if f.Version < c.told {
			return false, false, c.broken("resync goes back", f)
		}
		c.told, c.ask = f.Version, true
		return true, false, nil
	case Fact:
		if f.Version <= c.told {
			return false, false, c.broken("REPEAT", f)
		}
		if f.Version != c.told+1 || f.Version > c.Have+1 {
			return false, false, c.broken("SKIP", f)
		}
		if !ofVersion(f.id, c.List, f.Version) {
			return false, false, c.broken(fmt.Sprintf("the fact is %q", f.id), f)
		}
		c.told = f.Version
		if news = f.Version == c.Have+1; news {
			c.Have = f.Version
		}
	}
	return false, news, nil
}

// Fetched takes in the version of the list that was fetched.
func (c *Check) Fetched(version uint64) error {
	if version < c.told || version < c.Have {
		return fmt.Errorf("list %s, at %d, told %d: the list that was fetched is at %d", c.List, c.Have, c.told, version)
	}
	c.Have, c.ask = version, false
	return nil
}

func (c *Check) broken(what string, f Frame) error {
	return fmt.Errorf("list %s, at %d, told %d: %s: frame %d with version %d", c.List, c.Have, c.told, what, f.Kind, f.Version)
}

// ofVersion compares without making a string.
func ofVersion(id []byte, list string, version uint64) bool {
	rest, ok := bytes.CutPrefix(id, []byte(list))
	if !ok || len(rest) < 2 || rest[0] != '/' {
		return false
	}
	n, err := strconv.ParseUint(string(rest[1:]), 10, 64)
	return err == nil && n == version
}

// The beginnings of frames, as the contract has them.
var (
	factStart   = []byte(`{"type":"fact","version":`)
	helloStart  = []byte(`{"type":"hello","version":`)
	resyncStart = []byte(`{"type":"resync","version":`)
	pingFrame   = []byte(`{"type":"ping"}`)
	idStart     = []byte(`"id":"`)
)

// Read reads as much of a frame as a client needs.
func Read(raw []byte) (Frame, error) {
	var f Frame
	var rest []byte
	switch {
	case bytes.HasPrefix(raw, factStart):
		f.Kind, rest = Fact, raw[len(factStart):]
	case bytes.HasPrefix(raw, helloStart):
		f.Kind, rest = Hello, raw[len(helloStart):]
	case bytes.HasPrefix(raw, resyncStart):
		f.Kind, rest = Resync, raw[len(resyncStart):]
	case bytes.Equal(raw, pingFrame):
		return Frame{Kind: Ping}, nil
	default:
		return f, fmt.Errorf("no frame: %.100q", raw)
	}
	digits := bytes.IndexAny(rest, ",}")
	if digits < 0 {
		return f, fmt.Errorf("no frame: %.100q", raw)
	}
	var err error
	if f.Version, err = strconv.ParseUint(string(rest[:digits]), 10, 64); err != nil {
		return f, fmt.Errorf("no frame: %.100q: %w", raw, err)
	}
	if f.Kind != Fact {
		return f, nil
	}
	_, id, found := bytes.Cut(rest, idStart) // the fact's own stands first
	end := bytes.IndexByte(id, '"')
	if !found || end < 0 || raw[len(raw)-1] != '}' {
		return f, fmt.Errorf("no fact: %.100q", raw)
	}
	f.id = id[:end]
	return f, nil
}
