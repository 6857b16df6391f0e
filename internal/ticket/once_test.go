package ticket

import (
	"errors"
	"testing"
	"time"
)

func TestATicketIsGoodOnce(t *testing.T) {
	keys := NewKeys(&shelf{})
	sign := func(at time.Time) string {
		t.Helper()
		raw, _, err := keys.Sign(t.Context(), "anna", at)
		if err != nil {
			t.Fatal(err)
		}
		return raw
	}
	once, other := NewOnce(keys), NewOnce(keys)
	first, second := sign(now), sign(now)
	if first == second {
		t.Fatal("two tickets of one second are the same")
	}
	for _, c := range []struct {
		what   string
		once   *Once
		ticket string
		at     time.Time
		want   error
	}{
		{"the first time", once, first, now, nil},
		{"again", once, first, now, ErrUsed},
		{"another one", once, second, now, nil},
		{"in another process", other, first, now, nil},
		{"at its end", once, first, now.Add(Life - 2*time.Second), ErrUsed},
		{"after its end", once, first, now.Add(Life), ErrExpired},
		{"used in one Life", once, sign(now.Add(Life - time.Second)), now.Add(Life - time.Second), nil},
		{"forged", once, "x" + first, now, ErrBad},
		{"again, with a line break at its end", once, first + "\n", now, ErrBad},
		{"again, with one in its signature", once, first[:len(first)-3] + "\r\n" + first[len(first)-3:], now, ErrBad},
	} {
		if user, err := c.once.Verify(t.Context(), c.ticket, c.at); !errors.Is(err, c.want) || (err == nil) != (user == "anna") {
			t.Errorf("%s: got %q, %v; want %v", c.what, user, err, c.want)
		}
	}
	late := sign(now.Add(Life - time.Second))
	for i, want := range []error{nil, ErrUsed} { // the second time in the next Life
		if _, err := once.Verify(t.Context(), late, now.Add(Life-time.Second+time.Duration(i)*30*time.Second)); !errors.Is(err, want) {
			t.Errorf("over the change: got %v, want %v", err, want)
		}
	}
}

// Who asks just before a ticket ends may be heard after somebody who came later.
func TestAUsedTicketIsKnownALittleLonger(t *testing.T) {
	keys := NewKeys(&shelf{})
	once := NewOnce(keys)
	end := now.Add(Life)
	raw, _, err := keys.Sign(t.Context(), "anna", now)
	if err != nil {
		t.Fatal(err)
	}
	later, _, err := keys.Sign(t.Context(), "anna", end)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		ticket string
		at     time.Time
		want   error
	}{{raw, now, nil}, {later, end.Add(storeTime), nil}, {raw, end.Add(-time.Second), ErrUsed}} {
		if _, err := once.Verify(t.Context(), c.ticket, c.at); !errors.Is(err, c.want) {
			t.Errorf("at %s: got %v, want %v", c.at, err, c.want)
		}
	}
}

func TestUsedTicketsAreBounded(t *testing.T) {
	keys := NewKeys(&shelf{})
	once := NewOnce(keys)
	once.maxUsed = 3
	for i := range 5 {
		raw, _, err := keys.Sign(t.Context(), "anna", now)
		if err != nil {
			t.Fatal(err)
		}
		_, err = once.Verify(t.Context(), raw, now)
		if (err == nil) != (i < 3) || errors.Is(err, ErrBad) {
			t.Errorf("ticket %d: %v", i, err)
		}
	}
	later := now.Add(Life + span*time.Second)
	raw, _, err := keys.Sign(t.Context(), "anna", later)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := once.Verify(t.Context(), raw, later); err != nil {
		t.Errorf("when they have ended: %v", err)
	}
}
