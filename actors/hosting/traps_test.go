package hosting

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"reflect"
	"testing"
	"time"

	"github.com/dapr/go-sdk/actor"
	actorerr "github.com/dapr/go-sdk/actor/error"
	"github.com/dapr/go-sdk/actor/manager"
	"github.com/dapr/go-sdk/client"
	"google.golang.org/grpc/codes"
)

// These tests hold what the SDK does wrong. When one fails, the SDK has
// changed: read what it does now, and whether doc.go still needs to say so.

// Trapped is an actor as the SDK would have it.
type Trapped struct{ actor.ServerImplBaseCtx }

func (*Trapped) Type() string { return "Trapped" }

var errTrapped = errors.New("it failed")

// Silent has no result but an error.
func (a *Trapped) Silent(ctx context.Context) error {
	if err := a.GetStateManager().Set(ctx, "silent", 1); err != nil {
		return err
	}
	return errTrapped
}

// Fails changes the state, and fails.
func (a *Trapped) Fails(ctx context.Context) (string, error) {
	if err := a.GetStateManager().Set(ctx, "failed", 1); err != nil {
		return "", err
	}
	return "", errTrapped
}

// Works changes nothing.
func (a *Trapped) Works(context.Context) (string, error) { return "done", nil }

// ReminderCall has no way to say that it failed.
func (a *Trapped) ReminderCall(string, []byte, string, string) {}

func trapped(t *testing.T) (*sidecar, manager.ActorManagerContext) {
	t.Helper()
	s, _ := startSidecar(t)
	m, aerr := manager.NewDefaultActorManagerContext("json")
	if aerr != actorerr.Success {
		t.Fatal(aerr)
	}
	m.RegisterActorImplFactory(func() actor.ServerContext { return &Trapped{} })
	return s, m
}

func TestTraps(t *testing.T) {
	// One sidecar for all: the SDK keeps the first client that it makes.
	s, m := trapped(t)
	ctx := context.Background()

	t.Run("a method that returns only an error seems to succeed, and is not saved", func(t *testing.T) {
		if _, aerr := m.InvokeMethod(ctx, "a", "Silent", nil); aerr != actorerr.Success {
			t.Errorf("it now says that it failed: %v", aerr)
		}
		if s.saves != 0 {
			t.Error("its state is now saved")
		}
	})
	t.Run("what a failed method changed is saved by the next one", func(t *testing.T) {
		if _, aerr := m.InvokeMethod(ctx, "b", "Fails", nil); aerr != actorerr.ErrActorInvokeFailed {
			t.Fatalf("got %v", aerr)
		}
		if _, aerr := m.InvokeMethod(ctx, "b", "Works", nil); aerr != actorerr.Success {
			t.Fatalf("got %v", aerr)
		}
		if s.state["b/failed"] == nil {
			t.Error("the change is now dropped")
		}
	})
	t.Run("a reminder cannot fail", func(t *testing.T) {
		method, ok := reflect.TypeFor[actor.ReminderCallee]().MethodByName("ReminderCall")
		if !ok || method.Type.NumOut() != 0 {
			t.Errorf("ReminderCall is now %v", method.Type)
		}
	})
	t.Run("removing a key that was not read does nothing", func(t *testing.T) {
		s.state["c/old"] = []byte("1")
		box := &Trapped{}
		container, aerr := manager.NewDefaultActorContainerContext(ctx, "c", box, nil)
		if aerr != actorerr.Success || container == nil {
			t.Fatalf("got %v", aerr)
		}
		if err := box.GetStateManager().Remove(ctx, "old"); err != nil {
			t.Fatal(err)
		}
		if err := box.SaveState(ctx); err != nil {
			t.Fatal(err)
		}
		if s.state["c/old"] == nil {
			t.Error("the key is now removed")
		}
	})
}

// TestTrapTheStreamEndsSilently: after "canceled" the SDK hosts no more, and
// tells nobody. Stream notices and opens it again.
func TestTrapTheStreamEndsSilently(t *testing.T) {
	types := Types{"Parrot": newParrots()}
	quiet := slog.New(slog.NewTextHandler(io.Discard, nil))

	t.Run("the SDK alone", func(t *testing.T) {
		s, dapr := startSidecar(t)
		s.end = codes.Canceled
		_, err := dapr.SubscribeActorEvents(t.Context(), streamed{types}, client.ActorEventSubscriptionOptions{})
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Second) // its first pause is 200 ms
		if n := s.opened(); n != 1 {
			t.Errorf("the SDK now opens it %d times", n)
		}
	})
	t.Run("Stream", func(t *testing.T) {
		s, dapr := startSidecar(t)
		s.end = codes.Canceled
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- types.Stream(ctx, dapr, quiet) }()
		eventually(t, "the stream is opened again", func() bool { return s.opened() == 2 })
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}
