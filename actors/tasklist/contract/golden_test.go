package contract_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/actors/tasklist/contract/story"
)

var update = flag.Bool("update", false, "write the golden files of the newest folder that lack")

// newest is the folder of the shapes that are published now.
const newest = "testdata/v2"

// The newest folder is the whole story, fact by fact.
func TestEveryTypeHasASchemaAndAGoldenFile(t *testing.T) {
	strict := schemas(t, true)
	var told []string
	for _, f := range story.EveryType("ann") {
		told = append(told, f.Type)
		if err := validate(strict[f.Type], story.Bytes(f)); err != nil {
			t.Errorf("%s: %v", story.Bytes(f), err)
		}
		got, err := json.MarshalIndent(f, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(newest, fmt.Sprintf("%02d-%s.json", f.Data.Version, f.Type))
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
	if files := goldenFiles(t, newest); len(files) != len(told) {
		t.Errorf("%s has %d files, the story %d facts", newest, len(files), len(told))
	}
	for _, name := range tasklist.FactTypes() {
		if !slices.Contains(told, name) {
			t.Errorf("story.EveryType lacks %s", name)
		}
	}
}

// Whatever was published once is read for ever, and is valid for ever.
func TestEveryGoldenFileIsRead(t *testing.T) {
	open := schemas(t, false)
	for _, folder := range goldenFolders(t) {
		for _, file := range goldenFiles(t, folder) {
			raw, f := readGolden(t, file)
			e, err := f.Event()
			if err != nil {
				t.Errorf("%s: %v", file, err)
			}
			if e.Version != f.Data.Version || e.Task != f.Subject || e.Change == nil {
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
}

// Each folder is the history of one list: folded by the rules of now, it
// leads to the very tasks of which its facts told.
func TestEveryGoldenHistoryIsFolded(t *testing.T) {
	for _, folder := range goldenFolders(t) {
		var facts []tasklist.Fact
		var tasks []map[string]any // as told, none when absent
		for _, file := range goldenFiles(t, folder) {
			raw, f := readGolden(t, file)
			var told struct{ Data struct{ Task map[string]any } }
			if err := json.Unmarshal(raw, &told); err != nil {
				t.Fatalf("%s: %v", file, err)
			}
			at, _ := slices.BinarySearchFunc(facts, f.Data.Version, func(f tasklist.Fact, v uint64) int { return int(f.Data.Version) - int(v) })
			facts, tasks = slices.Insert(facts, at, f), slices.Insert(tasks, at, told.Data.Task)
		}
		var s tasklist.State
		for i, f := range facts {
			if f.Data.Version != uint64(i)+1 {
				t.Fatalf("%s has no version %d", folder, i+1)
			}
			e, err := f.Event()
			if err != nil {
				t.Fatal(err)
			}
			s = tasklist.Evolve(s, e)
			task, there := s.Task(f.Subject)
			if there != (tasks[i] != nil) {
				t.Fatalf("%s: after %s the task is on the list: %v", folder, f.ID, there)
			}
			if diff := cmp.Diff(tasks[i], known(t, task, tasks[i])); diff != "" {
				t.Errorf("%s: after %s (-told +folded):\n%s", folder, f.ID, diff)
			}
		}
	}
}

// known are the fields of a task that were known when it was told: later
// programs may know more.
func known(t *testing.T, task tasklist.Task, told map[string]any) map[string]any {
	t.Helper()
	if told == nil {
		return nil
	}
	raw, err := json.Marshal(task)
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]any
	if err := json.Unmarshal(raw, &all); err != nil {
		t.Fatal(err)
	}
	return fields(all, told)
}

// fields are those fields of all that told has, at every depth.
func fields(all, told map[string]any) map[string]any {
	some := map[string]any{}
	for name, was := range told {
		value, ok := all[name]
		if !ok {
			continue
		}
		if inner, ok := value.(map[string]any); ok {
			if was, ok := was.(map[string]any); ok {
				value = fields(inner, was)
			}
		}
		some[name] = value
	}
	return some
}

func goldenFolders(t *testing.T) []string {
	t.Helper()
	folders, err := filepath.Glob("testdata/v*")
	if err != nil || !slices.Contains(folders, newest) || !slices.Contains(folders, "testdata/v1") {
		t.Fatalf("the golden folders are %q, %v", folders, err)
	}
	return folders
}

func goldenFiles(t *testing.T, folder string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%s has %d files, %v", folder, len(files), err)
	}
	return files
}

func readGolden(t *testing.T, file string) ([]byte, tasklist.Fact) {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	f, err := tasklist.ParseFact(raw)
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return raw, f
}
