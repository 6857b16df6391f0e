package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"
)

const (
	dapr        = "github.com/dapr/dapr"
	reportEvery = 3 * time.Second
	errorLines  = 50 // of the compiler, kept for the error
)

// packages are what the programs are built from: daprd is our own main.
var packages = []string{"./daprd", dapr + "/cmd/placement", dapr + "/cmd/scheduler", dapr + "/cmd/sentry"}

// build compiles everything, saying every few seconds how far it is.
func build(ctx context.Context, source, bin string) error {
	version, err := output(ctx, source, "list", "-m", "-f", "{{.Version}}", dapr)
	if err != nil {
		return err
	}
	version = strings.TrimPrefix(version, "v")
	deps, err := output(ctx, source, append([]string{"list", "-deps", "-tags", "stablecomponents"}, packages...)...)
	if err != nil {
		return err
	}
	total := strings.Count(deps, "\n") + 1
	target, err := filepath.Abs(bin)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(target, 0o755); err != nil {
		return err
	}
	args := append([]string{"build", "-v", "-tags", "stablecomponents", "-trimpath",
		"-ldflags", "-s -w -X " + dapr + "/pkg/buildinfo.version=" + version, "-o", target + "/"}, packages...)
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = source
	cmd.Stdout = os.Stdout
	lines, err := cmd.StderrPipe() // -v writes the name of each package that it compiles
	if err != nil {
		return err
	}
	fmt.Printf("Dapr's runtime %s: building from %d packages (some minutes the first time)\n", version, total)
	began := time.Now()
	if err := cmd.Start(); err != nil {
		return err
	}
	done := &atomic.Int64{}
	stop := report(began, done, total)
	problems := count(lines, done)
	err = cmd.Wait()
	stop()
	if err != nil {
		return fmt.Errorf("go build: %w\n%s", err, strings.Join(problems, "\n"))
	}
	fmt.Printf("Dapr's runtime %s: built into %s in %.0f s\n", version, bin, time.Since(began).Seconds())
	return nil
}

// count adds up the packages that go by and keeps the other lines.
func count(lines io.Reader, done *atomic.Int64) (problems []string) {
	for scanner := bufio.NewScanner(lines); scanner.Scan(); {
		line := scanner.Text()
		if line != "" && !strings.ContainsAny(line, " #") {
			done.Add(1)
		} else if len(problems) < errorLines {
			problems = append(problems, line)
		}
	}
	return problems
}

// report prints a line every few seconds until stop is called.
func report(began time.Time, done *atomic.Int64, total int) (stop func()) {
	end, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		ticker := time.NewTicker(reportEvery)
		defer ticker.Stop()
		for {
			select {
			case <-end:
				return
			case <-ticker.C:
				fmt.Printf("  %3.0f s: %s\n", time.Since(began).Seconds(), progress(int(done.Load()), total))
			}
		}
	}()
	return func() {
		close(end)
		<-ended
	}
}

// progress says what is going on. Packages in Go's cache are not counted, so
// the number may end far below the total.
func progress(done, total int) string {
	if done == 0 {
		return "linking, or reading packages"
	}
	return fmt.Sprintf("%d of at most %d packages compiled", done, total)
}

// output runs go in the module and returns what it prints.
func output(ctx context.Context, source string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = source
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("go %s: %w", args[0], err)
	}
	return strings.TrimSpace(string(out)), nil
}
