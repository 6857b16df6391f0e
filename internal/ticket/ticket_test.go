package ticket

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/dapr/go-sdk/client"
)

var now = time.Date(2026, 11, 24, 12, 0, 0, 500, time.UTC)

func TestTicketIsGoodForAMinuteAndALittle(t *testing.T) {
	key := newKey()
	raw, expires := key.Sign("anna", now)
	for _, c := range []struct {
		at   time.Time
		user string
		err  error
	}{{now, "anna", nil}, {expires, "anna", nil}, {expires.Add(Skew - 1), "anna", nil}, {expires.Add(Skew), "", ErrExpired}} {
		user, err := key.Verify(raw, c.at)
		if user != c.user || !errors.Is(err, c.err) {
			t.Errorf("at %s: got %q, %v; want %q, %v", c.at, user, err, c.user, c.err)
		}
	}
	if d := expires.Sub(now); d > stated || d < stated-time.Second {
		t.Errorf("it says that it expires after %s, want %s", d, stated)
	}
}

func TestForgedTicketsAreRefused(t *testing.T) {
	key := newKey()
	raw, _ := key.Sign("anna", now)
	body, mac, _ := strings.Cut(raw, ".")
	other := newKey()
	other.ID = key.ID
	foreign, _ := other.Sign("anna", now)
	nobody, _ := key.Sign("", now)
	root := base64.RawURLEncoding.EncodeToString([]byte(`{"user":"root","exp":9999999999,"kid":"` + key.ID + `"}`))
	for name, forged := range map[string]string{
		"empty": "", "no mac": body, "empty mac": body + ".", "other body": root + "." + mac,
		"other secret": foreign, "no user": nobody, "not base64": "???.???", "too long": strings.Repeat("a", maxLen) + "." + mac,
		"padded": raw + "=",
	} {
		if user, err := key.Verify(forged, now); !errors.Is(err, ErrBad) {
			t.Errorf("%s: got %q, %v; want ErrBad", name, user, err)
		}
	}
}

func FuzzVerify(f *testing.F) {
	key := newKey()
	raw, _ := key.Sign("anna", now)
	f.Add(raw)
	f.Add("a.b")
	f.Fuzz(func(t *testing.T, s string) {
		if user, err := key.Verify(s, now); err == nil && s != raw {
			t.Fatalf("%q was believed to be of %q", s, user)
		}
	})
}

// shelf is a state store that keeps Dapr's promise for first writes, and can
// fail in the two ways a write can.
type shelf struct {
	mu       sync.Mutex
	value    []byte
	reads    int
	getErr   error
	saveErr  error // nothing is kept
	replyErr error // kept, and still an error
}

func (s *shelf) GetState(_ context.Context, store, key string, _ map[string]string) (*client.StateItem, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.reads++
	if store != "shared" || key != "ticket-key" {
		return nil, errors.New("read from " + store + "/" + key)
	}
	return &client.StateItem{Value: bytes.Clone(s.value)}, s.getErr
}

func (s *shelf) SaveStateWithETag(_ context.Context, _, _ string, data []byte, etag string, _ map[string]string, opts ...client.StateOption) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var o client.StateOptions
	for _, opt := range opts {
		opt(&o)
	}
	if o.Concurrency != client.StateConcurrencyFirstWrite || etag != "" {
		return errors.New("the key would be overwritten")
	}
	if s.saveErr != nil {
		return s.saveErr
	}
	if s.value != nil {
		return errors.New("no item was updated")
	}
	s.value = bytes.Clone(data)
	return s.replyErr
}

func TestAllWhoComeAtOnceShareOneKey(t *testing.T) {
	s := &shelf{}
	const many = 16
	tickets := make([]string, many)
	var wait sync.WaitGroup
	for i := range many {
		wait.Go(func() {
			raw, _, err := NewKeys(s).Sign(t.Context(), "anna", now)
			if err != nil {
				t.Error(err)
			}
			tickets[i] = raw
		})
	}
	wait.Wait()
	verifier := NewKeys(s)
	for _, raw := range tickets {
		if user, err := verifier.Verify(t.Context(), raw, now); user != "anna" || err != nil {
			t.Errorf("got %q, %v", user, err)
		}
	}
}

func TestFailedWrites(t *testing.T) {
	lost := errors.New("connection reset")
	for name, c := range map[string]struct {
		shelf *shelf
		ok    bool
	}{
		"it failed":                  {&shelf{saveErr: lost}, false},
		"it failed but happened":     {&shelf{replyErr: lost}, true},
		"nothing can be read":        {&shelf{getErr: lost}, false},
		"what is kept is not a key":  {&shelf{value: []byte(`{"id":"x","secret":"AA=="}`)}, false},
		"what is kept is not a JSON": {&shelf{value: []byte(`nonsense`)}, false},
	} {
		raw, _, err := NewKeys(c.shelf).Sign(t.Context(), "anna", now)
		if (err == nil) != c.ok {
			t.Errorf("%s: got %v", name, err)
			continue
		}
		if c.ok {
			if _, err := NewKeys(c.shelf).Verify(t.Context(), raw, now); err != nil {
				t.Errorf("%s: another process does not believe the ticket: %v", name, err)
			}
		}
	}
}

func TestUnknownKeyIsLookedUpOnceASecond(t *testing.T) {
	s := &shelf{}
	k := NewKeys(s)
	if _, _, err := k.Sign(t.Context(), "anna", now); err != nil {
		t.Fatal(err)
	}
	foreign, _ := newKey().Sign("anna", now)
	before := s.reads
	for range 100 {
		if _, err := k.Verify(t.Context(), foreign, now); !errors.Is(err, ErrBad) {
			t.Fatalf("got %v, want ErrBad", err)
		}
	}
	if s.reads != before {
		t.Errorf("nonsense read the store %d times within a second", s.reads-before)
	}
	// The key was made anew: the verifier finds that out by itself.
	s.value = nil
	raw, _, err := NewKeys(s).Sign(t.Context(), "anna", now.Add(2*time.Second))
	if err != nil {
		t.Fatal(err)
	}
	if user, err := k.Verify(t.Context(), raw, now.Add(2*time.Second)); user != "anna" || err != nil {
		t.Errorf("after a new key: got %q, %v", user, err)
	}
}
