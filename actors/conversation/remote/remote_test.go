package remote

import (
	"context"
	"encoding/json"
	"errors"
	"testing"
	"testing/synctest"

	"github.com/dapr/go-sdk/client"
	"github.com/google/go-cmp/cmp"

	"github.com/errandapp/errand/actors/conversation"
	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/actors/tasklist/remote"
)

// sidecar answers with its replies in turn, the last for ever; nil is an error.
type sidecar struct {
	replies []*conversation.Reply
	calls   []string
}

func (s *sidecar) InvokeActor(_ context.Context, r *client.InvokeActorRequest) (*client.InvokeActorResponse, error) {
	s.calls = append(s.calls, r.ActorType+" "+r.ActorID+" "+r.Method+" "+string(r.Data))
	reply := s.replies[0]
	if len(s.replies) > 1 {
		s.replies = s.replies[1:]
	}
	if reply == nil {
		return nil, errors.New("context canceled")
	}
	raw, err := json.Marshal(reply)
	return &client.InvokeActorResponse{Data: raw}, err
}

func TestCalls(t *testing.T) {
	s := &sidecar{replies: []*conversation.Reply{{More: true}}}
	c := New(s)
	for _, call := range []func() (conversation.Reply, error){
		func() (conversation.Reply, error) { return c.Ask(t.Context(), "ann", conversation.Ask{Message: "m1"}) },
		func() (conversation.Reply, error) {
			return c.Back(t.Context(), "ann", conversation.Back{Before: 3, Limit: 2})
		},
		func() (conversation.Reply, error) {
			return c.Settle(t.Context(), "ann", conversation.Settle{Message: "m1", Plan: conversation.Plan{Asked: "?", Command: conversation.Command{Args: json.RawMessage("{}")}}})
		},
		func() (conversation.Reply, error) {
			return c.Remember(t.Context(), "ann", conversation.Remember{Turn: conversation.Turn{Message: "m1", Answer: json.RawMessage("{}")}})
		},
	} {
		if reply, err := call(); err != nil || !reply.More {
			t.Errorf("got %+v, %v", reply, err)
		}
	}
	want := []string{
		`Conversation ann Ask {"message":"m1"}`,
		`Conversation ann Back {"before":3,"limit":2}`,
		`Conversation ann Settle {"message":"m1","plan":{"command":{"id":"","method":"","args":{}},"asked":"?"}}`,
		`Conversation ann Remember {"turn":{"number":0,"message":"m1","at":"0001-01-01T00:00:00Z","text":"","answer":{}},"memory":{}}`,
	}
	if diff := cmp.Diff(want, s.calls); diff != "" {
		t.Errorf("calls (-want +got):\n%s", diff)
	}
}

func TestCallsAgain(t *testing.T) {
	away := &conversation.Reply{Fault: tasklist.FaultStore}
	for _, c := range []struct {
		name    string
		replies []*conversation.Reply
		tries   int
		ok      bool
	}{
		{"until it is there", []*conversation.Reply{nil, away, {}}, 3, true},
		{"not for ever", []*conversation.Reply{away}, 6, false},
		{"not what cannot be read", []*conversation.Reply{{Fault: tasklist.FaultBadCall}}, 1, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := &sidecar{replies: c.replies}
				_, err := New(s).Ask(t.Context(), "ann", conversation.Ask{Message: "m1"})
				if (err == nil) != c.ok || err != nil && !errors.Is(err, remote.ErrUnavailable) {
					t.Errorf("got %v", err)
				}
				if len(s.calls) != c.tries {
					t.Errorf("%d tries, want %d", len(s.calls), c.tries)
				}
			})
		})
	}
}
