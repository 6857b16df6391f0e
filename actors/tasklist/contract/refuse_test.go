package contract_test

import (
	"bytes"
	"testing"

	"github.com/errandapp/errand/actors/tasklist/contract/story"
)

// The schemas say no: each of these is a fact with one thing wrong.
func TestSchemasRefuse(t *testing.T) {
	open := schemas(t, false)
	facts := firstOfEachType()
	for _, c := range [][3]string{
		{"errand.task.added", `"specversion":"1.0"`, `"specversion":"0.3"`},
		{"errand.task.added", `"type":"errand.task.added"`, `"type":"errand.task.renamed"`},
		{"errand.task.added", `"subject":"task-1",`, ``},
		{"errand.task.added", `"priority":2`, `"priority":5`},
		{"errand.task.added", `"date":"2026-11-24"`, `"date":"2026-02-30"`},
		{"errand.task.added", `"reminders":[{"at"`, `"reminders":[{},{"at"`},
		{"errand.task.added", `"order":"0`, `"order":"A`},
		{"errand.task.added", `"version":1`, `"version":0`},
		{"errand.task.added", `"version":1`, `"version":"1"`},
		{"errand.task.renamed", `"change":{"title"`, `"change":{"tilte"`},
		{"errand.task.edited", `"change":{"title"`, `"change":{"tilte"`},
		{"errand.task.edited", `"beforeMin":30`, `"beforeMin":-1`},
		{"errand.task.edited", `"nagMin":60`, `"nagMin":1`},
		{"errand.task.edited", `"durationMin":15`, `"durationMin":0`},
		{"errand.task.repeats", `"change":{"repeat"`, `"change":{"repaet"`},
		{"errand.task.repeats", `"change":{"repeat":{"rrule"`, `"change":{"repeat":{"rule"`},
		{"errand.task.repeats", `"scheduled":"2026-11-23T08:10"`, `"scheduled":"2026-11-23T08:10Z"`},
		{"errand.task.snoozed", `"change":{"until"`, `"change":{"till"`},
		{"errand.task.moved", `"change":{"parent":"shop","order"`, `"change":{"parent":"shop","odrer"`},
		{"errand.task.removed", `"change":`, `"task":{"id":"x"},"change":`},
		{"errand.task.skipped", `"change":`, `"task":null,"change":`},
		{"errand.task.purged", `"change":`, `"task":{},"change":`},
		{"errand.task.came_due", `"change":{"dueAt":"2026-11-23T08:10:00Z"`, `"change":{"dueAt":"soon"`},
		{"errand.task.came_due", `"lateSeconds":120`, `"lateSeconds":-120`},
		{"errand.task.reverted", `"change":{"of"`, `"change":{"off"`},
		{"errand.settings.changed", `"time":`, `"subject":"task-1","time":`},
		{"errand.settings.changed", `"quietFrom":"22:00"`, `"quietFrom":"10 pm"`},
		{"errand.task.completed", `"partitionkey":"ann",`, ``},
	} {
		bad := bytes.Replace(facts[c[0]], []byte(c[1]), []byte(c[2]), 1)
		if bytes.Equal(bad, facts[c[0]]) {
			t.Fatalf("%s has no %s", facts[c[0]], c[1])
		}
		if err := validate(open[c[0]], bad); err == nil {
			t.Errorf("%s with %s for %s is taken", c[0], c[2], c[1])
		}
	}
}

// What a later program adds is none of a reader's business, wherever it is.
func TestOpenSchemasTakeMore(t *testing.T) {
	open, strict := schemas(t, false), schemas(t, true)
	facts := firstOfEachType()
	for _, c := range [][2]string{
		{"errand.task.added", `{"specversion"`},
		{"errand.task.added", `{"list"`},
		{"errand.task.added", `{"id":"task-1"`},
		{"errand.task.added", `{"date"`},
		{"errand.task.added", `{"at"`},
		{"errand.task.edited", `"change":{"title"`},
		{"errand.task.repeats", `{"rrule"`},
		{"errand.settings.changed", `"change":{"quietFrom"`},
	} {
		more := bytes.ReplaceAll(facts[c[0]], []byte(c[1]), bytes.Replace([]byte(c[1]), []byte("{"), []byte(`{"more":1,`), 1))
		if bytes.Equal(more, facts[c[0]]) {
			t.Fatalf("%s has no %s", facts[c[0]], c[1])
		}
		if err := validate(open[c[0]], more); err != nil {
			t.Errorf("%s with more at %s: %v", c[0], c[1], err)
		}
		if err := validate(strict[c[0]], more); err == nil {
			t.Errorf("the strict schema of %s takes more at %s", c[0], c[1])
		}
	}
}

func firstOfEachType() map[string][]byte {
	facts := map[string][]byte{}
	for _, f := range story.EveryType("ann") {
		if _, ok := facts[f.Type]; !ok {
			facts[f.Type] = story.Bytes(f)
		}
	}
	return facts
}
