package kafka

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Command is how a broker of a kind is run, to which -dir and -port are added:
// what stack.Options.Kafka wants. It builds, and for Apache's fetches, what
// is missing in the module's bin.
func Command(ctx context.Context, kind Kind) ([]string, error) {
	bin, err := binFolder(ctx)
	if err != nil {
		return nil, err
	}
	if kind == Embedded {
		path, err := build(ctx, bin, "kafka", "deploy/local/kafka")
		return []string{path}, err
	}
	lib, err := Fetch(ctx, bin)
	if err != nil {
		return nil, err
	}
	path, err := build(ctx, bin, "kafka-node", "tests/kafka/node")
	return []string{path, "-lib", lib}, err
}

// binFolder is bin of the module that the tests run in.
func binFolder(ctx context.Context) (string, error) {
	out, err := exec.CommandContext(ctx, "go", "env", "GOMOD").Output()
	if err != nil {
		return "", fmt.Errorf("find the module: %w", err)
	}
	return filepath.Join(filepath.Dir(strings.TrimSpace(string(out))), "bin"), nil
}

// build makes a program, beside others that may be running or building it.
func build(ctx context.Context, bin, name, pkg string) (string, error) {
	if err := os.MkdirAll(bin, 0o755); err != nil {
		return "", err
	}
	path := filepath.Join(bin, name)
	fresh := fmt.Sprintf("%s.%d", path, os.Getpid())
	defer os.Remove(fresh) // it is gone when all went well
	cmd := exec.CommandContext(ctx, "go", "build", "-o", fresh, "github.com/errandapp/errand/"+pkg)
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build %s: %w: %s", pkg, err, out)
	}
	return path, os.Rename(fresh, path)
}
