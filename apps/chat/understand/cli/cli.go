// Package cli is `chat understand`, which reads messages and prints what they
// say, without a server:
//
//	go run ./apps/chat understand < cases.jsonl > predictions.jsonl
//	go run ./apps/chat understand "pay rent on the 1st p1 #home"
//
// On standard input it takes JSON lines {"id","text","now","tz"} and writes
// {"id","intent","slots"}; with a sentence as its arguments it prints the whole
// reading, and the text of each span, at the machine's own time.
package cli

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/errandapp/errand/apps/chat/understand"
)

// Main runs the command and returns its exit code.
func Main(args []string) int {
	var err error
	if len(args) > 0 {
		err = explain(os.Stdout, strings.Join(args, " "), time.Now())
	} else {
		err = predict(os.Stdin, os.Stdout)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "understand:", err)
		return 1
	}
	return 0
}

type question struct {
	ID   string `json:"id"`
	Text string `json:"text"`
	Now  string `json:"now"`
	TZ   string `json:"tz"`
}

type answer struct {
	ID     string            `json:"id"`
	Intent understand.Intent `json:"intent"`
	Slots  understand.Slots  `json:"slots"`
}

// withoutSeconds cuts times to the minute, which is all that testdata/conventions.md knows.
func withoutSeconds(s *understand.Slots) {
	s.DueSecond = 0
	for i, r := range s.Reminders {
		s.Reminders[i].At = r.At[:min(len(r.At), len("2006-01-02T15:04"))]
	}
	for i := range s.Tasks {
		withoutSeconds(&s.Tasks[i])
	}
}

func predict(in io.Reader, out io.Writer) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(make([]byte, 1<<16), 1<<24)
	w := bufio.NewWriter(out)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for n := 1; lines.Scan(); n++ {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		var q question
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
		now, err := time.Parse(time.RFC3339, q.Now)
		if err != nil {
			return fmt.Errorf("line %d: now: %w", n, err)
		}
		zone, err := time.LoadLocation(q.TZ)
		if err != nil {
			return fmt.Errorf("line %d: tz: %w", n, err)
		}
		r := understand.Understand(q.Text, now, zone, understand.Context{})
		withoutSeconds(&r.Slots)
		if err := enc.Encode(answer{q.ID, r.Intent, r.Slots}); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("read: %w", err)
	}
	return w.Flush()
}

func explain(out io.Writer, text string, now time.Time) error {
	r := understand.Understand(text, now, now.Location(), understand.Context{})
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(r); err != nil {
		return fmt.Errorf("print the reading: %w", err)
	}
	for _, s := range r.Spans {
		if _, err := fmt.Fprintf(out, "%-14s %q\n", s.Slot, text[s.Start:s.End]); err != nil {
			return fmt.Errorf("print a span: %w", err)
		}
	}
	return nil
}
