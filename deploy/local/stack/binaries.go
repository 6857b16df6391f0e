package stack

import (
	"context"
	"debug/buildinfo"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/errandapp/errand/deploy/local/runfile"
)

// ourBuild is the module of the daprd that `make tools` builds; it can resolve
// names over SQLite.
const ourBuild = "github.com/errandapp/errand/tools"

// Usable tells whether the folder where `dapr init` installs holds a daprd of
// version 1.18 or newer, and returns that folder's bin.
func Usable(runtimePath string) (bin string, ok bool) {
	dapr, err := runfile.DaprFolder(runtimePath)
	if err != nil {
		return "", false
	}
	bin = filepath.Join(dapr, "bin")
	out, err := exec.Command(filepath.Join(bin, "daprd"), "--version").Output()
	return bin, err == nil && recent(strings.TrimSpace(string(out)))
}

// recent tells whether a version like 1.18.2 is at least 1.18.
func recent(version string) bool {
	parts := strings.SplitN(strings.TrimPrefix(version, "v"), ".", 3)
	if len(parts) < 2 {
		return false
	}
	major, err1 := strconv.Atoi(parts[0])
	minor, err2 := strconv.Atoi(parts[1])
	return err1 == nil && err2 == nil && (major > 1 || major == 1 && minor >= 18)
}

// binary finds one of Dapr's programs: beside a usable daprd of `dapr init`,
// else in our own bin.
func (s *System) binary(name string) (string, error) {
	if bin, ok := Usable(""); ok {
		if path := filepath.Join(bin, name); isFile(path) {
			return path, nil
		}
	}
	if path := filepath.Join(s.options.Bin, name); isFile(path) {
		return path, nil
	}
	return "", fmt.Errorf("there is no %s in %s: build it with `make tools`", name, s.options.Bin)
}

// daprd is the sidecar for an app: its own runtimePath decides, as in the CLI.
func (s *System) daprd(app runfile.App) (string, error) {
	if app.RuntimePath == "" {
		return s.binary("daprd")
	}
	path := filepath.Join(app.RuntimePath, ".dapr", "bin", "daprd")
	if !isFile(path) {
		return "", fmt.Errorf("app %q: runtimePath holds no %s", app.AppID, path)
	}
	return path, nil
}

// isOurs tells whether a daprd is our build.
func isOurs(daprd string) bool {
	info, err := buildinfo.ReadFile(daprd)
	return err == nil && info.Main.Path == ourBuild
}

// kafkaCommand is Options.Kafka, or the broker built afresh, which takes a
// moment when nothing changed.
func (s *System) kafkaCommand(ctx context.Context) ([]string, error) {
	if len(s.options.Kafka) > 0 {
		return s.options.Kafka, nil
	}
	if err := os.MkdirAll(s.options.Bin, 0o755); err != nil {
		return nil, err
	}
	path := filepath.Join(s.options.Bin, "kafka")
	fresh := fmt.Sprintf("%s.%d", path, os.Getpid()) // others may be running or building it
	defer os.Remove(fresh)
	build := exec.CommandContext(ctx, "go", "build", "-o", fresh, "github.com/errandapp/errand/deploy/local/kafka")
	if out, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("build the embedded Kafka: %w: %s", err, out)
	}
	return []string{path}, os.Rename(fresh, path)
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}
