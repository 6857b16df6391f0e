//go:build e2e

package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// probeApp is a sidecar without an app: through it the tests subscribe to the
// facts as any Dapr app would, and call services as any Dapr app would.
const probeApp = "probe"

// withProbe writes the project's own run file, with absolute paths and the
// probe beside the apps, into dir.
func withProbe(root, dir string) (string, error) {
	raw, err := os.ReadFile(filepath.Join(root, "dapr.yaml"))
	if err != nil {
		return "", err
	}
	components := filepath.Join(dir, "probe-components")
	if err := os.MkdirAll(components, 0o755); err != nil {
		return "", err
	}
	facts, err := os.ReadFile(filepath.Join(root, "components", "facts.yaml"))
	if err != nil {
		return "", err
	}
	scoped := strings.Replace(string(facts), "scopes: [notify]", "scopes: ["+probeApp+"]", 1)
	if scoped == string(facts) {
		return "", fmt.Errorf("components/facts.yaml is not scoped to notify")
	}
	if err := os.WriteFile(filepath.Join(components, "facts.yaml"), []byte(scoped), 0o644); err != nil {
		return "", err
	}
	text := strings.NewReplacer(
		"./components", filepath.Join(root, "components"),
		"./deploy", filepath.Join(root, "deploy"),
		"./apps", filepath.Join(root, "apps"),
		"../../bin", filepath.Join(root, "bin"),
	).Replace(string(raw))
	text += fmt.Sprintf("  - appID: %s\n    appDirPath: %s\n    resourcesPaths: [%s]\n", probeApp, dir, components)
	file := filepath.Join(dir, "dapr.yaml")
	return file, os.WriteFile(file, []byte(text), 0o644)
}
