package main

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/api"
)

// gym is a task with everything.
const gym = `{"id":"gym","title":"Gym","notes":"*legs*","due":{"date":"2026-11-24","time":"18:00","timeZone":"Europe/Berlin"},
	"priority":2,"labels":["Sport"],"project":"Health","parent":"top","source":"app-x","durationMin":90,
	"reminders":[{"beforeMin":0},{"at":"2026-11-24T08:00:00Z"},{"nagMin":10}],
	"recurrence":{"rrule":"FREQ=WEEKLY;BYDAY=TU","fromCompletion":false,"strict":false}}`

func gymWorld(t *testing.T) *world {
	w := newWorld(t)
	ok[api.TaskAnswer](w, 201, "POST", "/v1/tasks", `{"id":"top","title":"Body"}`)
	ok[api.TaskAnswer](w, 201, "POST", "/v1/tasks", gym)
	return w
}

func TestWholeTask(t *testing.T) {
	w := gymWorld(t)
	now := 0
	got := ok[api.TaskAnswer](w, 200, "GET", "/v1/tasks/gym", "").Task
	want := api.Task{
		Id: "gym", Title: "Gym", Notes: "*legs*", Due: api.Due{Date: "2026-11-24", Time: "18:00", TimeZone: "Europe/Berlin"},
		Priority: 2, Labels: []string{"sport"}, Project: "health", Parent: "top", Source: "app-x", DurationMin: 90, Order: got.Order,
		Reminders:  []api.Reminder{{BeforeMin: &now}, {At: time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC)}, {NagMin: 10}},
		Recurrence: api.Recurrence{Rrule: "FREQ=WEEKLY;BYDAY=TU"}, Series: "gym", Occurrence: 1, Scheduled: "2026-11-24T18:00",
		DueAt: noon.Add(5 * time.Hour), RingAt: noon.Add(5 * time.Hour), CreatedAt: noon, UpdatedAt: noon, Revision: 2,
	}
	if diff := cmp.Diff(want, got); diff != "" || got.Order == "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	raw := w.send("GET", "/v1/tasks/top", "").Body.String()
	for _, field := range []string{"recurrence", "reminders", "snoozedUntil", "removedAt", "due", "parent"} {
		if strings.Contains(raw, `"`+field+`"`) {
			t.Errorf("what a task lacks is told: %s in %s", field, raw)
		}
	}
}

func TestOccurrences(t *testing.T) {
	w := gymWorld(t)
	done := ok[api.TaskAnswer](w, 200, "POST", "/v1/tasks/gym/complete", "", "Idempotency-Key: k1")
	if done.Next == nil || done.Next.Occurrence != 2 || done.Next.Scheduled != "2026-12-01T18:00" || done.Next.Series != "gym" || done.Task.CompletedAt != noon {
		t.Fatalf("completed: %+v, next %+v", done.Task, done.Next)
	}
	if again := ok[api.TaskAnswer](w, 200, "POST", "/v1/tasks/gym/complete", "", "Idempotency-Key: k1"); again.Version != done.Version || again.Next != nil {
		t.Errorf("completed again: %+v", again)
	}
	second := done.Next.Id
	skipped := ok[api.SkipAnswer](w, 200, "POST", "/v1/tasks/"+second+"/skip", "", "Idempotency-Key: k2")
	if skipped.Next == nil || skipped.Next.Scheduled != "2026-12-08T18:00" {
		t.Errorf("skipped: %+v", skipped.Next)
	}
	if again := ok[api.SkipAnswer](w, 200, "POST", "/v1/tasks/"+second+"/skip", "", "Idempotency-Key: k2"); again.Version != skipped.Version || again.Next != nil {
		t.Errorf("skipped again: %+v", again)
	}
	w.refused(422, "not_repeating", "id", "POST", "/v1/tasks/top/skip", "")

	third := skipped.Next.Id
	this := ok[api.TaskAnswer](w, 200, "PATCH", "/v1/tasks/"+third, `{"this":true,"title":"Gym with Zoë"}`)
	next := ok[api.TaskAnswer](w, 200, "POST", "/v1/tasks/"+third+"/complete", "").Next
	if this.Task.Title != "Gym with Zoë" || next == nil || next.Title != "Gym" {
		t.Errorf("this one only: %q, then %+v", this.Task.Title, next)
	}
	later := ok[api.TaskAnswer](w, 200, "PATCH", "/v1/tasks/"+next.Id, `{"later":true,"due":{"date":"2026-12-15","time":"07:00","timeZone":"Europe/Berlin"}}`)
	if after := ok[api.TaskAnswer](w, 200, "POST", "/v1/tasks/"+next.Id+"/complete", "").Next; later.Task.Due.Time != "07:00" || after == nil || after.Due.Time != "07:00" {
		t.Errorf("all later ones: %+v, then %+v", later.Task.Due, after)
	}
}

func TestSnoozeAndTrash(t *testing.T) {
	w := gymWorld(t)
	if got := ok[api.TaskAnswer](w, 200, "POST", "/v1/tasks/gym/snooze", `{"minutes":90}`); got.Task.SnoozedUntil != noon.Add(90*time.Minute) {
		t.Errorf("for 90 minutes: %+v", got.Task)
	}
	if got := ok[api.TaskAnswer](w, 200, "POST", "/v1/tasks/gym/snooze", `{"until":"2026-11-25T09:00:00+01:00"}`); !got.Task.SnoozedUntil.Equal(time.Date(2026, 11, 25, 8, 0, 0, 0, time.UTC)) {
		t.Errorf("until nine: %+v", got.Task)
	}
	w.refused(422, "bad_moment", "until", "POST", "/v1/tasks/gym/snooze", `{"until":"2026-11-23T09:00:00Z"}`)

	ok[api.Done](w, 200, "DELETE", "/v1/tasks/top", "")
	trash := ok[api.TaskList](w, 200, "GET", "/v1/tasks?status=trash", "")
	if len(trash.Tasks) != 2 || trash.Tasks[0].RemovedAt != noon {
		t.Fatalf("the trash: %+v", trash.Tasks)
	}
	w.refused(404, "unknown_task", "id", "GET", "/v1/tasks/gym", "")
	for range 2 {
		if got := ok[api.TaskAnswer](w, 200, "POST", "/v1/tasks/top/restore", "", "Idempotency-Key: back"); !got.Task.RemovedAt.IsZero() {
			t.Errorf("restored: %+v", got.Task)
		}
	}
	if list := ok[api.TaskList](w, 200, "GET", "/v1/tasks", ""); list.Total != 2 {
		t.Errorf("the list: %+v", list)
	}
	w.refused(422, "not_in_trash", "id", "POST", "/v1/tasks/nope/restore", "")
}

// Several fields are one command, done as a whole or not at all.
func TestChangeOfManyFields(t *testing.T) {
	w := gymWorld(t)
	ok[api.TaskAnswer](w, 201, "POST", "/v1/tasks", `{"id":"a","title":"A"}`)
	w.at = w.at.Add(time.Second)
	ok[api.TaskAnswer](w, 201, "POST", "/v1/tasks", `{"id":"b","title":"B"}`)
	const body = `{"title":"C","notes":"n","priority":1,"labels":["x"],"project":"p","durationMin":30,"reminders":[{"beforeMin":5}],
		"due":{"date":"2026-12-01","time":"10:00"},"recurrence":{"rrule":"FREQ=DAILY","strict":true},"parent":"top","before":"a"}`
	w.memory.loseNext = 1
	w.refused(503, "unavailable", "", "PATCH", "/v1/tasks/b", body, "Idempotency-Key: k")
	got := ok[api.TaskAnswer](w, 200, "PATCH", "/v1/tasks/b", body, "Idempotency-Key: k").Task
	a := ok[api.TaskAnswer](w, 200, "GET", "/v1/tasks/a", "").Task
	five := 5
	want := got
	want.Title, want.Notes, want.Priority, want.Labels, want.Project, want.DurationMin = "C", "n", 1, []string{"x"}, "p", 30
	want.Reminders, want.Due, want.Parent = []api.Reminder{{BeforeMin: &five}}, api.Due{Date: "2026-12-01", Time: "10:00", TimeZone: "UTC"}, "top"
	want.Recurrence = api.Recurrence{Rrule: "FREQ=DAILY", Strict: true}
	if diff := cmp.Diff(want, got); diff != "" || got.Order >= a.Order {
		t.Errorf("order %s, a's %s (-want +got):\n%s", got.Order, a.Order, diff)
	}

	before := w.memory.lists["local"].Version
	for _, c := range []struct{ code, field, body string }{
		{"empty_title", "title", `{"due":{"date":"2026-12-02"},"title":" "}`},
		{"bad_rule", "recurrence.rrule", `{"title":"D","recurrence":{"rrule":"FREQ=NEVER"}}`},
		{"bad_rule", "recurrence.strict", `{"title":"D","recurrence":{"rrule":"FREQ=DAILY","strict":true,"fromCompletion":true}}`},
		{"impossible_date", "due.date", `{"title":"D","due":{"date":"2026-02-30"}}`},
		{"needs_due", "durationMin", `{"due":null,"durationMin":5}`},
		{"needs_due", "recurrence", `{"due":null,"recurrence":{"rrule":"FREQ=DAILY"}}`},
		{"bad_duration", "durationMin", `{"title":"D","durationMin":-1}`},
		{"bad_reminder", "reminders", `{"title":"D","reminders":[{}]}`},
		{"bad_reminder", "reminders", `{"reminders":[{"nagMin":1}]}`},
		{"too_many_reminders", "reminders", `{"reminders":[` + strings.Repeat(`{"nagMin":10},`, 10) + `{"nagMin":10}]}`},
		{"unknown_task", "parent", `{"title":"D","parent":"nope"}`},
		{"loop", "parent", `{"title":"D","parent":"b"}`},
		{"unknown_task", "before", `{"title":"D","before":"nope"}`},
		{"bad_verb", "after", `{"title":"D","before":"a","after":"a"}`},
	} {
		w.refused(422, c.code, c.field, "PATCH", "/v1/tasks/b", c.body)
	}
	if after := w.memory.lists["local"].Version; after != before {
		t.Errorf("a refusal changed the list: version %d, was %d", after, before)
	}

	cleared := ok[api.TaskAnswer](w, 200, "PATCH", "/v1/tasks/b", `{"due":null,"parent":null,"project":"","labels":[],"priority":0,"notes":"","after":"a"}`).Task
	if cleared.Due.Date != "" || cleared.Recurrence.Rrule != "" || cleared.DurationMin != 0 || cleared.Reminders != nil || cleared.Parent != "" ||
		cleared.Project != "" || cleared.Labels != nil || cleared.Priority != 0 || cleared.Notes != "" || cleared.Order <= a.Order {
		t.Errorf("cleared: %+v", cleared)
	}
	stopped := ok[api.TaskAnswer](w, 200, "PATCH", "/v1/tasks/gym", `{"recurrence":null}`).Task
	if stopped.Recurrence.Rrule != "" || stopped.Series != "" || stopped.Due.Date != "2026-11-24" {
		t.Errorf("stopped: %+v", stopped)
	}
}

// Nobody reaches another person's task by its id.
func TestOthersTasksAreNotThere(t *testing.T) {
	w := gymWorld(t)
	ok[api.Done](w, 200, "DELETE", "/v1/tasks/gym", "")
	before := w.memory.lists["local"].Version
	for _, c := range []struct{ code, field, method, path, body string }{
		{"unknown_task", "id", "PATCH", "/v1/tasks/top", `{"notes":"mine","priority":1}`},
		{"unknown_task", "id", "POST", "/v1/tasks/top/skip", ""},
		{"unknown_task", "id", "POST", "/v1/tasks/top/snooze", `{"minutes":5}`},
		{"not_in_trash", "id", "POST", "/v1/tasks/gym/restore", ""},
		{"unknown_task", "parent", "POST", "/v1/tasks", `{"title":"x","parent":"top"}`},
		{"unknown_task", "commands[0].args.id", "POST", "/v1/batch", `{"commands":[{"verb":"CompleteTask","args":{"id":"top"}}]}`},
	} {
		w.refused(422, c.code, c.field, c.method, c.path, c.body, "errand-user: ben")
	}
	ok[api.Renamed](w, 200, "POST", "/v1/projects/rename", `{"from":"health","to":"x"}`, "errand-user: ben")
	if ids, _ := w.find(map[string][]string{"status": {"trash"}}, "errand-user: ben"); len(ids) != 0 {
		t.Errorf("ben's trash has %v", ids)
	}
	if after := w.memory.lists["local"].Version; after != before {
		t.Errorf("ben changed it: version %d, was %d", after, before)
	}
}

// A tree is five levels deep at most.
func TestTree(t *testing.T) {
	w := newWorld(t)
	parent := ""
	for i := range tasklist.MaxDepth {
		id := fmt.Sprintf("t%d", i)
		ok[api.TaskAnswer](w, http.StatusCreated, "POST", "/v1/tasks", fmt.Sprintf(`{"id":%q,"title":"x","parent":%q}`, id, parent))
		parent = id
	}
	w.refused(422, "too_deep", "parent", "POST", "/v1/tasks", `{"title":"x","parent":"`+parent+`"}`)
	w.refused(422, "loop", "parent", "PATCH", "/v1/tasks/t0", `{"parent":"`+parent+`"}`)
}
