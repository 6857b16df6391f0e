//go:build e2e

package e2e

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/errandapp/errand/actors/tasklist"
)

// TestStaleHost freezes a host with commands in its hands, lets a second host
// take the lists over and write them, and thaws the first: what it then does
// to its lists, as it remembers them, must not count.
func TestStaleHost(t *testing.T) {
	mend(t)
	topic := readKafka(t)
	l := newLoad(t, 24)
	everywhere := func() {
		t.Helper()
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		var adding sync.WaitGroup
		for _, list := range l.lists {
			adding.Go(func() { l.add(ctx, list, overAPI(t)) })
		}
		adding.Wait()
		if ctx.Err() != nil {
			t.Fatal("not every list could be written within a minute")
		}
	}
	everywhere() // all lists are in the memory of the only host

	second := "tasks-" + uuid.NewString()[:8]
	_, err := system.Replica(t.Context(), "tasks", second, nil)
	must(t, err)
	t.Cleanup(func() { must(t, system.Kill(second), system.Kill(second+"/daprd")) })
	everywhere() // about half of them are the second's now
	stale := &staleCalls{t: t, load: l, sidecar: sidecarURL(t, "tasks")}
	before, beforeFenced := refusedWrites(t), fencedWrites(t)

	// Some commands reach the host and no further, some only its sidecar.
	must(t, system.Pause("tasks"))
	stale.send()
	time.Sleep(500 * time.Millisecond)
	must(t, system.Pause("tasks/daprd"))
	stale.send()

	began := time.Now()
	everywhere()
	everywhere()
	t.Logf("the second host had taken over after %.1f s", time.Since(began).Seconds())

	// First the host alone: it decides on what it remembers, and its saves lie
	// in the socket of the sidecar until that is thawed too.
	must(t, system.Resume("tasks"))
	time.Sleep(500 * time.Millisecond)
	must(t, system.Resume("tasks/daprd"))
	must(t, system.AwaitReady(t.Context(), "tasks/daprd"), system.AwaitReady(t.Context(), "tasks"))
	stale.wait()
	everywhere()

	refused, fenced := refusedWrites(t)-before, fencedWrites(t)-beforeFenced
	t.Logf("of the stale host's writes %d were refused, %d of them by the fence", refused, fenced)
	for why, n := range whyRefused(t, l) {
		t.Logf("%4d × %s", n, why)
	}
	t.Logf("its callers were told: %v", stale.answers)
	if refused == 0 {
		t.Error("no write of the stale host was refused: it was not stale")
	}
	l.checkAll(topic)
}

// staleCalls are commands sent straight to one sidecar. What is acknowledged
// there counts as much as anywhere.
type staleCalls struct {
	t       *testing.T
	load    *load
	sidecar string
	flight  sync.WaitGroup

	mu      sync.Mutex
	answers map[string]int
}

// send sends one new task to every list, and does not wait for the answers.
func (s *staleCalls) send() {
	for _, list := range s.load.lists {
		id := uuid.Must(uuid.NewV7()).String()
		s.flight.Go(func() {
			what := s.call(list, id)
			s.mu.Lock()
			defer s.mu.Unlock()
			if s.answers == nil {
				s.answers = map[string]int{}
			}
			s.answers[what]++
		})
	}
}

func (s *staleCalls) wait() { s.flight.Wait() }

// call says in short how a command was answered.
func (s *staleCalls) call(list, id string) string {
	args, err := json.Marshal(tasklist.AddTask{ID: id, Content: tasklist.Content{Title: "From a frozen host"}})
	if err != nil {
		return err.Error()
	}
	body, err := json.Marshal(tasklist.Call{ID: "c-" + id, Args: args})
	if err != nil {
		return err.Error()
	}
	ctx, cancel := context.WithTimeout(context.Background(), 40*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, "POST", s.sidecar+"/v1.0/actors/TaskList/"+list+"/method/AddTask", bytes.NewReader(body))
	if err != nil {
		return err.Error()
	}
	res, err := web.Do(req)
	if err != nil {
		return "no answer"
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		return "half an answer"
	}
	var reply tasklist.Reply
	switch err := json.Unmarshal(raw, &reply); {
	case res.StatusCode != http.StatusOK:
		return fmt.Sprint("status ", res.StatusCode)
	case err != nil:
		s.t.Errorf("%s: %s: %v", list, raw, err)
		return "nonsense"
	case reply.Fault != "":
		return string(reply.Fault)
	case reply.Refusal != nil:
		s.t.Errorf("%s: refused: %+v", list, reply.Refusal)
		return reply.Refusal.Code
	}
	s.load.ack(list, id)
	return "done"
}

func sidecarURL(t *testing.T, app string) string {
	t.Helper()
	at, err := system.App(app)
	must(t, err)
	return at.DaprHTTP
}

// refusedWrites counts the turns of the first host whose save failed.
func refusedWrites(t *testing.T) int {
	t.Helper()
	return hostMetric(t, `errand_turn_seconds_count{command="AddTask",outcome="store_unavailable"}`)
}

// fencedWrites counts those of them that Postgres refused as stale.
func fencedWrites(t *testing.T) int {
	t.Helper()
	return hostMetric(t, "errand_fenced_total")
}

func hostMetric(t *testing.T, name string) int {
	t.Helper()
	app, err := system.App("tasks")
	must(t, err)
	return counted(t, app, name)
}

// whyRefused reads in the host's log what Dapr and Postgres said about the
// lists of a load.
func whyRefused(t *testing.T, l *load) map[string]int {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(system.LogDir, "tasks.log"))
	must(t, err)
	why := map[string]int{}
	run := l.lists[0][:strings.LastIndex(l.lists[0], "-")]
	for line := range strings.Lines(string(raw)) {
		switch {
		case !strings.Contains(line, "store_unavailable") || !strings.Contains(line, "list="+run):
		case strings.Contains(line, "errand: stale head"):
			why["Postgres: errand: stale head"]++
		default:
			_, cause, _ := strings.Cut(strings.TrimSpace(line), "desc = ")
			why["Dapr: "+strings.Trim(cause, `"`)]++
		}
	}
	return why
}
