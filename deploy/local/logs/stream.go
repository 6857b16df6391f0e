package logs

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"sync"
)

const (
	tailLines = 20       // kept in memory for error messages
	lineBytes = 64 << 10 // a longer line is cut into several
)

// Stream is the log of one process, over all its restarts.
type Stream struct {
	hub  *Hub
	name string
	path string
	show func(line string) bool

	mu   sync.Mutex // guards file's order of lines and tail
	file *os.File
	tail []string
}

// Consume reads lines until r ends. It never stops early: a process whose pipe
// nobody empties would hang.
func (s *Stream) Consume(r io.Reader) {
	lines := bufio.NewReaderSize(r, lineBytes)
	for {
		line, err := lines.ReadSlice('\n')
		if text := strings.TrimRight(string(line), "\r\n"); text != "" {
			s.add(text)
		}
		if err != nil && err != bufio.ErrBufferFull {
			return
		}
	}
}

// Printf adds a line of the launcher's own, always shown.
func (s *Stream) Printf(format string, args ...any) {
	line := fmt.Sprintf(format, args...)
	s.keep(line)
	s.hub.print(s.name, line, false)
}

func (s *Stream) add(line string) {
	s.keep(line)
	if s.show == nil || s.show(line) {
		s.hub.print(s.name, line, s.show != nil)
	}
}

func (s *Stream) keep(line string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tail = append(s.tail, line)
	if len(s.tail) > tailLines {
		s.tail = slices.Delete(s.tail, 0, len(s.tail)-tailLines)
	}
	// A full disk must not stop the system that the log is about.
	_, _ = fmt.Fprintln(s.file, line)
}

// Tail is the last lines, oldest first, at most 20.
func (s *Stream) Tail() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.tail)
}

// Path is the file that has every line.
func (s *Stream) Path() string { return s.path }
