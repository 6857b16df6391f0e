package ticket

import (
	"bytes"
	"encoding/json"
	"errors"
	"log/slog"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// However far chat's clock is off, a ticket is taken once at most, and a fresh
// one is taken unless chat is too far behind.
func TestATicketIsGoodOnceWhenClocksDiffer(t *testing.T) {
	keys := NewKeys(&shelf{})
	for ahead, want := range map[time.Duration]int{
		24 * time.Hour: 1, 5 * time.Minute: 1, Life: 1, Skew: 1, 0: 1, -Skew: 1, -61 * time.Second: 1,
		-Life + 2*time.Second: 1, -Life: 0, -time.Hour: 0,
	} {
		once := NewOnce(keys)
		once.Log = slog.New(slog.DiscardHandler)
		raw, _, err := keys.Sign(t.Context(), "anna", now.Add(ahead))
		if err != nil {
			t.Fatal(err)
		}
		taken := 0
		for at := now; at.Before(now.Add(max(ahead, 0) + 2*Life)); at = at.Add(time.Second + ahead.Abs()/1000) {
			if _, err := once.Verify(t.Context(), raw, at); err == nil {
				taken++
			} else if !errors.Is(err, ErrUsed) && !errors.Is(err, ErrExpired) {
				t.Fatal(err)
			}
		}
		if taken != want {
			t.Errorf("chat is %s ahead: its ticket was taken %d times, want %d", ahead, taken, want)
		}
		if once.used.count != 0 {
			t.Errorf("chat is %s ahead: %d tickets are remembered that have ended", ahead, once.used.count)
		}
	}
}

// What does not fit is told once a minute, with what came meanwhile.
func TestClocksThatDifferAreTold(t *testing.T) {
	var out bytes.Buffer
	keys := NewKeys(&shelf{})
	once := NewOnce(keys)
	once.Log = slog.New(slog.NewJSONHandler(&out, nil))
	second := func(n int) time.Time { return now.Add(time.Duration(n) * time.Second) }
	for _, c := range []struct {
		signed, at int // seconds
		want       error
	}{
		{0, 0, nil},
		{-30, 0, nil},
		{-61, 1, nil},                         // told: late, and still taken
		{-3600, 2, ErrExpired}, {400, 3, nil}, // not told yet
		{3, 3, nil},
		{10, 60, nil},
		{361, 61, nil}, // told: ahead, with the two before
	} {
		raw, _, err := keys.Sign(t.Context(), "anna", second(c.signed))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := once.Verify(t.Context(), raw, second(c.at)); !errors.Is(err, c.want) {
			t.Errorf("signed at %d s, at %d s: got %v, want %v", c.signed, c.at, err, c.want)
		}
	}
	type line struct {
		Level                string
		Late, Ahead, Fitting int
		Off                  int `json:"off_ms"`
	}
	var got []line
	for d := json.NewDecoder(&out); d.More(); {
		var l line
		if err := d.Decode(&l); err != nil {
			t.Fatal(err)
		}
		got = append(got, l)
	}
	if diff := cmp.Diff([]line{{"WARN", 1, 0, 2, -62_000}, {"WARN", 1, 2, 2, 300_000}}, got); diff != "" {
		t.Error(diff)
	}
}
