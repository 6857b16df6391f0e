// Package modeltest is a sidecar with a language model for tests.
package modeltest

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sync"

	"github.com/dapr/go-sdk/client"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// A Question is what the model was shown.
type Question struct {
	Now     string
	Weekday string
	Tasks   []struct{ Task, Title, Date, Time string }
	Spoken  string `json:"last_spoken_of"`
	Message string
	Raw     string   `json:"-"` // the whole user turn
	Tools   []string `json:"-"`
}

// Handle is how the model speaks of the task with a title.
func (q Question) Handle(title string) string {
	for _, t := range q.Tasks {
		if t.Title == title {
			return t.Task
		}
	}
	return "t0"
}

// A Call is a tool call.
type Call struct{ Name, Args string }

// Calls are a response that calls tools.
func Calls(calls ...Call) *client.ConversationResponseAlpha2 {
	m := &client.ConversationResultMessageAlpha2{}
	for i, c := range calls {
		m.ToolCalls = append(m.ToolCalls, &client.ConversationToolCallsAlpha2{
			ID: fmt.Sprintf("call_%d", i), ToolTypes: client.ConversationToolAlpha2{Name: c.Name, Arguments: c.Args},
		})
	}
	return response("tool_calls", m)
}

// Text is a response in words.
func Text(words string) *client.ConversationResponseAlpha2 {
	return response("stop", &client.ConversationResultMessageAlpha2{Content: words})
}

func response(reason string, m *client.ConversationResultMessageAlpha2) *client.ConversationResponseAlpha2 {
	return &client.ConversationResponseAlpha2{Outputs: []*client.ConversationResultAlpha2{{
		Choices: []*client.ConversationResultChoicesAlpha2{{FinishReason: reason, Message: m}},
	}}}
}

// Fake is a sidecar. It keeps a sidecar's promises: it knows its component by
// name only, refuses what daprd refuses, and gives up with the caller.
type Fake struct {
	mu    sync.Mutex
	there bool
	down  bool
	asked []Question

	// Answer answers; a nil response with a nil error waits until the caller
	// gives up.
	Answer func(Question) (*client.ConversationResponseAlpha2, error)
}

// Install puts the component there, or takes it away.
func (f *Fake) Install(there bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.there = there
}

// Stop takes the sidecar itself away, or brings it back.
func (f *Fake) Stop(down bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.down = down
}

// Asked are all questions so far.
func (f *Fake) Asked() []Question {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.asked)
}

// Components are those of the sidecar.
func (f *Fake) Components(ctx context.Context) (map[string]string, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.down || ctx.Err() != nil {
		return nil, status.Error(codes.Unavailable, "no sidecar")
	}
	found := map[string]string{"shared": "state.postgresql"}
	if f.there {
		found["llm"] = "conversation.openai"
	}
	return found, nil
}

// Converse asks Answer.
func (f *Fake) Converse(ctx context.Context, r client.ConversationRequestAlpha2) (*client.ConversationResponseAlpha2, error) {
	q, err := f.question(r)
	if err != nil {
		return nil, err
	}
	if f.Answer == nil {
		return Text("Hello!"), nil
	}
	response, err := f.Answer(q)
	if response != nil || err != nil {
		return response, err
	}
	<-ctx.Done()
	return nil, status.FromContextError(ctx.Err()).Err()
}

func (f *Fake) question(r client.ConversationRequestAlpha2) (q Question, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if !f.there || r.Name != "llm" {
		return q, status.Error(codes.NotFound, "no such conversation component")
	}
	if f.down {
		return q, status.Error(codes.Unavailable, "no sidecar")
	}
	if len(r.Inputs) != 1 || len(r.Inputs[0].Messages) != 2 || r.ToolChoice == nil || *r.ToolChoice != client.ToolChoiceAutoAlpha2 {
		return q, status.Error(codes.InvalidArgument, "not the request that was agreed")
	}
	for _, m := range r.Inputs[0].Messages {
		if !m.Validate() {
			return q, status.Error(codes.InvalidArgument, "message type cannot be nil")
		}
	}
	for _, t := range r.Tools {
		q.Tools = append(q.Tools, t.Name)
	}
	user := r.Inputs[0].Messages[1].ConversationMessageOfUser
	if user == nil || len(user.Content) != 1 {
		return q, status.Error(codes.InvalidArgument, "the second message is not the user's")
	}
	q.Raw = *user.Content[0].Text
	if err := json.Unmarshal([]byte(q.Raw), &q); err != nil {
		return q, status.Error(codes.InvalidArgument, err.Error())
	}
	f.asked = append(f.asked, q)
	return q, nil
}
