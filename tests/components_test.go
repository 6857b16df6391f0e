package tests

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

type resource struct {
	Kind     string
	Metadata struct{ Name string }
	Spec     struct {
		Type     string
		Metadata settings
	}
	Scopes []string
}

// settings are a component's; those of a subscription are of another shape,
// and no secrets.
type settings []setting

type setting struct {
	Name, Value string
	EnvRef      string `yaml:"envRef"`
}

func (s *settings) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind != yaml.SequenceNode {
		return nil
	}
	return node.Decode((*[]setting)(s))
}

func resources(t *testing.T) map[string]resource {
	t.Helper()
	files, err := filepath.Glob("../components/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no components: %v", err)
	}
	files = append(files, "../deploy/llm/openai.yaml")
	all := map[string]resource{}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var r resource
		if err := yaml.Unmarshal(raw, &r); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		all[r.Metadata.Name] = r
	}
	return all
}

func appIDs(t *testing.T) []string {
	t.Helper()
	raw, err := os.ReadFile("../dapr.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var run struct {
		Apps []struct {
			AppID string `yaml:"appID"`
		}
	}
	if err := yaml.Unmarshal(raw, &run); err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, a := range run.Apps {
		ids = append(ids, a.AppID)
	}
	return ids
}

// TestComponentsAreScopedToTheirUsers: every resource names the apps that may
// use it, those apps exist, and each of them names the component in its code.
func TestComponentsAreScopedToTheirUsers(t *testing.T) {
	apps := appIDs(t)
	for name, r := range resources(t) {
		if len(r.Scopes) == 0 {
			t.Errorf("%s %s is open to every app: give it scopes", r.Kind, name)
		}
		for _, app := range r.Scopes {
			if !slices.Contains(apps, app) {
				t.Errorf("%s %s is for %q, which dapr.yaml does not run", r.Kind, name, app)
			}
			// The actor runtime finds its state store by a flag, not by its name.
			if r.Kind == "Component" && name != "statestore" && name != "facts" && !mentions(t, app, `"`+name+`"`) {
				t.Errorf("component %s is for %s, whose code does not name it", name, app)
			}
		}
	}
}

// TestComponentsHoldNoSecrets: what connects is taken from the environment.
func TestComponentsHoldNoSecrets(t *testing.T) {
	for name, r := range resources(t) {
		for _, m := range r.Spec.Metadata {
			if m.Value != "" && (strings.Contains(m.Value, "://") || strings.Contains(strings.ToLower(m.Name), "password")) {
				t.Errorf("component %s writes %s down: use envRef", name, m.Name)
			}
		}
	}
}

// mentions looks for a text in an app's Go files and in internal, which its
// apps share.
func mentions(t *testing.T, app, text string) bool {
	t.Helper()
	found := false
	for _, root := range []string{"../apps/" + app, "../internal"} {
		err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			raw, err := os.ReadFile(path)
			found = found || strings.Contains(string(raw), text)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return found
}
