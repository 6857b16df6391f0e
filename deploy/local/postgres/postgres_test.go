package postgres

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// TestStale: what a killed server leaves is removed, whoever has its number now.
func TestStale(t *testing.T) {
	s := &Server{data: t.TempDir()}
	file := filepath.Join(s.data, "postmaster.pid")
	for name, pid := range map[string]int{"gone": 1 << 22, "another program's number": os.Getpid()} {
		if err := os.WriteFile(file, fmt.Appendf(nil, "%d\n%s\n", pid, s.data), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := s.clearStale(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := os.Stat(file); !os.IsNotExist(err) {
			t.Errorf("%s: the file is still there", name)
		}
	}
	if err := s.clearStale(); err != nil {
		t.Errorf("no file: %v", err)
	}
}

// TestOrphan: a server that outlived its launcher is stopped first.
func TestOrphan(t *testing.T) {
	s := &Server{data: t.TempDir()}
	orphan := exec.Command("sh", "-c", "sleep 30 & wait", "-D", s.data)
	if err := orphan.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- orphan.Wait() }()
	for began := time.Now(); !s.serves(orphan.Process.Pid); time.Sleep(time.Millisecond) {
		if time.Since(began) > 5*time.Second { // its arguments appear a moment after it has begun
			t.Fatal("the orphan is none")
		}
	}
	if err := os.WriteFile(filepath.Join(s.data, "postmaster.pid"), fmt.Appendf(nil, "%d\n", orphan.Process.Pid), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := s.clearStale(); err != nil {
		t.Fatal(err)
	}
	select {
	case <-ended:
	case <-time.After(5 * time.Second):
		t.Error("the orphan still runs")
	}
}

func TestPick(t *testing.T) {
	found := []candidate{{"/17", "17"}, {"/15", "15"}}
	for want, bin := range map[string]string{"": "/17", "15": "/15", "16": ""} {
		if got := pick(found, want); got != bin {
			t.Errorf("wanting %q: got %q, want %q", want, got, bin)
		}
	}
}
