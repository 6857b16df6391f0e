package logs

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// Hub owns the console and the folder of log files. Its methods may be called
// from any goroutine.
type Hub struct {
	dir   string
	color bool

	mu    sync.Mutex // guards the fields below
	out   io.Writer
	width int // of the longest name
	files []*os.File
	quiet bool
}

// Open makes dir and a hub that shows lines on out, with room for names of the
// given width. Names are coloured when out is a terminal.
func Open(out io.Writer, dir string, width int) (*Hub, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	return &Hub{dir: dir, out: out, color: isTerminal(out), width: width}, nil
}

// Quiet hides what streams that show only some lines would still show. While a
// system stops, its parts complain about each other's absence.
func (h *Hub) Quiet() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.quiet = true
}

// Close closes the files. Streams must not be written to any more.
func (h *Hub) Close() error {
	h.mu.Lock()
	defer h.mu.Unlock()
	var first error
	for _, f := range h.files {
		if err := f.Close(); err != nil && first == nil {
			first = err
		}
	}
	h.files = nil
	return first
}

// Stream opens the log of one process: a fresh file (the last run's is kept as
// .1) and, on the console, the lines that show accepts; a nil show accepts all.
func (h *Hub) Stream(name string, show func(line string) bool) (*Stream, error) {
	path := filepath.Join(h.dir, strings.ReplaceAll(name, "/", "-")+".log")
	if err := os.Rename(path, path+".1"); err != nil && !os.IsNotExist(err) {
		return nil, err
	}
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.files = append(h.files, f)
	h.width = max(h.width, len(name))
	return &Stream{hub: h, name: name, show: show, file: f, path: path}, nil
}

// print shows one line under a name; a line that was picked from many may be
// held back by Quiet.
func (h *Hub) print(name, line string, picked bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if picked && h.quiet {
		return
	}
	label := fmt.Sprintf("%-*s |", h.width, name)
	if h.color {
		label = paint(name, label)
	}
	// A console that went away (a closed pipe) must not stop the system; the
	// files still have every line.
	_, _ = fmt.Fprintf(h.out, "%s %s\n", label, line)
}

// paint colours a label; a name always gets the same of six colours.
func paint(name, label string) string {
	sum := 0
	for _, c := range strings.TrimSuffix(name, "/daprd") {
		sum += int(c)
	}
	return fmt.Sprintf("\x1b[%dm%s\x1b[0m", 31+sum%6, label)
}

// isTerminal tells whether w is a character device, which is near enough.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok || os.Getenv("NO_COLOR") != "" {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
