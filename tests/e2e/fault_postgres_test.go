//go:build e2e

package e2e

import (
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
)

// TestPostgresIsAway: without the database everything that needs it says so
// soon, and the same command succeeds, once, when it is back.
func TestPostgresIsAway(t *testing.T) {
	mend(t)
	topic := readKafka(t)
	ann, bob := someone(t), someone(t)
	kept := ann.adds("Kept", time.Time{})
	bob.adds("Not in memory of any later command", time.Time{})
	l := startLoad(t, 12, 6, overAPI(t))
	l.await(100)

	const soon = 12 * time.Second
	must(t, system.Kill("postgres"))
	id := uuid.Must(uuid.NewV7()).String()
	add := `{"id":"` + id + `","title":"Sent until it is there"}`
	ann.away(soon, "POST", "/v1/tasks", add)
	ann.away(soon, "GET", "/v1/tasks", "")
	ann.away(soon, "POST", "/v1/tasks/"+kept+"/complete", "")
	ann.away(soon, "POST", "/v1/chat", `{"id":"m1","text":"add milk","timeZone":"UTC"}`)
	ann.away(soon, "GET", "/v1/history", "")
	ann.away(soon, "GET", "/v1/notifications", "")
	someone(t).away(soon, "GET", "/v1/tasks", "")

	must(t, system.Restart(t.Context(), "postgres"))
	began := time.Now()
	first := ann.again(201, 30*time.Second, "POST", "/v1/tasks", add)
	t.Logf("the command succeeded %.1f s after Postgres was back", time.Since(began).Seconds())
	second := ann.again(201, 30*time.Second, "POST", "/v1/tasks", add)
	if first.Version != 2 || second.Version != 2 {
		t.Errorf("sent again it led to versions %d and %d, want 2", first.Version, second.Version)
	}
	if list := ann.list(); len(list.Tasks) != 2 || list.Tasks[0].ID != kept || list.Tasks[1].ID != id {
		t.Errorf("the list is %+v", list.Tasks)
	}
	if list := bob.list(); len(list.Tasks) != 1 {
		t.Errorf("the other list is %+v", list.Tasks)
	}
	l.await(100)

	// Frozen, it refuses nothing: only patience can run out.
	must(t, system.Pause("postgres"))
	late := uuid.Must(uuid.NewV7()).String()
	add = `{"id":"` + late + `","title":"Sent to a frozen database"}`
	var asking sync.WaitGroup
	for _, ask := range [][3]string{
		{"POST", "/v1/tasks", add}, {"GET", "/v1/history", ""}, {"GET", "/v1/notifications", ""},
	} {
		asking.Go(func() { ann.away(soon, ask[0], ask[1], ask[2]) })
	}
	asking.Go(func() { someone(t).away(soon, "GET", "/v1/tasks", "") })
	asking.Wait()
	must(t, system.Resume("postgres"))
	if third := ann.again(201, 30*time.Second, "POST", "/v1/tasks", add); third.Version != 3 {
		t.Errorf("the third task led to version %d", third.Version)
	}
	if list := ann.list(); len(list.Tasks) != 3 || list.Tasks[2].ID != late {
		t.Errorf("the list is %+v", list.Tasks)
	}
	l.await(100)
	l.checkAll(topic)
}
