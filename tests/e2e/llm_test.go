//go:build e2e

package e2e

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
)

// llmServer speaks as much of OpenAI's protocol as Dapr's conversation.openai
// asks for. It answers what it is told to.
type llmServer struct {
	url string

	mu       sync.Mutex
	handler  http.HandlerFunc
	requests []llmRequest
}

// llmRequest is what came of a question.
type llmRequest struct {
	Model    string
	Messages []struct {
		Role    string
		Content any // text, or parts
	}
	Tools []struct {
		Function struct{ Name string }
	}
}

// shownTask is a task as a model is shown it.
type shownTask struct{ Task, Title string }

func startLLM(t *testing.T) *llmServer {
	s := &llmServer{handler: saying("")}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	s.url = server.URL + "/v1"
	return s
}

func (s *llmServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	raw, err := io.ReadAll(r.Body)
	var q llmRequest
	if err == nil {
		err = json.Unmarshal(raw, &q)
	}
	if err != nil || r.URL.Path != "/v1/chat/completions" || r.Method != http.MethodPost {
		http.Error(w, fmt.Sprintf("%s %s: %v", r.Method, r.URL.Path, err), http.StatusBadRequest)
		return
	}
	s.mu.Lock()
	s.requests = append(s.requests, q)
	handler := s.handler
	s.mu.Unlock()
	// Tools are called with handles: @title stands for one.
	rec := httptest.NewRecorder()
	handler(rec, r)
	text := rec.Body.String()
	for _, t := range q.shown() {
		text = strings.ReplaceAll(text, `\"@`+t.Title+`\"`, `\"`+t.Task+`\"`)
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(rec.Code)
	io.WriteString(w, text) //nolint:errcheck // the sidecar may have gone
}

// answer says how to answer from now on.
func (s *llmServer) answer(h http.HandlerFunc) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.handler = h
}

func (s *llmServer) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.requests)
}

func (s *llmServer) last() llmRequest {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.requests[len(s.requests)-1]
}

// shown are the tasks that the question shows.
func (q llmRequest) shown() []shownTask {
	var user struct{ Tasks []shownTask }
	for _, m := range q.Messages {
		text, ok := m.Content.(string)
		if parts, isParts := m.Content.([]any); isParts && len(parts) == 1 {
			part, _ := parts[0].(map[string]any)
			text, ok = part["text"].(string)
		}
		if m.Role == "user" && ok {
			if err := json.Unmarshal([]byte(text), &user); err != nil {
				return nil
			}
		}
	}
	return user.Tasks
}

// calling calls tools, each written as its name and its arguments.
func calling(calls ...string) http.HandlerFunc {
	var all []map[string]any
	for i, c := range calls {
		name, args, _ := strings.Cut(c, " ")
		all = append(all, map[string]any{"id": fmt.Sprintf("call_%d", i), "type": "function", "function": map[string]string{"name": name, "arguments": args}})
	}
	return completion("tool_calls", map[string]any{"role": "assistant", "content": nil, "tool_calls": all})
}

// saying answers in words.
func saying(words string) http.HandlerFunc {
	return completion("stop", map[string]any{"role": "assistant", "content": words})
}

func completion(reason string, message map[string]any) http.HandlerFunc {
	raw, err := json.Marshal(map[string]any{
		"id": "chatcmpl-1", "object": "chat.completion", "model": "stub",
		"choices": []any{map[string]any{"index": 0, "finish_reason": reason, "message": message}},
		"usage":   map[string]int{"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
	})
	if err != nil {
		panic(err) // maps of strings
	}
	return body(http.StatusOK, string(raw))
}

func body(status int, text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		io.WriteString(w, text) //nolint:errcheck // a recorder takes everything
	}
}
