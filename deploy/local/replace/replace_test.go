package replace

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What the file held is left alone, so that it is still there should the power
// fail while the new content is written.
func TestTheOldContentIsNotWrittenOver(t *testing.T) {
	dir := t.TempDir()
	file, old := filepath.Join(dir, "ports.json"), filepath.Join(dir, "old")
	if err := File(file, []byte("before"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Link(file, old); err != nil {
		t.Fatal(err)
	}
	if err := File(file, []byte("after"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		path, want string
		mode       os.FileMode
	}{{file, "after", 0o600}, {old, "before", 0o644}} {
		got, err := os.ReadFile(c.path)
		if err != nil || string(got) != c.want {
			t.Errorf("%s holds %q, %v; want %q", c.path, got, err, c.want)
		}
		if info, err := os.Stat(c.path); err != nil || info.Mode().Perm() != c.mode {
			t.Errorf("%s has mode %v, %v; want %v", c.path, info.Mode(), err, c.mode)
		}
	}
	only(t, dir, 2)
}

// A folder cannot be replaced: the error names it and nothing is left behind.
func TestWhatCannotBeReplacedStays(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "taken")
	if err := os.MkdirAll(filepath.Join(file, "inside"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{file, filepath.Join(dir, "nowhere", "file")} {
		if err := File(file, []byte("new"), 0o644); err == nil || !strings.Contains(err.Error(), file) {
			t.Errorf("got %v, which should name %s", err, file)
		}
	}
	only(t, dir, 1)
}

func only(t *testing.T, dir string, want int) {
	t.Helper()
	if all, err := os.ReadDir(dir); err != nil || len(all) != want {
		t.Errorf("%s holds %v, %v; want %d", dir, all, err, want)
	}
}
