package contract_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"pgregory.net/rapid"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/actors/tasklist/contract"
	"github.com/errandapp/errand/actors/tasklist/contract/story"
)

var update = flag.Bool("update", false, "write the golden files of the newest folder that lack")

// newest is the folder of the shapes that are published now.
const newest = "testdata/v1"

// schemas compiles a schema for each type of fact. Strict ones refuse
// properties that they do not describe, as readers must not.
func schemas(t testing.TB, strict bool) map[string]*jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	files, err := contract.Schemas.ReadDir("schemas")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		raw, err := contract.Schemas.ReadFile("schemas/" + file.Name())
		if err != nil {
			t.Fatal(err)
		}
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
		if err != nil {
			t.Fatalf("%s: %v", file.Name(), err)
		}
		if strict {
			closeShapes(doc.(map[string]any))
		}
		if err := c.AddResource(file.Name(), doc); err != nil {
			t.Fatalf("%s: %v", file.Name(), err)
		}
	}
	compiled := map[string]*jsonschema.Schema{}
	for _, file := range files {
		s, err := c.Compile(file.Name())
		if err != nil {
			t.Fatalf("%s: %v", file.Name(), err)
		}
		compiled[strings.TrimSuffix(file.Name(), ".schema.json")] = s
	}
	return compiled
}

// closeShapes lets the shapes of a schema have no other properties than those
// that it describes. What other schemas build upon stays open.
func closeShapes(doc map[string]any) {
	at := func(doc map[string]any, path ...string) map[string]any {
		for _, p := range path {
			doc, _ = doc[p].(map[string]any)
		}
		return doc
	}
	for _, shape := range []map[string]any{
		at(doc, "$defs", "due"), at(doc, "$defs", "task"), at(doc, "properties", "data", "properties", "change"),
	} {
		if shape != nil {
			shape["additionalProperties"] = false
		}
	}
	if _, builds := doc["$ref"]; builds {
		doc["unevaluatedProperties"] = false
		at(doc, "properties", "data")["unevaluatedProperties"] = false
	}
}

func validate(schema *jsonschema.Schema, raw []byte) error {
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		return err
	}
	if schema == nil {
		return errors.New("there is no schema")
	}
	return schema.Validate(value)
}

func TestEveryTypeHasASchemaAndAGoldenFile(t *testing.T) {
	strict := schemas(t, true)
	told := map[string]tasklist.Fact{}
	for _, f := range story.EveryType("ann") {
		told[f.Type] = f
	}
	for _, name := range tasklist.FactTypes() {
		f, ok := told[name]
		if !ok {
			t.Errorf("story.EveryType lacks %s", name)
			continue
		}
		if err := validate(strict[name], story.Bytes(f)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		got, err := json.MarshalIndent(f, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(newest, name+".json")
		want, err := os.ReadFile(path)
		if os.IsNotExist(err) && *update {
			want, err = append(got, '\n'), os.WriteFile(path, append(got, '\n'), 0o644)
		}
		if err != nil {
			t.Fatalf("%v (write it with -update)", err)
		}
		if diff := cmp.Diff(string(want), string(got)+"\n"); diff != "" {
			t.Errorf("%s has another shape: leave this file, and put the new shape into the next folder (-want +got):\n%s", path, diff)
		}
	}
}

// Whatever was published once is read for ever.
func TestEveryGoldenFileIsRead(t *testing.T) {
	files, err := filepath.Glob("testdata/v*/*.json")
	if err != nil || len(files) < len(tasklist.FactTypes()) {
		t.Fatalf("%d golden files, %v", len(files), err)
	}
	open := schemas(t, false)
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		f, err := tasklist.ParseFact(raw)
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		e, err := f.Event()
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		if e.Version != f.Data.Version || e.Change == nil || e.Task != "task-1" {
			t.Errorf("%s is read as %+v", file, e)
		}
		if err := validate(open[f.Type], raw); err != nil {
			t.Errorf("%s: %v", file, err)
		}
		if err := validate(open["frame"], fmt.Appendf(nil, `{"type":"fact","version":%d,"fact":%s}`, f.Data.Version, raw)); err != nil {
			t.Errorf("a frame with %s: %v", file, err)
		}
	}
}

// Whatever a list does, its facts are as the schemas say.
func TestFactsAreAsTheSchemasSay(t *testing.T) {
	strict := schemas(t, true)
	rapid.Check(t, func(t *rapid.T) {
		var s tasklist.State
		now := story.Began
		for i := range rapid.IntRange(1, 25).Draw(t, "commands") {
			now = now.Add(time.Duration(rapid.IntRange(0, 200).Draw(t, "minutes")) * time.Minute)
			c := tasklist.Command{ID: fmt.Sprintf("c-%d", i), Verb: verb(t)}
			events, err := tasklist.Decide(s, c, now)
			var refusal *tasklist.Refusal
			if err != nil && !errors.As(err, &refusal) {
				t.Fatal(err)
			}
			for _, e := range events {
				s = tasklist.Evolve(s, e)
				f, err := tasklist.Tell("ann", e, s, rapid.SampledFrom([]string{"", story.TraceParent}).Draw(t, "trace"))
				if err != nil {
					t.Fatal(err)
				}
				if err := validate(strict[f.Type], story.Bytes(f)); err != nil {
					t.Fatalf("%s\n%v", story.Bytes(f), err)
				}
			}
		}
	})
}

func verb(t *rapid.T) tasklist.Verb {
	id := rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "task")
	title := rapid.OneOf(rapid.String(), rapid.Just("Buy milk")).Draw(t, "title")
	due := tasklist.Due{
		Date:     rapid.SampledFrom([]string{"2026-11-20", "2026-11-23", "2026-11-24", "2026-02-30"}).Draw(t, "date"),
		Time:     rapid.SampledFrom([]string{"", "00:00", "17:00", "17:00:30", "25:00"}).Draw(t, "time"),
		TimeZone: rapid.SampledFrom([]string{"UTC", "Europe/Berlin", "Asia/Kolkata", "Nowhere"}).Draw(t, "zone"),
	}
	add := tasklist.AddTask{
		ID: id, Content: tasklist.Content{
			Title: title, Notes: rapid.String().Draw(t, "notes"),
			Priority: tasklist.Priority(rapid.IntRange(0, 5).Draw(t, "priority")),
			Labels:   rapid.SliceOfN(rapid.SampledFrom([]string{"home", "Home", "work", "two words"}), 0, 3).Draw(t, "labels"),
		},
	}
	if rapid.Bool().Draw(t, "has due") {
		add.Due = &due
	}
	return rapid.SampledFrom([]tasklist.Verb{
		add, add, tasklist.RenameTask{ID: id, Title: title}, tasklist.SetDue{ID: id, Due: due}, tasklist.ClearDue{ID: id},
		tasklist.CompleteTask{ID: id}, tasklist.ReopenTask{ID: id}, tasklist.RingDue{}, tasklist.RemoveTask{ID: id},
	}).Draw(t, "verb")
}

// The schemas say no: each of these is a fact with one thing wrong.
func TestSchemasRefuse(t *testing.T) {
	open := schemas(t, false)
	facts := map[string][]byte{}
	for _, f := range story.EveryType("ann") {
		facts[f.Type] = story.Bytes(f)
	}
	for _, c := range [][3]string{
		{"errand.task.added", `"specversion":"1.0"`, `"specversion":"0.3"`},
		{"errand.task.added", `"type":"errand.task.added"`, `"type":"errand.task.renamed"`},
		{"errand.task.added", `"priority":2`, `"priority":5`},
		{"errand.task.added", `"date":"2026-11-24"`, `"date":"2026-02-30"`},
		{"errand.task.added", `"version":1`, `"version":0`},
		{"errand.task.added", `"version":1`, `"version":"1"`},
		{"errand.task.renamed", `"change":{"title"`, `"change":{"tilte"`},
		{"errand.task.removed", `"change":`, `"task":{"id":"x"},"change":`},
		{"errand.task.came_due", `"dueAt":"2026-11-23T08:10:00Z"}}`, `"dueAt":"soon"}}`},
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
	// But what a later program adds is none of a reader's business.
	more := bytes.Replace(facts["errand.task.added"], []byte(`"change":{`), []byte(`"more":1,"change":{"more":1,`), 1)
	if err := validate(open["errand.task.added"], more); err != nil {
		t.Errorf("with more properties: %v", err)
	}
	if err := validate(schemas(t, true)["errand.task.added"], more); err == nil {
		t.Error("the strict schemas take properties that are not described")
	}
}
