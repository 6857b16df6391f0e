package swarm

import (
	"fmt"
	"strings"
	"testing"

	"github.com/errandapp/errand/actors/tasklist/contract/story"
	"github.com/errandapp/errand/apps/sync/feed"
)

// What sync writes is read, and nothing else is.
func TestRead(t *testing.T) {
	f := story.EveryType("ann")[2]
	for text, want := range map[string]Kind{
		string(feed.Hello(7)):                             Hello,
		string(feed.Resync(7)):                            Resync,
		string(feed.Ping):                                 Ping,
		string(feed.Told(f.Data.Version, story.Bytes(f))): Fact,
	} {
		got, err := Read([]byte(text))
		if err != nil || got.Kind != want || want == Hello && got.Version != 7 || want == Fact && (got.Version != 3 || string(got.id) != "ann/3") {
			t.Errorf("%s is read as %+v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "{}", `{"type":"hello","version":}`, `{"type":"hello","version":-1}`, `{"type":"fact","version":3,"fact":{}}`,
		`{"type":"fact","version":3,"fact":{"id":"ann/3"`, `{"type":"hello","version":7`} {
		if got, err := Read([]byte(text)); err == nil {
			t.Errorf("%q is read as %+v", text, got)
		}
	}
}

// Each story is what one client hears; the last frame of each that ends in
// words breaks the promise that they name.
func TestCheck(t *testing.T) {
	for _, c := range []struct{ story, broken string }{
		{"connect hello:0 fact:1 fact:2 ping fact:3", ""},
		{"connect hello:2 fact:1 fact:2 fact:3", ""},
		{"connect hello:0 fact:1 connect hello:1 fact:2", ""},
		{"connect hello:0 fact:1 connect hello:3 fact:2 fact:3", ""},
		{"connect hello:0 resync:0 fetched:5 fact:1 fact:5 fact:6", "SKIP"},
		{"connect hello:4 resync:4 fetched:6 fact:5 fact:6 fact:7", ""}, // 5 and 6 were in the list that was fetched
		{"connect hello:0 fact:1 resync:4 fetched:4 fact:5", ""},
		{"connect hello:0 fact:2", "SKIP"},
		{"connect hello:0 fact:1 fact:3", "SKIP"},
		{"connect hello:0 fact:1 fact:1", "REPEAT"},
		{"connect hello:0 fact:1 connect hello:1 fact:1", "REPEAT"},
		{"connect hello:0 fact:1 connect hello:1 fact:3", "SKIP"},
		{"connect hello:4 resync:4 fetched:6 fact:4", "REPEAT"},
		{"connect hello:4 resync:4 fetched:6 fact:7", "SKIP"}, // sync's own count skips
		{"connect hello:4 resync:4 fetched:3", "fetched is at 3"},
		{"connect hello:4 resync:4 fact:5", "not fetched"},
		{"connect hello:0 fact:1 connect hello:0", "below since"},
		{"connect hello:0 fact:1 fact:2 resync:1", "goes back"},
		{"connect fact:1", "first frame"},
		{"connect hello:0 hello:0", "first frame"},
		{"connect hello:0 other:1", "bob/1"},
	} {
		check := Check{List: "ann"}
		words := strings.Fields(c.story)
		for i, word := range words {
			verb, number, _ := strings.Cut(word, ":")
			var version uint64
			if _, err := fmt.Sscan("0"+number, &version); err != nil {
				t.Fatal(err)
			}
			var err error
			switch verb {
			case "connect":
				check.Connect()
			case "fetched":
				err = check.Fetched(version)
			case "hello":
				_, _, err = check.Take(Frame{Kind: Hello, Version: version})
			case "resync":
				var fetch bool
				if fetch, _, err = check.Take(Frame{Kind: Resync, Version: version}); !fetch && err == nil {
					t.Errorf("%s: %s does not fetch", c.story, word)
				}
			case "ping":
				_, _, err = check.Take(Frame{Kind: Ping})
			case "fact":
				_, _, err = check.Take(Frame{Fact, version, fmt.Appendf(nil, "ann/%d", version)})
			case "other":
				_, _, err = check.Take(Frame{Fact, version, fmt.Appendf(nil, "bob/%d", version)})
			}
			last := i == len(words)-1
			switch {
			case err == nil && last && c.broken != "":
				t.Errorf("%s: nothing is broken, want %s", c.story, c.broken)
			case err != nil && (!last && c.broken != "SKIP" || c.broken == "" || !strings.Contains(err.Error(), c.broken)):
				t.Errorf("%s: %v, want %q", c.story, err, c.broken)
			}
			if err != nil {
				break
			}
		}
	}
}
