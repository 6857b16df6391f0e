package feed

import "container/list"

// Limits bound a Memory.
type Limits struct {
	PerList int // facts kept of one list
	Lists   int // lists kept
	Bytes   int // bytes of frames kept, of all lists
}

// A Memory keeps the last facts of lists, in order and without gaps. The
// lists that were quiet longest are forgotten first. It is not safe for use
// by several goroutines.
type Memory struct {
	limits Limits
	lists  map[string]*list.Element // of *memo
	recent *list.List               // of *memo, the busiest first
	bytes  int
}

// A memo is what is kept of one list: frames of the versions up to last.
type memo struct {
	name   string
	last   uint64
	frames []Frame
}

// NewMemory remembers nothing yet.
func NewMemory(l Limits) *Memory {
	return &Memory{limits: l, lists: map[string]*list.Element{}, recent: list.New()}
}

// Learn takes in a fact. False means that it is old: it came twice, or after
// a later one.
func (m *Memory) Learn(name string, version uint64, f Frame) bool {
	k := m.find(name)
	if k == nil {
		k = &memo{name: name, last: version - 1}
		m.lists[name] = m.recent.PushFront(k)
	}
	if version <= k.last {
		return false
	}
	if version > k.last+1 {
		m.drop(k, len(k.frames)) // what is missing may never come
	}
	k.last = version
	k.frames = append(k.frames, f)
	m.bytes += len(f)
	m.drop(k, len(k.frames)-m.limits.PerList)
	for m.bytes > m.limits.Bytes || len(m.lists) > m.limits.Lists {
		m.forget()
	}
	return true
}

// A Start is what a new client is told first: hello with the version, then
// either resync to it or the frames that lead to it.
type Start struct {
	Version uint64
	Resync  bool
	Frames  []Frame
}

// Since tells how a client that knows a list at a version begins.
func (m *Memory) Since(name string, version uint64) Start {
	k := m.find(name)
	switch {
	case k == nil:
		return Start{Version: version, Resync: true}
	case version >= k.last:
		return Start{Version: version} // it has read the list faster than we have Kafka
	case k.last-version <= uint64(len(k.frames)):
		from := len(k.frames) - int(k.last-version)
		return Start{Version: k.last, Frames: append([]Frame{}, k.frames[from:]...)}
	}
	return Start{Version: k.last, Resync: true}
}

// Size is how many lists and bytes are kept.
func (m *Memory) Size() (lists, bytes int) { return len(m.lists), m.bytes }

func (m *Memory) find(name string) *memo {
	e, ok := m.lists[name]
	if !ok {
		return nil
	}
	m.recent.MoveToFront(e)
	return e.Value.(*memo)
}

// drop forgets the n oldest frames of a list.
func (m *Memory) drop(k *memo, n int) {
	for range n {
		m.bytes -= len(k.frames[0])
		k.frames[0] = nil
		k.frames = k.frames[1:]
	}
}

// forget forgets the quietest list.
func (m *Memory) forget() {
	e := m.recent.Back()
	k := m.recent.Remove(e).(*memo)
	m.drop(k, len(k.frames))
	delete(m.lists, k.name)
}
