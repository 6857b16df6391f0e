package stack

import (
	"fmt"
	"os"
	"path/filepath"

	"gopkg.in/yaml.v3"
)

// namesConfig is a Dapr configuration. Its values answer faults of the resolver
// in Dapr 1.18: sidecars that start together break each other's start when the
// database is new and in WAL mode; the cleanup, which runs every hour, removes
// the names that are in use and so ends their sidecars; and with the default
// interval a name is lost when its sidecar is late by a second.
const namesConfig = `# Made at every start: sidecars find each other through this database.
apiVersion: dapr.io/v1alpha1
kind: Configuration
metadata:
  name: names
spec:
  nameResolution:
    component: sqlite
    version: v1
    configuration:
      connectionString: %q
      disableWAL: true
      busyTimeout: 5s
      timeout: 10s
      updateInterval: 60s
      cleanupInterval: 0s
`

// nameResolution writes the Dapr configuration that lets sidecars find each
// other through a file instead of multicast. The names of an earlier run are
// forgotten, so it is called once, before the first sidecar starts.
func (s *System) nameResolution() error {
	database := filepath.Join(s.Data, "names.db")
	for _, suffix := range []string{"", "-journal"} {
		if err := os.Remove(database + suffix); err != nil && !os.IsNotExist(err) {
			return err
		}
	}
	s.names = filepath.Join(s.Data, "names.yaml")
	return os.WriteFile(s.names, fmt.Appendf(nil, namesConfig, database), 0o644)
}

// resolvesNames tells whether a Dapr configuration already says how.
func resolvesNames(configFile string) bool {
	text, err := os.ReadFile(configFile)
	if err != nil {
		return false
	}
	var config struct {
		Spec struct {
			NameResolution struct {
				Component string `yaml:"component"`
			} `yaml:"nameResolution"`
		} `yaml:"spec"`
	}
	return yaml.Unmarshal(text, &config) == nil && config.Spec.NameResolution.Component != ""
}
