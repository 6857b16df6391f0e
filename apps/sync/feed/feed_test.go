package feed_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"pgregory.net/rapid"

	"github.com/errandapp/errand/actors/tasklist/contract"
	"github.com/errandapp/errand/actors/tasklist/contract/story"
	"github.com/errandapp/errand/apps/sync/feed"
)

func TestFrames(t *testing.T) {
	for want, got := range map[string]feed.Frame{
		`{"type":"hello","version":3}`:                      feed.Hello(3),
		`{"type":"resync","version":18446744073709551615}`:  feed.Resync(1<<64 - 1),
		`{"type":"ping"}`:                                   feed.Ping,
		`{"type":"fact","version":7,"fact":{"id":"ann/7"}}`: feed.Told(7, []byte(`{"id":"ann/7"}`)),
	} {
		if string(got) != want || !json.Valid(got) {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// The frames are as the contract says.
func TestFramesAreAsTheSchemaSays(t *testing.T) {
	c := jsonschema.NewCompiler()
	for _, name := range []string{"envelope.schema.json", "frame.schema.json"} {
		raw, err := contract.Schemas.ReadFile("schemas/" + name)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		if err := c.AddResource(name, doc); err != nil {
			t.Fatal(err)
		}
	}
	schema, err := c.Compile("frame.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	frames := []feed.Frame{feed.Hello(0), feed.Resync(7), feed.Ping}
	for _, f := range story.EveryType("ann") {
		frames = append(frames, feed.Told(f.Data.Version, story.Bytes(f)))
	}
	for _, f := range frames {
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(f))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(value); err != nil {
			t.Errorf("%s: %v", f, err)
		}
	}
}

func TestSince(t *testing.T) {
	m := feed.NewMemory(feed.Limits{PerList: 3, Lists: 10, Bytes: 10_000})
	f := func(v uint64) feed.Frame { return feed.Told(v, []byte("{}")) }
	for v := range uint64(5) {
		if !m.Learn("ann", v+1, f(v+1)) {
			t.Fatalf("version %d is not news", v+1)
		}
	}
	for _, c := range []struct {
		what  string
		list  string
		since uint64
		want  feed.Start
	}{
		{"nobody heard of it", "bob", 4, feed.Start{Version: 4, Resync: true}},
		{"up to date", "ann", 5, feed.Start{Version: 5}},
		{"ahead", "ann", 9, feed.Start{Version: 9}},
		{"a little behind", "ann", 4, feed.Start{Version: 5, Frames: []feed.Frame{f(5)}}},
		{"as far behind as is known", "ann", 2, feed.Start{Version: 5, Frames: []feed.Frame{f(3), f(4), f(5)}}},
		{"further behind", "ann", 1, feed.Start{Version: 5, Resync: true}},
	} {
		if diff := cmp.Diff(c.want, m.Since(c.list, c.since)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.what, diff)
		}
	}
	if m.Learn("ann", 5, f(5)) || m.Learn("ann", 1, f(1)) {
		t.Error("an old fact is news")
	}
	if !m.Learn("ann", 8, f(8)) {
		t.Error("a fact after a gap is no news")
	}
	if diff := cmp.Diff(feed.Start{Version: 8, Resync: true}, m.Since("ann", 5)); diff != "" {
		t.Errorf("over a gap (-want +got):\n%s", diff)
	}
}

func TestTheQuietestAreForgotten(t *testing.T) {
	const room = 5000
	m := feed.NewMemory(feed.Limits{PerList: 10, Lists: 3, Bytes: room})
	small, big := make(feed.Frame, 10), make(feed.Frame, 1500)
	for i := range 4 {
		m.Learn(fmt.Sprint(i), 1, small)
	}
	if got := m.Since("0", 1); !got.Resync {
		t.Error("the first of four is known, although three are kept")
	}
	m.Since("1", 1) // somebody asked for it: it is not the quietest
	for v := range uint64(2) {
		m.Learn("3", v+2, big)
	}
	if got := m.Since("2", 0); len(got.Frames) != 1 {
		t.Errorf("there was room for everything, and of 2 there is %+v", got)
	}
	m.Since("1", 1)
	m.Learn("3", 4, big) // now there is not
	if got := m.Since("2", 0); len(got.Frames) != 0 || !got.Resync {
		t.Errorf("facts of the quietest list are kept: %+v", got)
	}
	if got := m.Since("2", 1); got.Resync || got.Version != 1 {
		t.Errorf("a client that lacks nothing is told %+v", got)
	}
	if lists, bytes := m.Size(); lists != 3 || bytes > room {
		t.Errorf("%d lists and %d bytes are kept", lists, bytes)
	}
	m.Learn("4", 1, make(feed.Frame, room)) // larger than all that may be kept
	if lists, bytes := m.Size(); lists > 3 || bytes > room {
		t.Errorf("%d lists and %d bytes are kept", lists, bytes)
	}
	if got := m.Since("4", 0); !got.Resync || got.Version != 1 {
		t.Errorf("of a fact too large to be kept is told %+v", got)
	}
	m.Forget()
	if lists, bytes := m.Size(); lists != 0 || bytes != 0 {
		t.Errorf("after forgetting, %d lists and %d bytes are kept", lists, bytes)
	}
	if got := m.Since("3", 4); !got.Resync {
		t.Error("a list that was forgotten is known")
	}
}

// A hundred thousand lists stay within the bound, and what is counted is
// what the heap has.
func TestWhatIsCounted(t *testing.T) {
	const lists, room = 100_000, 64 << 20
	for _, c := range []struct {
		what          string
		facts, length int
	}{{"a fact each", 1, 300}, {"ten of a fiftieth", 10, 900}, {"too many for the bound", 2, 900}} {
		busy := lists
		if c.facts == 10 {
			busy = lists / 50
		}
		names := make([]string, busy)
		for i := range names {
			names[i] = fmt.Sprintf("0197a1b2-c3d4-7e5f-8a9b-%012d", i) // as long as a user's id
		}
		before := heap()
		m := feed.NewMemory(feed.Limits{PerList: 256, Lists: lists, Bytes: room})
		for v := range uint64(c.facts) {
			for _, name := range names {
				m.Learn(strings.Clone(name), v+1, make(feed.Frame, c.length))
			}
		}
		grown := heap() - before
		kept, counted := m.Size()
		if kept != busy || counted > room {
			t.Errorf("%s: %d lists and %d bytes are kept", c.what, kept, counted)
		}
		if float64(grown) > 1.15*float64(counted) || float64(grown) < 0.6*float64(counted) {
			t.Errorf("%s: %d bytes are counted, and the heap grew by %d", c.what, counted, grown)
		}
		t.Logf("%s: %d lists, %.1f MB counted, %.1f MB in the heap", c.what, kept, float64(counted)/1e6, float64(grown)/1e6)
		runtime.KeepAlive(m)
		runtime.KeepAlive(names)
	}
}

// heap is what is in use after a collection.
func heap() int {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.HeapAlloc)
}

// A reader is a client as the protocol wants it: it knows the list at a
// version, asks for the list when it is told to, and takes no fact but its
// next.
type reader struct {
	pos  feed.Position // on sync's side
	told uint64        // version of the last frame it got
	have uint64        // version of the list it shows
}

func (r *reader) fact(t *rapid.T, f feed.Frame) {
	var frame struct{ Version uint64 }
	if err := json.Unmarshal(f, &frame); err != nil {
		t.Fatal(err)
	}
	if frame.Version != r.told+1 {
		t.Fatalf("told %d after %d", frame.Version, r.told)
	}
	r.told = frame.Version
	if frame.Version <= r.have {
		return
	}
	if frame.Version != r.have+1 {
		t.Fatalf("has %d and gets %d", r.have, frame.Version)
	}
	r.have = frame.Version
}

func (r *reader) resync(t *rapid.T, version, saved uint64) {
	if version > saved {
		t.Fatalf("resync to %d, but only %d are saved", version, saved)
	}
	r.told, r.have = version, saved
}

// Whatever comes twice, late or never, no reader skips or repeats a version,
// and once a fact has come in its turn all readers have the whole list.
func TestNoVersionIsSkippedOrRepeated(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const name = "ann"
		m := feed.NewMemory(feed.Limits{PerList: rapid.IntRange(1, 5).Draw(t, "per list"), Lists: 2, Bytes: rapid.IntRange(700, 4000).Draw(t, "bytes")})
		var (
			saved   uint64   // the list's own version
			untold  []uint64 // facts on their way
			readers []*reader
		)
		deliver := func(version uint64) {
			frame := feed.Told(version, []byte("{}"))
			if !m.Learn(name, version, frame) {
				return
			}
			for _, r := range readers {
				switch r.pos.Take(version) {
				case feed.Tell:
					r.fact(t, frame)
				case feed.Doubt:
					r.resync(t, version, saved)
				}
			}
		}
		t.Repeat(map[string]func(*rapid.T){
			"save": func(t *rapid.T) {
				saved++
				untold = append(untold, saved)
			},
			"tell in turn": func(t *rapid.T) {
				if len(untold) > 0 {
					deliver(untold[0])
					untold = untold[1:]
				}
			},
			"tell out of turn": func(t *rapid.T) {
				if len(untold) > 0 {
					i := rapid.IntRange(0, len(untold)-1).Draw(t, "which")
					deliver(untold[i])
					untold = append(untold[:i:i], untold[i+1:]...)
				}
			},
			"lose": func(t *rapid.T) {
				if len(untold) > 0 {
					untold = untold[1:]
				}
			},
			"tell again": func(t *rapid.T) {
				if saved > 0 {
					from := rapid.Uint64Range(1, saved).Draw(t, "from") // an outbox is told again to its end
					for v := from; v <= saved; v++ {
						deliver(v)
					}
				}
			},
			"facts are lost": func(t *rapid.T) { // and known to be: all are told to resync to where they are
				m.Forget()
				for _, r := range readers {
					r.resync(t, uint64(r.pos), saved)
				}
			},
			"others are busy": func(t *rapid.T) {
				m.Learn(rapid.SampledFrom([]string{"bob", "cid"}).Draw(t, "who"), uint64(rapid.IntRange(1, 50).Draw(t, "version")), make(feed.Frame, 100))
			},
			"connect": func(t *rapid.T) {
				since := rapid.Uint64Range(0, saved).Draw(t, "since")
				start := m.Since(name, since)
				r := &reader{pos: feed.Position(start.Version), told: since, have: since}
				if start.Resync {
					r.resync(t, start.Version, saved)
				}
				for _, f := range start.Frames {
					r.fact(t, f)
				}
				if r.told != start.Version {
					t.Fatalf("hello said %d, and the frames led to %d", start.Version, r.told)
				}
				readers = append(readers, r)
			},
			"": func(t *rapid.T) {
				for _, r := range readers {
					if r.told != uint64(r.pos) {
						t.Fatalf("told up to %d, position %d", r.told, r.pos)
					}
				}
			},
		})
		saved++
		deliver(saved)
		for i, r := range readers {
			if r.have != saved {
				t.Fatalf("reader %d has %d of %d", i, r.have, saved)
			}
		}
	})
}
