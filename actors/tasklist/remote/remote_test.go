package remote

import (
	"context"
	"encoding/json"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/dapr/go-sdk/client"

	"github.com/errandapp/errand/actors/tasklist"
)

// sidecar answers each try with the next of its answers; the last one stays.
type sidecar struct {
	answers []func(context.Context) (tasklist.Reply, error)
	ids     []string // of the calls that came in
	methods []string
}

func (s *sidecar) InvokeActor(ctx context.Context, r *client.InvokeActorRequest) (*client.InvokeActorResponse, error) {
	var call tasklist.Call
	if err := json.Unmarshal(r.Data, &call); err != nil {
		return nil, err
	}
	s.ids = append(s.ids, call.ID)
	s.methods = append(s.methods, r.Method)
	answer := s.answers[0]
	if len(s.answers) > 1 {
		s.answers = s.answers[1:]
	}
	reply, err := answer(ctx)
	if err != nil {
		return nil, err
	}
	raw, err := json.Marshal(reply)
	return &client.InvokeActorResponse{Data: raw}, err
}

func says(r tasklist.Reply) func(context.Context) (tasklist.Reply, error) {
	return func(context.Context) (tasklist.Reply, error) { return r, nil }
}

func breaks(context.Context) (tasklist.Reply, error) {
	return tasklist.Reply{}, errors.New("context canceled")
}

func hangs(ctx context.Context) (tasklist.Reply, error) {
	<-ctx.Done()
	return tasklist.Reply{}, ctx.Err()
}

func TestDo(t *testing.T) {
	refusal := &tasklist.Refusal{Code: tasklist.CodeEmptyTitle, Message: "no"}
	for _, c := range []struct {
		name     string
		answers  []func(context.Context) (tasklist.Reply, error)
		tries    int
		within   time.Duration
		version  uint64
		wantCode string
		away     bool
	}{
		{"done", []func(context.Context) (tasklist.Reply, error){says(tasklist.Reply{Version: 3})}, 1, 0, 3, "", false},
		{"refused", []func(context.Context) (tasklist.Reply, error){says(tasklist.Reply{Version: 3, Refusal: refusal})}, 1, 0, 3, tasklist.CodeEmptyTitle, false},
		{"sent again under the same id", []func(context.Context) (tasklist.Reply, error){breaks, breaks, says(tasklist.Reply{Version: 4})}, 3, time.Second, 4, "", false},
		{"a host that hangs is given up for another", []func(context.Context) (tasklist.Reply, error){hangs, says(tasklist.Reply{Version: 4})}, 2, Attempt + time.Second, 4, "", false},
		{"a store that comes back", []func(context.Context) (tasklist.Reply, error){says(tasklist.Reply{Fault: tasklist.FaultStore}), says(tasklist.Reply{Version: 5})}, 2, time.Second, 5, "", false},
		{"a store that stays away", []func(context.Context) (tasklist.Reply, error){says(tasklist.Reply{Fault: tasklist.FaultStore})}, 6, Faulty + 2*time.Second, 0, "", true},
		{"a call that cannot be read", []func(context.Context) (tasklist.Reply, error){says(tasklist.Reply{Fault: tasklist.FaultBadCall})}, 1, 0, 0, "", true},
		{"nobody there", []func(context.Context) (tasklist.Reply, error){breaks}, 13, Overall, 0, "", true},
		{"nobody answers", []func(context.Context) (tasklist.Reply, error){hangs}, 4, Overall, 0, "", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := &sidecar{answers: c.answers}
				began := time.Now()
				reply, err := New(s).Do(t.Context(), "ann", tasklist.Command{ID: "c1", Verb: tasklist.AddTask{ID: "a", Content: tasklist.Content{Title: "A"}}})
				if took := time.Since(began); took > c.within {
					t.Errorf("took %v", took)
				}
				var refused *tasklist.Refusal
				code := ""
				if errors.As(err, &refused) {
					code = refused.Code
				}
				if code != c.wantCode || errors.Is(err, ErrUnavailable) != c.away || (err == nil) != (code == "" && !c.away) {
					t.Errorf("got %v", err)
				}
				if reply.Version != c.version {
					t.Errorf("version %d, want %d", reply.Version, c.version)
				}
				if len(s.ids) != c.tries {
					t.Errorf("%d tries, want %d", len(s.ids), c.tries)
				}
				for i, id := range s.ids {
					if id != "c1" || s.methods[i] != "AddTask" {
						t.Errorf("try %d was %s under id %q", i, s.methods[i], id)
					}
				}
			})
		})
	}
}
