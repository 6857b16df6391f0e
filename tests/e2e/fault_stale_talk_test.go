//go:build e2e

package e2e

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/errandapp/errand/actors/conversation"
)

// TestStaleTalks freezes a host with turns of conversations in its hands, lets
// a second host take them over and go on, and thaws the first: what it then
// remembers must not take a turn away that was told since.
func TestStaleTalks(t *testing.T) {
	mend(t)
	run := uuid.NewString()[:8]
	people := make([]*talker, 16)
	for i := range people {
		people[i] = &talker{person: person{t, fmt.Sprintf("talk-%s-%d", run, i)}}
	}
	everyone := func() {
		t.Helper()
		var talking sync.WaitGroup
		for _, p := range people {
			talking.Go(p.hello)
		}
		talking.Wait()
	}
	everyone() // all conversations are in the memory of the only host

	second := "tasks-" + uuid.NewString()[:8]
	_, err := system.Replica(t.Context(), "tasks", second, nil)
	must(t, err)
	t.Cleanup(func() { must(t, system.Kill(second), system.Kill(second+"/daprd")) })
	everyone() // about half of them are the second's now
	sidecar := sidecarURL(t, "tasks")
	count := func(outcome string) int {
		t.Helper()
		return hostMetric(t, `errand_conversation_seconds_count{method="Remember",outcome="`+outcome+`"}`)
	}
	before, beforeFenced := count("store_unavailable"), count("fenced")

	// Some turns reach the host and no further, some only its sidecar.
	var flight sync.WaitGroup
	late := func() {
		for _, p := range people {
			flight.Go(func() { p.remember(sidecar) })
		}
	}
	must(t, system.Pause("tasks"))
	late()
	time.Sleep(500 * time.Millisecond)
	must(t, system.Pause("tasks/daprd"))
	late()

	everyone()
	everyone()

	// First the host alone: it goes on from what it remembers, and its saves
	// lie in the socket of the sidecar until that is thawed too.
	must(t, system.Resume("tasks"))
	time.Sleep(500 * time.Millisecond)
	must(t, system.Resume("tasks/daprd"))
	must(t, system.AwaitReady(t.Context(), "tasks/daprd"), system.AwaitReady(t.Context(), "tasks"))
	flight.Wait()
	everyone()

	refused, fenced := count("store_unavailable")-before, count("fenced")-beforeFenced
	t.Logf("of the stale host's writes %d were refused by Dapr, which had given its actors away, and %d by the fence", refused, fenced)
	told := 0
	for _, p := range people {
		told += p.check()
	}
	if refused+fenced == 0 {
		t.Error("no write of the stale host was refused: it was not stale")
	}
	t.Logf("%d turns were told and are there", told)
}

// A talker knows what was answered.
type talker struct {
	person

	mu   sync.Mutex
	told []string // ids of messages that were answered, or remembered
}

func (p *talker) tell(id string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.told = append(p.told, id)
}

// hello says it until it is answered.
func (p *talker) hello() {
	id := uuid.NewString()
	p.again(200, time.Minute, "POST", "/v1/chat", `{"id":"`+id+`","text":"hello"}`)
	p.tell(id)
}

// remember has a turn remembered by the host of one sidecar, as chat does. It
// counts when that is acknowledged.
func (p *talker) remember(sidecar string) {
	id := uuid.NewString()
	body, err := json.Marshal(conversation.Remember{Turn: conversation.Turn{
		Message: id, At: time.Now(), Text: "said to a frozen host", Answer: json.RawMessage(`{"reply":"I hear you.","intent":"greet","tasks":[],"version":0}`),
	}})
	if err != nil {
		p.t.Error(err)
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), 40*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, "POST", sidecar+"/v1.0/actors/"+conversation.ActorType+"/"+p.user+"/method/"+conversation.MethodRemember, bytes.NewReader(body))
	if err != nil {
		p.t.Error(err)
		return
	}
	res, err := web.Do(req)
	if err != nil {
		return // no answer: it may be there or not
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	var reply conversation.Reply
	if err != nil || res.StatusCode != http.StatusOK || json.Unmarshal(raw, &reply) != nil || reply.Fault != "" || reply.Turn == nil {
		return
	}
	p.tell(id)
}

// check reads the scroll-back: numbers without gaps, each message once, and
// none missing that was told. The answer is how many were.
func (p *talker) check() int {
	p.t.Helper()
	page := p.ask(200, "GET", "/v1/chat?limit=100", "")
	var there []string
	for i, turn := range page.Turns {
		if turn.Number != int64(i)+1 {
			p.t.Errorf("%s: turn %d has number %d", p.user, i+1, turn.Number)
		}
		if slices.Contains(there, turn.ID) {
			p.t.Errorf("%s: message %s is there twice", p.user, turn.ID)
		}
		there = append(there, turn.ID)
	}
	for _, id := range p.told {
		if !slices.Contains(there, id) {
			p.t.Errorf("%s: message %s was answered and is not there", p.user, id)
		}
	}
	return len(p.told)
}
