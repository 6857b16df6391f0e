package feed

import "container/list"

// Limits bound a Memory.
type Limits struct {
	PerList int // facts kept of one list
	Lists   int // lists of which the version is known
	Bytes   int // all that is kept, see memoCost and frameCost
}

// What a list and a frame take up beside their own bytes: TestWhatIsCounted
// compares with the heap.
const (
	memoCost  = 320
	frameCost = 64
)

// A Memory keeps the last facts of lists, in order and without gaps. What
// was quiet longest is forgotten first: the facts of a list, and later its
// version, which tells that a client lacks nothing. It is not safe for use by
// several goroutines.
type Memory struct {
	limits Limits
	lists  map[string]*memo
	recent *list.List // of *memo, the busiest first
	kept   *list.List // of *memo with frames, the busiest first
	bytes  int
}

// A memo is what is kept of one list: frames of the versions up to last.
type memo struct {
	name   string
	last   uint64
	frames []Frame
	recent *list.Element
	kept   *list.Element // nil without frames
}

// NewMemory remembers nothing yet.
func NewMemory(l Limits) *Memory {
	return &Memory{limits: l, lists: map[string]*memo{}, recent: list.New(), kept: list.New()}
}

// Learn takes in a fact. False means that it is old: it came twice, or after
// a later one.
func (m *Memory) Learn(name string, version uint64, f Frame) bool {
	k := m.find(name)
	if k == nil {
		k = &memo{name: name, last: version - 1}
		k.recent = m.recent.PushFront(k)
		m.lists[name] = k
		m.bytes += memoCost + len(name)
	}
	if version <= k.last {
		return false
	}
	if version > k.last+1 {
		m.drop(k, len(k.frames)) // what is missing may never come
	}
	k.last = version
	k.frames = append(k.frames, f)
	m.bytes += len(f) + frameCost
	if k.kept == nil {
		k.kept = m.kept.PushFront(k)
	}
	m.drop(k, len(k.frames)-m.limits.PerList)
	for m.bytes > m.limits.Bytes && m.kept.Len() > 0 {
		quiet := m.kept.Back().Value.(*memo)
		m.drop(quiet, len(quiet.frames))
	}
	for m.bytes > m.limits.Bytes || len(m.lists) > m.limits.Lists {
		m.forget(m.recent.Back().Value.(*memo))
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

// Forget forgets everything.
func (m *Memory) Forget() {
	for m.recent.Len() > 0 {
		m.forget(m.recent.Back().Value.(*memo))
	}
}

// Size is how many lists and bytes are kept.
func (m *Memory) Size() (lists, bytes int) { return len(m.lists), m.bytes }

// find makes a list the busiest.
func (m *Memory) find(name string) *memo {
	k := m.lists[name]
	if k == nil {
		return nil
	}
	m.recent.MoveToFront(k.recent)
	if k.kept != nil {
		m.kept.MoveToFront(k.kept)
	}
	return k
}

// drop forgets the n oldest frames of a list.
func (m *Memory) drop(k *memo, n int) {
	for range n {
		m.bytes -= len(k.frames[0]) + frameCost
		k.frames[0] = nil
		k.frames = k.frames[1:]
	}
	if len(k.frames) == 0 && k.kept != nil {
		m.kept.Remove(k.kept)
		k.kept, k.frames = nil, nil
	}
}

// forget forgets a list.
func (m *Memory) forget(k *memo) {
	m.drop(k, len(k.frames))
	m.recent.Remove(k.recent)
	delete(m.lists, k.name)
	m.bytes -= memoCost + len(k.name)
}
