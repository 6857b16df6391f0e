package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/errandapp/errand/apps/chat/api"
)

// A yes about 500 tasks with the longest titles is kept before it is done:
// what is asked and what is settled fit into what Dapr takes, 4 MiB.
func TestTheLargestYesFits(t *testing.T) {
	w := newWorld(t)
	for i := range 500 {
		ok[api.TaskAnswer](w, 201, "POST", "/v1/tasks", fmt.Sprintf(`{"id":"t%d","title":"%03d%s"}`, i, i, strings.Repeat("界", 490)))
	}
	if !w.say("m1", "delete everything").Confirm {
		t.Fatal("it does not ask")
	}
	w.memory.failNext = 1
	w.refused(503, "unavailable", "", "POST", "/v1/chat", `{"id":"m2","text":"yes","timeZone":"Europe/Berlin"}`)
	s := w.talks.talks["local"]
	head, err := json.Marshal([]any{s.Memory, s.Settled})
	if err != nil {
		t.Fatal(err)
	}
	if s.Memory.Pending == nil || len(s.Settled) != 1 || len(head) > 3<<20 {
		t.Errorf("%d bytes are kept, of %d settled", len(head), len(s.Settled))
	}
}
