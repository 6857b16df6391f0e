package tail

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/actors/tasklist/contract/story"
)

// Every fact is read as ParseFact reads it, and what is no fact is none.
func TestHead(t *testing.T) {
	for _, f := range story.EveryType("ann") {
		raw := story.Bytes(f)
		want, err := tasklist.ParseFact(raw)
		if err != nil {
			t.Fatal(err)
		}
		got, err := parse(raw)
		if err != nil || got.Data.List != want.Data.List || got.Data.Version != want.Data.Version || got.ID != want.ID ||
			!got.Time.Equal(want.Time) || got.TraceParent != want.TraceParent {
			t.Errorf("%s is read as %+v, %v", raw, got, err)
		}
	}
	raw := story.Bytes(story.EveryType("ann")[0])
	for _, change := range [][2]string{
		{`"specversion":"1.0"`, `"specversion":"2.0"`},
		{`"id":"ann/1"`, `"id":"ann/01"`},
		{`"id":"ann/1"`, `"id":"bob/1"`},
		{`"partitionkey":"ann"`, `"partitionkey":"bob"`},
		{`"list":"ann"`, `"list":""`},
		{`"version":1`, `"version":0`},
		{`"version":1`, `"version":2`},
		{`"version":1`, `"version":-1`},
		{`"time":`, `"thyme":`},
		{`"source":`, `"sauce":`},
		{`{"specversion"`, `{{"specversion"`},
	} {
		bad := bytes.Replace(raw, []byte(change[0]), []byte(change[1]), 1)
		if bytes.Equal(bad, raw) {
			t.Fatalf("no %s in %s", change[0], raw)
		}
		if got, err := parse(bad); err == nil {
			t.Errorf("with %s it is read as %+v", change[1], got)
		}
	}
}

// A time is taken where ParseFact takes it: at the ends of the years that can
// be written in UTC.
func TestHeadTime(t *testing.T) {
	f := story.EveryType("ann")[0]
	raw := string(story.Bytes(f))
	now := f.Time.Format(time.RFC3339Nano)
	if strings.Count(raw, `"time":"`+now+`"`) != 1 {
		t.Fatalf("no time %s in %s", now, raw)
	}
	for at, good := range map[string]bool{
		"0001-01-01T00:00:00Z":      false,
		"0001-01-01T00:00:01Z":      true,
		"0000-01-01T00:00:00+00:00": true,
		"0000-01-01T00:00:00+01:00": false,
		"9999-12-31T23:59:59Z":      true,
		"9999-12-31T23:59:59+01:00": true,
		"9999-12-31T23:59:59-01:00": false,
	} {
		changed := []byte(strings.Replace(raw, now, at, 1))
		_, want := tasklist.ParseFact(changed)
		_, got := parse(changed)
		if (got == nil) != good || (want == nil) != good {
			t.Errorf("%s: head says %v, ParseFact %v", at, got, want)
		}
	}
}

// What sync takes for a fact can stand in a frame: it is one JSON value.
func FuzzHead(f *testing.F) {
	for _, fact := range story.EveryType("ann") {
		f.Add(story.Bytes(fact))
	}
	f.Add([]byte("no fact"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		h, err := parse(raw)
		if err != nil {
			return
		}
		if !json.Valid(raw) || h.Data.Version == 0 || h.Data.List == "" {
			t.Errorf("%q is read as %+v", raw, h)
		}
	})
}
