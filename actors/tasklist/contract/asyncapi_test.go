package contract_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"gopkg.in/yaml.v3"

	"github.com/errandapp/errand/actors/tasklist"
)

func readAsyncAPI(t *testing.T) map[string]any {
	t.Helper()
	raw, err := os.ReadFile("asyncapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var doc map[string]any
	if err := yaml.Unmarshal(raw, &doc); err != nil {
		t.Fatal(err)
	}
	return doc
}

// point follows a JSON pointer (RFC 6901), or is nil.
func point(doc any, pointer string) any {
	for _, step := range strings.Split(strings.TrimPrefix(pointer, "/"), "/") {
		m, ok := doc.(map[string]any)
		if !ok {
			return nil
		}
		doc = m[strings.NewReplacer("~1", "/", "~0", "~").Replace(step)]
	}
	return doc
}

func TestEveryReferenceLeadsSomewhere(t *testing.T) {
	doc := readAsyncAPI(t)
	references := 0
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			if ref, ok := v["$ref"].(string); ok {
				references++
				file, pointer, _ := strings.Cut(ref, "#")
				var target any = doc
				if file != "" {
					raw, err := os.ReadFile(filepath.FromSlash(file))
					if err != nil {
						t.Errorf("%s: %v", ref, err)
						return
					}
					if err := json.Unmarshal(raw, &target); err != nil {
						t.Errorf("%s: %v", ref, err)
						return
					}
				}
				if pointer != "" && point(target, pointer) == nil {
					t.Errorf("%s leads nowhere", ref)
				}
			}
			for _, x := range v {
				walk(x)
			}
		case []any:
			for _, x := range v {
				walk(x)
			}
		}
	}
	walk(doc)
	if references < 30 {
		t.Errorf("only %d references were found", references)
	}
}

func TestAsyncAPINamesEveryTypeAndFrame(t *testing.T) {
	doc := readAsyncAPI(t)
	if doc["asyncapi"] != "3.0.0" {
		t.Errorf("it is AsyncAPI %v", doc["asyncapi"])
	}
	names := func(channel string) (names []string) {
		messages, _ := point(doc, "/channels/"+channel+"/messages").(map[string]any)
		for _, m := range messages {
			message := point(doc, strings.TrimPrefix(m.(map[string]any)["$ref"].(string), "#")).(map[string]any)
			name := message["name"].(string)
			names = append(names, name)
			ref := message["payload"].(map[string]any)["$ref"].(string)
			if !strings.Contains(ref, name) {
				t.Errorf("%s has the payload %s", name, ref)
			}
		}
		slices.Sort(names)
		return names
	}
	types := tasklist.FactTypes()
	slices.Sort(types)
	if diff := cmp.Diff(types, names("facts")); diff != "" {
		t.Errorf("facts (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"fact", "hello", "ping", "resync"}, names("sync")); diff != "" {
		t.Errorf("frames (-want +got):\n%s", diff)
	}
	if got := point(doc, "/channels/facts/address"); got != tasklist.Topic {
		t.Errorf("the facts are at %v, want %s", got, tasklist.Topic)
	}
	if got := doc["defaultContentType"]; got != tasklist.ContentType {
		t.Errorf("their content type is %v, want %s", got, tasklist.ContentType)
	}
}
