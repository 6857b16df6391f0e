package tests

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

// TestComposeIsWhatTheReadmeSays: deploy/compose.yaml starts what the README
// tells people to export, for this machine only. That Kafka takes its settings
// is tried in tests/kafka.
func TestComposeIsWhatTheReadmeSays(t *testing.T) {
	raw, err := os.ReadFile("../deploy/compose.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var compose struct {
		Services map[string]struct {
			Image       string
			Ports       []string
			Environment map[string]string
			Volumes     []string
		}
		Volumes map[string]any
	}
	if err := yaml.Unmarshal(raw, &compose); err != nil {
		t.Fatal(err)
	}
	if len(compose.Services) != 2 {
		t.Errorf("%d services", len(compose.Services))
	}
	port := map[string]string{}
	for name, s := range compose.Services {
		if !regexp.MustCompile(`^[a-z/]+:\d+(\.\d+)*$`).MatchString(s.Image) {
			t.Errorf("%s: the image %s has no version", name, s.Image)
		}
		for _, p := range s.Ports {
			parts := strings.Split(p, ":")
			if len(parts) != 3 || parts[0] != "127.0.0.1" {
				t.Errorf("%s: port %s is open to the network", name, p)
				continue
			}
			port[name] = parts[1]
		}
		for _, v := range s.Volumes {
			volume, _, _ := strings.Cut(v, ":")
			if _, ok := compose.Volumes[volume]; !ok {
				t.Errorf("%s: there is no volume %s", name, volume)
			}
		}
	}
	pg := compose.Services["postgres"].Environment
	database := "postgres://" + pg["POSTGRES_USER"] + ":" + pg["POSTGRES_PASSWORD"] + "@127.0.0.1:" + port["postgres"] + "/" + pg["POSTGRES_DB"]
	broker := "127.0.0.1:" + port["kafka"]
	if got := compose.Services["kafka"].Environment["KAFKA_ADVERTISED_LISTENERS"]; got != "CLIENTS://"+broker {
		t.Errorf("Kafka tells clients to come to %s, and is at %s", got, broker)
	}
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		"docker compose -f deploy/compose.yaml up -d --wait",
		"export ERRAND_POSTGRES=" + database + " ERRAND_KAFKA=" + broker,
	} {
		if !strings.Contains(string(readme), line) || !strings.Contains(string(raw), line) {
			t.Errorf("README.md and compose.yaml do not both say %q", line)
		}
	}
	for variable, component := range map[string]string{"ERRAND_POSTGRES": "statestore", "ERRAND_KAFKA": "facts"} {
		found := false
		for _, m := range resources(t)[component].Spec.Metadata {
			found = found || m.EnvRef == variable
		}
		if !found {
			t.Errorf("component %s does not read %s", component, variable)
		}
	}
}
