// Package tests holds what is true of the project as a whole. The suites on
// real parts are in its folders.
package tests

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/errandapp/errand/"

type pkg struct {
	ImportPath string
	Imports    []string // of the package, not of its tests
	Deps       []string
	Standard   bool
}

func packages(t *testing.T) []pkg {
	t.Helper()
	cmd := exec.Command("go", "list", "-deps", "-json=ImportPath,Imports,Deps,Standard", "./...")
	cmd.Dir = ".."
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []pkg
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p pkg
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

// within reports whether path is the package or one below it.
func within(path, root string) bool {
	return path == module+root || strings.HasPrefix(path, module+root+"/")
}

// TestArrows holds the direction of imports:
//
//	chat, notify ─> remote ─┐
//	audit, sync ────────────┼─> actors/tasklist, actors/conversation ─> stdlib
//	apps/tasks ─> host ─────┘          no app imports an app
func TestArrows(t *testing.T) {
	all := packages(t)
	standard := map[string]bool{}
	for _, p := range all {
		standard[p.ImportPath] = p.Standard
	}
	// Packages that need nothing but the standard library, Go's own text tables
	// and the expansion of recurrence rules.
	pure := []string{
		module + "actors/tasklist", module + "actors/tasklist/query", module + "actors/tasklist/recur",
		module + "actors/conversation",
		module + "apps/chat/understand",
	}
	seen := 0
	for _, p := range all {
		if !strings.HasPrefix(p.ImportPath, module) {
			continue
		}
		seen++
		if slices.Contains(pure, p.ImportPath) {
			for _, dep := range p.Deps {
				if !standard[dep] && !strings.HasPrefix(dep, "golang.org/x/text/") && dep != "github.com/teambition/rrule-go" && !slices.Contains(pure, dep) {
					t.Errorf("%s must be pure, and needs %s", p.ImportPath, dep)
				}
			}
		}
		for _, dep := range p.Imports {
			if why := forbidden(p.ImportPath, dep); why != "" {
				t.Errorf("%s imports %s: %s", p.ImportPath, dep, why)
			}
		}
	}
	if seen < 10 {
		t.Fatalf("only %d packages of ours were looked at", seen)
	}
}

// isHost reports whether a package is part of what makes actors true.
func isHost(path string) bool {
	return within(path, "actors/hosting") || within(path, "actors/tasklist/host") || within(path, "actors/conversation/host")
}

func forbidden(from, to string) string {
	app := func(path string) string {
		rest, ok := strings.CutPrefix(path, module+"apps/")
		if !ok {
			return ""
		}
		name, _, _ := strings.Cut(rest, "/")
		return name
	}
	switch {
	case app(to) != "" && app(from) != app(to):
		return "only an app imports its own packages"
	case strings.HasPrefix(to, "github.com/dapr/go-sdk/actor") && !within(from, "actors/hosting") && !within(from, "tests"):
		return "only hosting meets the actor API"
	case isHost(to) && app(from) != "tasks" && !isHost(from):
		return "only tasks hosts actors"
	case within(from, "internal") && (within(to, "actors") || within(to, "deploy")):
		return "internal is below everything"
	case within(from, "deploy") && within(to, "actors"):
		return "deploy knows processes, not tasks"
	case within(to, "deploy") && !within(from, "deploy") && !within(from, "tests"):
		return "nothing that is deployed knows how"
	}
	return ""
}
