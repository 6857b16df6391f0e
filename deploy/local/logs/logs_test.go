package logs

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestStream(t *testing.T) {
	dir := t.TempDir()
	var out bytes.Buffer
	hub, err := Open(&out, dir, len("chat/daprd"))
	if err != nil {
		t.Fatal(err)
	}
	chat := stream(t, hub, "chat", nil)
	sidecar := stream(t, hub, "chat/daprd", Warnings)
	chat.Consume(strings.NewReader("hello\r\n\nlast without end"))
	sidecar.Consume(strings.NewReader("time=1 level=info msg=a\ntime=1 level=warning msg=b\npanic: c\n"))
	hub.Quiet()
	sidecar.Consume(strings.NewReader("time=1 level=error msg=d\n"))
	sidecar.Printf("killed")
	want := `chat       | hello
chat       | last without end
chat/daprd | time=1 level=warning msg=b
chat/daprd | panic: c
chat/daprd | killed
`
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Error(diff)
	}
	if err := hub.Close(); err != nil {
		t.Fatal(err)
	}
	want = "time=1 level=info msg=a\ntime=1 level=warning msg=b\npanic: c\ntime=1 level=error msg=d\nkilled\n"
	if diff := cmp.Diff(want, read(t, filepath.Join(dir, "chat-daprd.log"))); diff != "" {
		t.Error(diff)
	}

	// The next run begins a new file and keeps the old one.
	hub, err = Open(&out, dir, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer hub.Close()
	stream(t, hub, "chat", nil)
	if got := read(t, filepath.Join(dir, "chat.log")); got != "" {
		t.Errorf("the new file holds %q", got)
	}
	if got := read(t, filepath.Join(dir, "chat.log.1")); got != "hello\nlast without end\n" {
		t.Errorf("the old file holds %q", got)
	}
}

// TestBounds: however much a process writes, little is kept in memory.
func TestBounds(t *testing.T) {
	hub, err := Open(&bytes.Buffer{}, t.TempDir(), 0)
	if err != nil {
		t.Fatal(err)
	}
	defer hub.Close()
	s := stream(t, hub, "chat", nil)
	var text strings.Builder
	for i := range 100 {
		fmt.Fprintln(&text, i)
	}
	s.Consume(strings.NewReader(text.String()))
	if tail := s.Tail(); len(tail) != tailLines || tail[0] != "80" || tail[19] != "99" {
		t.Errorf("tail %q", tail)
	}
	s.Consume(strings.NewReader(strings.Repeat("x", 3*lineBytes)))
	for _, line := range s.Tail()[17:] {
		if len(line) != lineBytes {
			t.Errorf("a line of %d bytes", len(line))
		}
	}
}

func TestShow(t *testing.T) {
	for line, want := range map[string]bool{
		`time="2026" level=info msg="a"`:                             false,
		`time="2026" level=debug msg="level=error"`:                  false,
		`time="2026" level=warning msg="a"`:                          true,
		`time="2026" level=fatal msg="a"`:                            true,
		`time="2026" level=warning msg="mTLS is disabled. Skipping"`: false,
		`{"level":"warn","msg":"a"}`:                                 false,
		`{"level":"error","msg":"a"}`:                                true,
		`goroutine 1 [running]:`:                                     true,
	} {
		if got := Warnings(line); got != want {
			t.Errorf("Warnings(%s) = %t", line, got)
		}
	}
	for line, want := range map[string]bool{
		`UTC [1] LOG:  listening`:                                   false,
		`UTC [1] ERROR:  duplicate key`:                             false,
		`UTC [1] FATAL:  the database system is starting up`:        false,
		`UTC [1] FATAL:  could not create lock file`:                true,
		`UTC [1] PANIC:  could not write to file "pg_wal/xlogtemp"`: true,
	} {
		if got := PostgresTrouble(line); got != want {
			t.Errorf("PostgresTrouble(%s) = %t", line, got)
		}
	}
}

func stream(t *testing.T, hub *Hub, name string, show func(string) bool) *Stream {
	t.Helper()
	s, err := hub.Stream(name, show)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
