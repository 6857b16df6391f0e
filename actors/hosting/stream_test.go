package hosting

import (
	"context"
	"testing"

	actorerr "github.com/dapr/go-sdk/actor/error"
)

func TestStreamRoutesByType(t *testing.T) {
	grey, green := newParrots(), newParrots()
	s := streamed{Types{"Grey": grey, "Green": green}}
	ctx := context.Background()
	said, aerr := s.InvokeActorMethod(ctx, "Green", "ann", "Say", []byte("hello"))
	if aerr != actorerr.Success || string(said) != "hello" || len(green.active) != 1 || len(grey.active) != 0 {
		t.Errorf("%s, %v; grey %v, green %v", said, aerr, grey.active, green.active)
	}
	green.fail = true
	for name, got := range map[string]actorerr.ActorErr{
		"reminder": s.InvokeReminder(ctx, "Green", "ann", "wake", nil),
		"timer":    s.InvokeTimer(ctx, "Green", "ann", "flush", nil),
	} {
		if got != actorerr.ErrActorInvokeFailed {
			t.Errorf("a %s that fails: %v", name, got)
		}
	}
	if aerr := s.Deactivate(ctx, "Green", "ann"); aerr != actorerr.Success || len(green.active) != 0 {
		t.Errorf("%v, green %v", aerr, green.active)
	}
	if _, aerr := s.InvokeActorMethod(ctx, "Blue", "ann", "Say", nil); aerr != actorerr.ErrActorTypeNotFound {
		t.Errorf("a type that is not hosted: %v", aerr)
	}
}

// A stream that is opened anew may be to another sidecar: nothing is in memory.
func TestAStreamBeginsWithNobodyInMemory(t *testing.T) {
	grey, green := newParrots(), newParrots()
	s := streamed{Types{"Grey": grey, "Green": green}}
	for _, name := range []string{"Grey", "Green"} {
		if _, aerr := s.InvokeActorMethod(t.Context(), name, "ann", "Say", nil); aerr != actorerr.Success {
			t.Fatal(aerr)
		}
	}
	s.RegisteredActorTypes()
	if len(grey.active)+len(green.active) > 0 {
		t.Errorf("grey %v, green %v", grey.active, green.active)
	}
}

func TestHostedIsAllTypes(t *testing.T) {
	s, dapr := startSidecar(t)
	for _, c := range []struct {
		types   Types
		hosting bool
		want    bool
	}{
		{Types{"Parrot": nil}, false, false},
		{Types{"Parrot": nil}, true, true},
		{Types{"Parrot": nil, "Other": nil}, true, false},
	} {
		s.mu.Lock()
		s.hosting = c.hosting
		s.mu.Unlock()
		if got, err := c.types.Hosted(t.Context(), dapr); err != nil || got != c.want {
			t.Errorf("%v while it hosts %v: %v, %v", c.types.names(), c.hosting, got, err)
		}
	}
}
