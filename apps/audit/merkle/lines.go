package merkle

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"sync"

	"golang.org/x/mod/sumdb/note"
)

// MaxLine is how long a line of an export may be, in bytes.
const MaxLine = 16 << 20

// A worker takes so many lines at a time, or as many as have so many bytes.
const (
	together      = 256
	bytesTogether = 1 << 20
)

// A sheet is some lines that are read by one worker.
type sheet struct {
	first  int // number of the first line
	raw    [][]byte
	parsed []parsed
	done   chan struct{} // closed when parsed is complete
}

type parsed struct {
	line Line
	err  error
}

// readLines reads all lines, as many at once as there are cores, and hands
// them to take in order, from line 1. It stops at the first error of take.
func readLines(r io.Reader, keys note.Verifiers, take func(n int, l Line, err error) error) error {
	var (
		cores   = runtime.GOMAXPROCS(0)
		work    = make(chan *sheet)
		inOrder = make(chan *sheet, 2*cores)
		stop    = make(chan struct{})
		failed  error // of the reading; read it after inOrder is closed
		group   sync.WaitGroup
	)
	defer group.Wait()
	defer close(stop)
	for range cores {
		group.Go(func() {
			for s := range work {
				s.parsed = make([]parsed, len(s.raw))
				for i, raw := range s.raw {
					s.parsed[i].line, s.parsed[i].err = check(raw, keys)
				}
				close(s.done)
			}
		})
	}
	group.Go(func() {
		defer close(inOrder)
		defer close(work)
		failed = cut(r, func(s *sheet) bool {
			select {
			case inOrder <- s:
			case <-stop:
				return false
			}
			select {
			case work <- s:
			case <-stop:
				return false
			}
			return true
		})
	})
	for s := range inOrder {
		<-s.done
		for i, p := range s.parsed {
			if err := take(s.first+i, p.line, p.err); err != nil {
				return err
			}
		}
	}
	return failed
}

// cut cuts what r gives into sheets, until give says that it is enough.
func cut(r io.Reader, give func(*sheet) bool) error {
	var (
		in   = bufio.NewReaderSize(r, 1<<20)
		next = &sheet{first: 1, done: make(chan struct{})}
		size int // of next, in bytes
	)
	flush := func() bool {
		if len(next.raw) == 0 {
			return true
		}
		s := next
		size = 0
		next = &sheet{first: s.first + len(s.raw), done: make(chan struct{})}
		return give(s)
	}
	for {
		line, err := wholeLine(in)
		if line != nil {
			next.raw = append(next.raw, line)
			size += len(line)
		}
		if (err != nil || len(next.raw) == together || size >= bytesTogether) && !flush() {
			return nil
		}
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("line %d: %w", next.first, err)
		}
	}
}

// wholeLine is the next line without its end; nil after the last one.
func wholeLine(in *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := in.ReadSlice('\n')
		line = append(line, part...)
		if len(line) > MaxLine {
			return nil, fmt.Errorf("it is longer than %d bytes", MaxLine)
		}
		switch {
		case err == nil:
			return bytes.TrimSuffix(line, []byte("\n")), nil
		case errors.Is(err, bufio.ErrBufferFull):
		case errors.Is(err, io.EOF) && len(line) > 0:
			return nil, errors.New("the file ends in the middle of it")
		default:
			return nil, err
		}
	}
}
