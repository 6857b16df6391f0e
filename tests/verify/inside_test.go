package main

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"testing"
)

// TestInside: the launcher's own system tells where its servers are, to those
// who ask for that system, and while it is up.
func TestInside(t *testing.T) {
	const (
		dsn   = "postgres://errand:secret@127.0.0.1:26847/errand?sslmode=disable"
		kafka = "127.0.0.1:30809"
	)
	none := map[string]string{}
	given := map[string]string{"ERRAND_POSTGRES": "postgres://db/errand", "ERRAND_KAFKA": "broker:9092"}
	for name, c := range map[string]struct {
		base, ports string
		pid         int
		env         map[string]string
		want        inside
	}{
		"ours":                 {"http://127.0.0.1:8080", `{"kafka":30809,"postgres":26847}`, os.Getpid(), none, inside{dsn, kafka}},
		"ours, by name":        {"http://localhost:8080/", `{"kafka":30809,"postgres":26847}`, os.Getpid(), none, inside{dsn, kafka}},
		"outside servers":      {"http://127.0.0.1:8080", `{"chat appPort":8080}`, os.Getpid(), none, inside{}},
		"the environment wins": {"http://127.0.0.1:8080", `{"kafka":30809,"postgres":26847}`, os.Getpid(), given, inside{"postgres://db/errand", "broker:9092"}},
		"another system":       {"http://127.0.0.1:9090", `{"kafka":30809,"postgres":26847}`, os.Getpid(), none, inside{}},
		"another machine":      {"http://errand.example.org:8080", `{"kafka":30809,"postgres":26847}`, os.Getpid(), none, inside{}},
		"killed":               {"http://127.0.0.1:8080", `{"kafka":30809,"postgres":26847}`, 1 << 22, none, inside{}},
	} {
		t.Run(name, func(t *testing.T) {
			data := t.TempDir()
			for file, text := range map[string]string{
				"lock":              fmt.Sprintf(`{"pid":%d,"url":"http://127.0.0.1:8080"}`, c.pid),
				"ports.json":        c.ports,
				"postgres.password": "secret\n",
			} {
				if err := os.WriteFile(filepath.Join(data, file), []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			base, err := url.Parse(c.base)
			if err != nil {
				t.Fatal(err)
			}
			got, err := findInside(data, base, func(k string) string { return c.env[k] })
			if err != nil || got != c.want {
				t.Errorf("got %+v, %v; want %+v", got, err, c.want)
			}
		})
	}
	base := &url.URL{Scheme: "http", Host: "127.0.0.1:8080"}
	if got, err := findInside(t.TempDir(), base, func(string) string { return "" }); err != nil || got != (inside{}) {
		t.Errorf("without a data folder: %+v, %v", got, err)
	}
}
