package tasklist

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
)

func aFact(t testing.TB) Fact {
	t.Helper()
	e := Event{Version: 7, Command: "c", At: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC), Task: "milk", Change: TaskRenamed{Title: "x"}}
	f, err := Tell("ann", e, State{}, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestParseFactNamesWhatIsWrong breaks each attribute in turn.
func TestParseFactNamesWhatIsWrong(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{`"specversion":"1.0"`, `"specversion":"0.3"`, "specversion"},
		{`"source":"/errand/tasklist"`, `"source":"/elsewhere"`, "source"},
		{`"type":"errand.`, `"type":"other.`, "type"},
		{`"list":"ann"`, `"list":""`, "data.list"},
		{`"version":7`, `"version":0`, "data.version"},
		{`"version":7`, `"version":8`, "id"},
		{`"version":7`, `"version":-7`, "version"},
		{`"partitionkey":"ann"`, `"partitionkey":"bob"`, "partitionkey"},
		{`"time":"2026-11-23T09:00:00Z"`, `"time":"0001-01-01T00:00:00Z"`, "time"},
		{`"time":"2026-11-23T09:00:00Z"`, `"time":"9999-12-31T23:59:59-01:00"`, "time: its year"},
		{`"time":"2026-11-23T09:00:00Z"`, `"time":"0000-01-01T00:00:00+01:00"`, "time: its year"},
		{`{"specversion"`, `["specversion"`, "fact"},
	} {
		raw, err := json.Marshal(aFact(t))
		if err != nil {
			t.Fatal(err)
		}
		broken := strings.Replace(string(raw), c.from, c.to, 1)
		if broken == string(raw) {
			t.Fatalf("%s is not in %s", c.from, raw)
		}
		if _, err := ParseFact([]byte(broken)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want an error that names %s", c.to, err, c.want)
		}
	}
	raw, _ := json.Marshal(aFact(t))
	if _, err := ParseFact(append(raw, "{}"...)); err == nil {
		t.Error("a second value was passed over")
	}
}

// FuzzFact reads foreign bytes: no panic, and what is read says the same when
// it is written and read again.
func FuzzFact(f *testing.F) {
	raw, _ := json.Marshal(aFact(f))
	f.Add(raw)
	f.Add([]byte(`{"specversion":"1.0"}`))
	f.Add([]byte(`nonsense`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		fact, err := ParseFact(raw)
		if err != nil {
			return
		}
		again, err := json.Marshal(fact)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := ParseFact(again); err != nil {
			t.Fatalf("%s was read, but not %s: %v", raw, again, err)
		}
		if e, err := fact.Event(); err == nil {
			Evolve(State{}, e)
		}
	})
}
