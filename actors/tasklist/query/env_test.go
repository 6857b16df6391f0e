package query

import (
	"testing"
	"time"
)

// testNow is 17:30 on Tuesday, 2026-11-24, in Berlin.
var (
	berlin  = mustZone("Europe/Berlin")
	testNow = time.Date(2026, 11, 24, 17, 30, 0, 0, berlin)
	testEnv = Env{Now: testNow, Zone: berlin}
)

func mustZone(name string) *time.Location {
	zone, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return zone
}

// moment reads a wall-clock time in Berlin.
func moment(t testing.TB, wall string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04:05.999999999", wall, berlin)
	if err != nil {
		t.Fatal(err)
	}
	return at.UTC()
}

// tester is what testing and rapid have in common.
type tester interface {
	Helper()
	Fatalf(format string, args ...any)
}

func mustParse(t tester, text string) Filter {
	t.Helper()
	f, err := Parse(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return f
}

func mustSort(t tester, text string) Sort {
	t.Helper()
	s, err := ParseSort(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return s
}
