package understand

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"
	"time"
)

// testCase is one line of testdata/*.jsonl; the fields are explained in testdata/conventions.md.
type testCase struct {
	ID         string           `json:"id"`
	Text       string           `json:"text"`
	Now        string           `json:"now"`
	TZ         string           `json:"tz"`
	Intent     Intent           `json:"intent"`
	Expect     map[string]any   `json:"expect"`
	Alt        []map[string]any `json:"alt"`
	AltIntents []Intent         `json:"alt_intents"`
	Tags       []string         `json:"tags"`

	at   time.Time
	zone *time.Location
}

func loadCases(t testing.TB, file string) []testCase {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []testCase
	lines := bufio.NewScanner(f)
	lines.Buffer(make([]byte, 1<<16), 1<<22)
	for lines.Scan() {
		var c testCase
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		if c.at, err = time.Parse(time.RFC3339, c.Now); err != nil {
			t.Fatalf("%s: %s: %v", file, c.ID, err)
		}
		if c.zone, err = time.LoadLocation(c.TZ); err != nil {
			t.Fatalf("%s: %s: %v", file, c.ID, err)
		}
		out = append(out, c)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	if len(out) == 0 {
		t.Fatalf("%s: no cases", file)
	}
	return out
}
