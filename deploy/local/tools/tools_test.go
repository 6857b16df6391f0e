package main

import (
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func TestCurrent(t *testing.T) {
	source, bin := t.TempDir(), t.TempDir()
	old, now := time.Now().Add(-time.Hour), time.Now()
	put := func(path string, at time.Time) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, nil, 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, at, at); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range []string{"go.mod", "go.sum", "daprd/main.go"} {
		put(filepath.Join(source, f), old)
	}
	check := func(when string, want bool) {
		t.Helper()
		if got, err := current(source, bin); err != nil || got != want {
			t.Errorf("%s: got %t, %v", when, got, err)
		}
	}
	check("nothing built", false)
	for _, p := range programs {
		put(filepath.Join(bin, p), now)
	}
	check("all built", true)
	put(filepath.Join(source, "daprd", "components.go"), now.Add(time.Minute))
	check("a source is newer", false)
}

func TestCount(t *testing.T) {
	var done atomic.Int64
	problems := count(strings.NewReader("example.com/a\nexample.com/b\n# example.com/c\nc.go:1:2: undefined: x\n"), &done)
	if done.Load() != 2 || len(problems) != 2 || !strings.Contains(problems[1], "undefined: x") {
		t.Errorf("%d packages, problems %q", done.Load(), problems)
	}
}
