//go:build e2e

package e2e

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/notify/tell"
)

// TestYesterdaysFacts puts every fact that was ever published on the topic
// again, as another person's: the consumers of today take all of them. (What
// the page makes of them is in ui/src/golden.test.ts.)
func TestYesterdaysFacts(t *testing.T) {
	folders, err := filepath.Glob("../../actors/tasklist/contract/testdata/v*")
	if err != nil || len(folders) < 2 {
		t.Fatalf("%d folders of published facts: %v", len(folders), err)
	}
	kafka, err := kgo.NewClient(kgo.SeedBrokers(strings.Split(system.Kafka, ",")...))
	must(t, err)
	defer kafka.Close()
	for _, folder := range folders {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			yesterday := someone(t)
			frames, _ := watch(t, yesterday, 0)
			published := goldenFacts(t, folder, yesterday.user)
			last := published[len(published)-1].fact.Data.Version
			for _, p := range published {
				must(t, kafka.ProduceSync(t.Context(), &kgo.Record{Topic: tasklist.Topic, Key: []byte(yesterday.user), Value: p.raw,
					Headers: []kgo.RecordHeader{{Key: "content-type", Value: []byte(tasklist.ContentType)}}}).FirstErr())
				if p.fact.Type == tell.ComeDue {
					if n, err := tell.ReadNotice(p.raw); err != nil || n.Title == "" {
						t.Errorf("notify reads %s as %+v: %v", p.fact.ID, n, err)
					}
				}
			}
			within(t, 20*time.Second, "the audit's rows", func() error {
				n, err := query[int]("select count(*) from audit.facts where list = $1", yesterday.user)
				if err == nil && n != len(published) {
					err = fmt.Errorf("%d of %d", n, len(published))
				}
				return err
			})
			within(t, 20*time.Second, "the newest frame", func() error {
				got := frames.of(yesterday.user)
				if len(got) == 0 || got[len(got)-1].Data.Version != last {
					return fmt.Errorf("%d frames, want up to version %d", len(got), last)
				}
				return nil
			})
			for _, got := range frames.of(yesterday.user) {
				if _, err := got.Event(); err != nil {
					t.Errorf("frame %s: %v", got.ID, err)
				}
			}
		})
	}
}

type golden struct {
	raw  []byte
	fact tasklist.Fact
}

// goldenFacts are the facts of a folder as a list's own, in order.
func goldenFacts(t *testing.T, folder, list string) []golden {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%s has %d facts: %v", folder, len(files), err)
	}
	byVersion := map[uint64]golden{}
	most := uint64(0)
	for _, file := range files {
		raw, err := os.ReadFile(file)
		must(t, err)
		for _, words := range []string{`"id": "%s/`, `"partitionkey": "%s"`, `"list": "%s"`} {
			before, after := fmt.Sprintf(words, "ann"), fmt.Sprintf(words, list)
			if !strings.Contains(string(raw), before) {
				t.Fatalf("%s lacks %s", file, before)
			}
			raw = []byte(strings.Replace(string(raw), before, after, 1))
		}
		var f tasklist.Fact
		if err := json.Unmarshal(raw, &f); err != nil || f.Data.List != list {
			t.Fatalf("%s: list %q: %v", file, f.Data.List, err)
		}
		byVersion[f.Data.Version] = golden{raw, f}
		most = max(most, f.Data.Version)
	}
	var all []golden
	for v := range most {
		if g, ok := byVersion[v+1]; ok {
			all = append(all, g)
		}
	}
	if len(all) != len(files) {
		t.Fatalf("%s: %d versions in %d files", folder, len(all), len(files))
	}
	return all
}
