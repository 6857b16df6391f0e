package machine

import (
	"os"
	"testing"
	"time"
)

// TestANameMayHoldAnything, brackets and numbers included.
func TestANameMayHoldAnything(t *testing.T) {
	got, err := parseProcess("42 (x) S 9 (y)) S 7 42 42 0 -1 0 0 0 0 0 100 20 3 4 20 0 1 0 5\n")
	if want := (process{7, 1200 * time.Millisecond, 70 * time.Millisecond}); err != nil || got != want {
		t.Errorf("got %+v, %v; want %+v", got, err, want)
	}
	for _, line := range []string{"", "42 (x) S 7 42", "42 (x) S 7 42 42 0 -1 0 0 0 0 0 a lot 3 4 20"} {
		if p, err := parseProcess(line); err == nil {
			t.Errorf("%q is %+v", line, p)
		}
	}
}

func TestChildrenCountAsTheirParent(t *testing.T) {
	all := processes{1: {0, 1, 2}, 2: {1, 10, 20}, 3: {2, 100, 200}, 4: {0, 1000, 2000}}
	tree := all.trees()
	for pid, want := range map[int]time.Duration{1: 333, 2: 330, 3: 300, 4: 3000, 5: 0} {
		if got := tree(pid); got != want {
			t.Errorf("process %d: %d, want %d", pid, got, want)
		}
	}
}

// A family is what this test and its parent are called.
type family map[string]int

func (f family) Names() (names []string) {
	for name := range f {
		names = append(names, name)
	}
	return names
}

func (f family) PID(name string) int { return f[name] }

// TestUsed reads this machine: this test has worked, and what is not named
// or does not run is not in it.
func TestUsed(t *testing.T) {
	before, err := Used(family{"parent": os.Getppid(), "asleep": 0}, "test")
	if err != nil {
		t.Fatal(err)
	}
	for before["test"] == 0 { // until the kernel has counted a tick
		if before, err = Used(family{"parent": os.Getppid(), "asleep": 0}, "test"); err != nil {
			t.Fatal(err)
		}
	}
	if _, ok := before["asleep"]; ok || len(before) != 3 || before["parent"] < before["test"] {
		t.Errorf("got %v", before)
	}
	after, err := Used(family{"parent": os.Getppid()}, "test")
	if err != nil {
		t.Fatal(err)
	}
	u := Usage{"test": time.Hour}
	u.Add(before, after)
	if got, want := u["test"], time.Hour+after["test"]-before["test"]; got != want || got < time.Hour {
		t.Errorf("got %v, want %v", got, want)
	}
	if line, err := Describe(); err != nil || line == "" {
		t.Errorf("the machine is %q, %v", line, err)
	}
}
