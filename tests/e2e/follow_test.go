//go:build e2e

package e2e

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/errandapp/errand/actors/tasklist"
)

// TestOneMessageEverywhere follows one chat message through every process.
func TestOneMessageEverywhere(t *testing.T) {
	ann, bob := someone(t), someone(t)
	broker, subscriber := readKafka(t), subscribe(t)
	frames, _ := watch(t, ann, 0)
	others, _ := watch(t, bob, 0)

	// Said.
	const trace = "0af7651916cd43dd8448eb211c80319c"
	title := "Water the plants " + ann.user[len(ann.user)-6:]
	raw, _ := json.Marshal(map[string]string{"id": "m1", "text": "add " + title + " #home !high", "timeZone": "Europe/Berlin"})
	reply := ann.ask(200, "POST", "/v1/chat", string(raw), "traceparent", "00-"+trace+"-b7ad6b7169203331-01")
	if reply.Intent != "add" || len(reply.Tasks) != 1 || reply.Version != 1 {
		t.Fatalf("reply %+v", reply)
	}
	task := reply.Tasks[0]
	if task.Title != title || task.Priority != tasklist.High || strings.Join(task.Labels, ",") != "home" {
		t.Errorf("task %+v", task)
	}
	// Said again, it is not done again.
	if again := ann.ask(200, "POST", "/v1/chat", string(raw)); again.Version != 1 {
		t.Errorf("the resend led to version %d", again.Version)
	}

	// In the actor; not in anybody else's.
	if list := ann.list(); len(list.Tasks) != 1 || list.Tasks[0].ID != task.ID || list.header.Get("ETag") != `"1"` {
		t.Errorf("the list is %+v, ETag %s", list.Tasks, list.header.Get("ETag"))
	}
	if list := bob.list(); len(list.Tasks) != 0 {
		t.Errorf("another person sees %+v", list.Tasks)
	}

	// In Dapr's state table.
	head, err := query[string]("select convert_from(value, 'UTF8') from state where key = $1", "tasks||TaskList||"+ann.user+"||head")
	if err != nil || !strings.HasPrefix(head, `{"format":2,"revision":1,"version":1,`) {
		t.Errorf("head %q: %v", head, err)
	}

	// On the topic, read by a consumer of our own and by a Dapr subscriber.
	for name, reader := range map[string]*facts{"consumer": broker, "subscriber": subscriber} {
		within(t, 10*time.Second, "the fact at the "+name, func() error { return reader.has(ann.user, "errand.task.added") })
		fact := reader.of(ann.user)[0]
		if fact.ID != ann.user+"/1" || fact.Data.Task == nil || fact.Data.Task.Title != title {
			t.Errorf("the %s has %+v", name, fact)
		}
	}
	if got := broker.of(ann.user)[0].TraceParent; !strings.HasPrefix(got, "00-"+trace+"-") {
		t.Errorf("traceparent %q does not continue the request's trace", got)
	}

	// In the audit, for its owner only.
	within(t, 10*time.Second, "the audit row", func() error {
		h := ann.ask(200, "GET", "/v1/history?task="+task.ID, "")
		if len(h.Entries) != 1 {
			return fmt.Errorf("%d entries", len(h.Entries))
		}
		f, err := tasklist.ParseFact(h.Entries[0].Fact)
		if err == nil && f.ID != ann.user+"/1" {
			err = fmt.Errorf("entry %s", f.ID)
		}
		return err
	})
	if h := bob.ask(200, "GET", "/v1/history?task="+task.ID, ""); len(h.Entries) != 0 {
		t.Errorf("another person's history has %d entries", len(h.Entries))
	}
	if n, err := query[int]("select count(*) from audit.facts where list = $1", ann.user); err != nil || n != 1 {
		t.Errorf("%d audit rows: %v", n, err)
	}

	// On her screen; on nobody else's.
	within(t, 10*time.Second, "the frame", func() error { return frames.has(ann.user, "errand.task.added") })

	// The reminder, at its second.
	due := time.Now().Add(3 * time.Second).Truncate(time.Second)
	id := ann.adds("Ring "+title, due)
	within(t, 20*time.Second, "the ring", func() error { return frames.has(ann.user, "errand.task.came_due") })
	rung := frames.of(ann.user)[2]
	if rung.Subject != id || rung.Time.Before(due) || rung.Time.Sub(due) > time.Second {
		t.Errorf("%s rang at %v, due %v", rung.Subject, rung.Time, due)
	}
	t.Logf("rang %v after its second", rung.Time.Sub(due))

	// The mail and the webhook, once each, and the receipts of both.
	within(t, 20*time.Second, "the mail", func() error { return oneMailWith("Ring " + title) })
	within(t, 20*time.Second, "the webhook", func() error {
		if n := webhook.with(id); n != 1 {
			return fmt.Errorf("%d calls", n)
		}
		return nil
	})
	within(t, 20*time.Second, "the receipts", func() error {
		n := ann.ask(200, "GET", "/v1/notifications", "").Notifications
		if len(n) != 1 || n[0].Task != id || len(n[0].Channels) != 3 {
			return fmt.Errorf("%+v", n)
		}
		for _, c := range n[0].Channels {
			if c.Outcome != "sent" {
				return fmt.Errorf("%+v", c)
			}
		}
		return nil
	})
	if n := bob.ask(200, "GET", "/v1/notifications", "").Notifications; len(n) != 0 {
		t.Errorf("another person was told %+v", n)
	}
	if got := others.of(bob.user); len(got) != 0 || len(others.of(ann.user)) != 0 {
		t.Errorf("another person's screen got %+v", got)
	}
}
