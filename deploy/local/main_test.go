package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// TestLauncher runs the program itself: a second one is refused, SIGTERM ends it
// in time, and SIGKILL leaves nothing behind either.
func TestLauncher(t *testing.T) {
	dir := t.TempDir()
	program := filepath.Join(dir, "local")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	bin, err := filepath.Abs("../../bin")
	if err != nil {
		t.Fatal(err)
	}
	// An app without a command: its sidecar is enough here.
	if err := os.WriteFile(filepath.Join(dir, "dapr.yaml"), []byte("version: 1\napps: [{appID: alone, appDirPath: .}]\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	run := func() (*exec.Cmd, *output) {
		out := &output{}
		cmd := exec.Command(program, "-f", filepath.Join(dir, "dapr.yaml"), "-data", filepath.Join(dir, "data"), "-bin", bin, "-free-ports")
		cmd.Stdout, cmd.Stderr = out, out
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = cmd.Process.Kill() })
		return cmd, out
	}

	first, out := run()
	await(t, out, "Errand is ready")
	second, refusal := run()
	if err := second.Wait(); err == nil || second.ProcessState.ExitCode() != 1 {
		t.Errorf("the second run ended with %v", err)
	}
	if want := fmt.Sprintf("errand is already up (process %d)", first.Process.Pid); !strings.Contains(refusal.String(), want) {
		t.Errorf("got %q, want %q", refusal, want)
	}
	began := time.Now()
	if err := first.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := first.Wait(); err != nil {
		t.Errorf("after SIGTERM: %v\n%s", err, out)
	}
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("stopping took %s", took)
	}
	nothingLeft(t, dir)

	third, out := run()
	await(t, out, "Errand is ready")
	if err := third.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := third.Wait(); err == nil {
		t.Error("it survived SIGKILL")
	}
	nothingLeft(t, dir)

	// The next start cleans up after that and is no slower.
	began = time.Now()
	fourth, out := run()
	await(t, out, "Errand is ready")
	if took := time.Since(began); took > 15*time.Second {
		t.Errorf("the start after SIGKILL took %s:\n%s", took, out)
	}
	if err := fourth.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	if err := fourth.Wait(); err != nil {
		t.Errorf("after SIGINT: %v\n%s", err, out)
	}
	nothingLeft(t, dir)
}

func TestMissingRunFile(t *testing.T) {
	cmd := exec.Command("go", "run", ".", "-f", "no-such.yaml")
	out, err := cmd.CombinedOutput()
	if err == nil || !strings.Contains(string(out), "errand: stat no-such.yaml") {
		t.Errorf("%v: %s", err, out)
	}
}

// nothingLeft waits until no process mentions dir: all of ours have it in their
// command lines, or as Postgres's backends in their current folder.
func nothingLeft(t *testing.T, dir string) {
	t.Helper()
	var left []string
	for end := time.Now().Add(5 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if left = mentioning(dir); len(left) == 0 {
			return
		}
	}
	t.Errorf("still there: %q", left)
}

func mentioning(dir string) (found []string) {
	entries, _ := filepath.Glob("/proc/[0-9]*") // the pattern is valid
	for _, e := range entries {
		cmdline, _ := os.ReadFile(filepath.Join(e, "cmdline")) // empty when it has just ended
		folder, _ := os.Readlink(filepath.Join(e, "cwd"))
		if bytes.Contains(cmdline, []byte(dir)) || strings.HasPrefix(folder, dir) {
			found = append(found, strings.ReplaceAll(string(cmdline), "\x00", " "))
		}
	}
	return found
}

// await waits for a text in the output.
func await(t *testing.T, out *output, want string) {
	t.Helper()
	for end := time.Now().Add(60 * time.Second); !strings.Contains(out.String(), want); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("no %q in:\n%s", want, out)
		}
	}
}

type output struct {
	mu   sync.Mutex // guards text
	text bytes.Buffer
}

func (o *output) Write(b []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.Write(b)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}
