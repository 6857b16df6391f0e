package main

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"path/filepath"
	"strings"
)

// The two sidecars without an app.
const (
	probeApp = "probe"
	peerApp  = "peer"
)

// root is the project's folder, absolute.
var root = func() string {
	dir, err := os.Getwd()
	for err == nil && dir != filepath.Dir(dir) {
		if _, missing := os.Stat(filepath.Join(dir, "dapr.yaml")); missing == nil {
			return dir
		}
		dir = filepath.Dir(dir)
	}
	return "."
}()

// writeRunFile writes the project's own run file, with the two sidecars
// beside the apps, into dir. The profilers are open: they cost nothing until
// they are asked, and sizes asks for the heap. Notifications go to the hook
// alone, without e-mails.
func writeRunFile(dir, hook string, o options) (file string, err error) {
	raw, err := os.ReadFile(filepath.Join(root, "dapr.yaml"))
	if err != nil {
		return "", err
	}
	text := strings.NewReplacer(
		"./components", filepath.Join(root, "components"),
		"./deploy", filepath.Join(root, "deploy"),
		"./apps", filepath.Join(root, "apps"),
		"../../bin", o.bin,
	).Replace(string(raw))
	for app := range profilers {
		port, err := freePort()
		if err != nil {
			return "", err
		}
		profilers[app] = port
		env := fmt.Sprintf("ERRAND_PPROF_ADDR: \"127.0.0.1:%d\"", port)
		if app == "notify" {
			env += fmt.Sprintf(", ERRAND_SMTP_HOST: \"\", ERRAND_WEBHOOK_URL: %q", hook)
		}
		added := fmt.Sprintf("    env: {%s}\n", env)
		if o.profile != "" {
			added += "    enableProfiling: true\n"
		}
		line := "  - appID: " + app + "\n"
		if strings.Count(text, line) != 1 {
			return "", fmt.Errorf("dapr.yaml has no app %s", app)
		}
		text = strings.Replace(text, line, line+added, 1)
	}
	store, err := peerStore(dir)
	if err != nil {
		return "", err
	}
	none := filepath.Join(dir, "none")
	if err := os.Mkdir(none, 0o755); err != nil {
		return "", err
	}
	for app, resources := range map[string]string{probeApp: none, peerApp: store} {
		text += fmt.Sprintf("  - appID: %s\n    appDirPath: %s\n    resourcesPaths: [%s]\n", app, dir, resources)
	}
	file = filepath.Join(dir, "dapr.yaml")
	return file, os.WriteFile(file, []byte(text), 0o644)
}

// peerStore writes the lists' own state component, for the peer.
func peerStore(dir string) (folder string, err error) {
	raw, err := os.ReadFile(filepath.Join(root, "components", "statestore.yaml"))
	if err != nil {
		return "", err
	}
	text := strings.Replace(string(raw), "scopes: [tasks]", "scopes: ["+peerApp+"]", 1)
	if text == string(raw) {
		return "", fmt.Errorf("components/statestore.yaml is not scoped to tasks")
	}
	folder = filepath.Join(dir, "peer-components")
	if err := os.Mkdir(folder, 0o755); err != nil {
		return "", err
	}
	return folder, os.WriteFile(filepath.Join(folder, "statestore.yaml"), []byte(text), 0o644)
}

// freePort takes one below those that the kernel gives to outgoing
// connections.
func freePort() (int, error) {
	for range 100 {
		ln, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", 20000+rand.IntN(12000)))
		if err == nil {
			return ln.Addr().(*net.TCPAddr).Port, ln.Close()
		}
	}
	return 0, errors.New("no free port found")
}
