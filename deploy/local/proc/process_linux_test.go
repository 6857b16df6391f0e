package proc

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/errandapp/errand/deploy/local/logs"
)

func TestCrashIsFollowedByRestart(t *testing.T) {
	p, console := shell(t, "sleep 60 & echo started; wait")
	start(t, p)
	child := onlyChild(t, p.PID())
	before := p.PID()
	if err := p.Crash(); err != nil {
		t.Fatal(err)
	}
	awaitReady(t, p)
	if p.PID() == before || p.Starts() != 2 {
		t.Errorf("pid %d (was %d), %d starts", p.PID(), before, p.Starts())
	}
	if runs(child) {
		t.Errorf("the first start's child %d still runs", child)
	}
	if want := "test died unexpectedly (signal: killed); starting it again in 250ms"; !strings.Contains(console.String(), want) {
		t.Errorf("the console does not say %q:\n%s", want, console)
	}
}

func TestKillHoldsDownUntilRestart(t *testing.T) {
	p, _ := shell(t, "exec sleep 60")
	start(t, p)
	if err := p.Kill(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(2 * firstDelay) // the time in which a crash would be mended
	if p.PID() != 0 || p.Starts() != 1 {
		t.Fatalf("pid %d, %d starts after Kill", p.PID(), p.Starts())
	}
	if err := p.Restart(t.Context()); err != nil {
		t.Fatal(err)
	}
	if p.PID() == 0 || p.Starts() != 2 {
		t.Errorf("pid %d, %d starts after Restart", p.PID(), p.Starts())
	}
}

func TestPauseAndResume(t *testing.T) {
	p, _ := shell(t, "sleep 60 & wait")
	start(t, p)
	child := onlyChild(t, p.PID())
	if err := p.Pause(); err != nil {
		t.Fatal(err)
	}
	for _, pid := range []int{p.PID(), child} {
		awaitState(t, pid, "T")
	}
	if err := p.Resume(); err != nil {
		t.Fatal(err)
	}
	for _, pid := range []int{p.PID(), child} {
		awaitState(t, pid, "S")
	}
}

func TestStopIsPolite(t *testing.T) {
	p, console := shell(t, `trap 'echo bye; exit 0' TERM; echo up; while :; do sleep 0.05; done`)
	start(t, p)
	await(t, "the trap", func() bool { return strings.Contains(console.String(), "up") })
	if !p.Stop(time.Now().Add(5 * time.Second)) {
		t.Error("it had to be killed")
	}
	if !strings.Contains(console.String(), "bye") {
		t.Errorf("no good-bye:\n%s", console)
	}
}

func TestStopKillsTheStubborn(t *testing.T) {
	p, console := shell(t, `trap '' TERM; sleep 60 & echo up; while :; do sleep 0.05; done`)
	start(t, p)
	await(t, "the trap", func() bool { return strings.Contains(console.String(), "up") })
	leader, below := p.PID(), descendants(p.PID())
	if p.Stop(time.Now().Add(200 * time.Millisecond)) {
		t.Error("it went by itself")
	}
	for _, pid := range append(below, leader) {
		if runs(pid) {
			t.Errorf("process %d still runs", pid)
		}
	}
	if err := p.Restart(t.Context()); err == nil {
		t.Error("it could be restarted after Stop")
	}
}

func TestStopReachesOtherGroups(t *testing.T) {
	p, _ := shell(t, "setsid sleep 60 & wait")
	start(t, p)
	child := onlyChild(t, p.PID())
	if err := p.Kill(); err != nil {
		t.Fatal(err)
	}
	await(t, "the child in its own session to end", func() bool { return !runs(child) })
}

func TestStartGivesUp(t *testing.T) {
	p, _ := shell(t, "echo no such setting; exit 3")
	p.spec.Tries = 1
	p.spec.Ready = func(context.Context) error { return errors.New("not yet") }
	err := p.Start(t.Context())
	if err == nil || !strings.Contains(err.Error(), "test ended (exit code 3)") || !strings.Contains(err.Error(), "no such setting") {
		t.Errorf("got %v", err)
	}
	if p.Starts() != 2 {
		t.Errorf("%d starts, want 2", p.Starts())
	}
	p.Stop(time.Now()) // must return
}

func TestStartTimesOut(t *testing.T) {
	p, _ := shell(t, "echo busy; exec sleep 60")
	p.spec.Ready = func(context.Context) error { return errors.New("not yet") }
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	err := p.Start(ctx)
	if err == nil || !strings.Contains(err.Error(), "test is not ready: not yet") || !strings.Contains(err.Error(), "busy") {
		t.Errorf("got %v", err)
	}
}

func TestMissingProgram(t *testing.T) {
	p, _ := shell(t, "")
	p.spec.Command = func() (*exec.Cmd, error) { return exec.Command("/no/such/program"), nil }
	if err := p.Start(t.Context()); err == nil || !strings.Contains(err.Error(), "/no/such/program") {
		t.Errorf("got %v", err)
	}
}

func TestPace(t *testing.T) {
	p := pace{limit: 5}
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	var got []string
	for range 8 { // it dies at once, every time
		d := p.next(now, now)
		got = append(got, d.String())
		now = now.Add(d)
	}
	// The sixth waits until a minute after the first.
	want := "250ms 500ms 1s 2s 4s 52.5s 10s 10s"
	if strings.Join(got, " ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, " "), want)
	}
	if d := p.next(now, now.Add(2*time.Minute)); d != firstDelay {
		t.Errorf("after a steady time: %s, want %s", d, firstDelay)
	}
}

// shell is a process that runs a script; it is stopped with the test.
func shell(t *testing.T, script string) (*Process, *console) {
	t.Helper()
	out := &console{}
	hub, err := logs.Open(out, t.TempDir(), 0)
	if err != nil {
		t.Fatal(err)
	}
	log, err := hub.Stream("test", nil)
	if err != nil {
		t.Fatal(err)
	}
	p := New(Spec{Name: "test", Log: log, Command: func() (*exec.Cmd, error) { return exec.Command("sh", "-c", script), nil }})
	return p, out
}

func start(t *testing.T, p *Process) {
	t.Helper()
	if err := p.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Stop(time.Now().Add(time.Second)) })
}

func awaitReady(t *testing.T, p *Process) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	if err := p.AwaitReady(ctx); err != nil {
		t.Fatal(err)
	}
}

func onlyChild(t *testing.T, pid int) (child int) {
	t.Helper()
	await(t, "a child", func() bool {
		below := descendants(pid)
		if len(below) == 1 {
			child = below[0]
		}
		return len(below) == 1
	})
	return child
}

func runs(pid int) bool { return state(pid) != "" && state(pid) != "Z" }

func state(pid int) string {
	for _, e := range table() {
		if e.pid == pid {
			return e.state
		}
	}
	return ""
}

func awaitState(t *testing.T, pid int, want string) {
	t.Helper()
	await(t, fmt.Sprintf("process %d to be %s", pid, want), func() bool { return state(pid) == want })
}

func await(t *testing.T, what string, yes func() bool) {
	t.Helper()
	for end := time.Now().Add(5 * time.Second); !yes(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("waited 5 s for %s", what)
		}
	}
}

type console struct {
	mu   sync.Mutex // guards text
	text bytes.Buffer
}

func (c *console) Write(b []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.text.Write(b)
}

func (c *console) String() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.text.String()
}

// TestMain is also the program that TestParentKilled kills.
func TestMain(m *testing.M) {
	if dir := os.Getenv("TEST_PARENT"); dir != "" {
		parent(dir)
	}
	os.Exit(m.Run())
}

// parent starts a child, writes down its pid and waits to be killed. It does so
// from many goroutines, so that Go starts and ends threads.
func parent(dir string) {
	hub, err := logs.Open(&console{}, dir, 0)
	if err != nil {
		panic(err)
	}
	log, err := hub.Stream("test", nil)
	if err != nil {
		panic(err)
	}
	p := New(Spec{Name: "test", Log: log, Command: func() (*exec.Cmd, error) { return exec.Command("sleep", "60"), nil }})
	started := make(chan error)
	go func() { started <- p.Start(context.Background()) }()
	if err := <-started; err != nil {
		panic(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "pid"), fmt.Append(nil, p.PID()), 0o644); err != nil {
		panic(err)
	}
	select {}
}

func TestParentKilled(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), "TEST_PARENT="+dir)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	child := 0
	await(t, "the child", func() bool {
		text, err := os.ReadFile(filepath.Join(dir, "pid"))
		if err != nil {
			return false
		}
		_, err = fmt.Sscan(string(text), &child)
		return err == nil
	})
	if !runs(child) {
		t.Fatal("the child does not run")
	}
	if err := cmd.Process.Signal(syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err == nil {
		t.Error("the parent ended by itself")
	}
	await(t, "the child to end", func() bool { return !runs(child) })
}
