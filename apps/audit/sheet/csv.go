package sheet

import (
	"encoding/base64"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/errandapp/errand/apps/audit/merkle"
)

// CSV writes comma-separated values (RFC 4180). Call Flush at the end.
type CSV struct{ w *csv.Writer }

// NewCSV writes the heading.
func NewCSV(w io.Writer) (*CSV, error) {
	c := &CSV{csv.NewWriter(w)}
	return c, c.write([]string{"index", "list", "version", "type", "time", "recordedAt", "task", "title", "partition", "offset", "state", "leaf", "fact"})
}

// Checkpoint writes nothing: a spreadsheet proves nothing.
func (c *CSV) Checkpoint(string) error { return nil }

// Edge writes nothing.
func (c *CSV) Edge(merkle.Edge) error { return nil }

// Row writes a row. What is erased or dropped says so in the column state.
func (c *CSV) Row(r *merkle.Row) error {
	var about struct {
		Subject string `json:"subject"`
		Data    struct {
			Task struct {
				Title string `json:"title"`
			} `json:"task"`
		} `json:"data"`
	}
	state := "kept"
	switch {
	case r.Dropped:
		return c.write([]string{strconv.FormatInt(r.Index, 10), "", "", "", "", "", "", "", "", "", "dropped", base64.StdEncoding.EncodeToString(r.Leaf[:]), ""})
	case r.Erased():
		state = "erased"
	default:
		if err := json.Unmarshal(r.Content, &about); err != nil {
			state = "unreadable"
		}
	}
	return c.write([]string{
		strconv.FormatInt(r.Index, 10), harmless(r.List), strconv.FormatInt(r.Version, 10), harmless(r.Type),
		r.Time.UTC().Format(time.RFC3339Nano), r.RecordedAt.UTC().Format(time.RFC3339Nano),
		harmless(about.Subject), harmless(about.Data.Task.Title),
		strconv.FormatInt(int64(r.Partition), 10), strconv.FormatInt(r.Offset, 10),
		state, base64.StdEncoding.EncodeToString(r.Leaf[:]), harmless(string(r.Content)),
	})
}

// Flush writes what is still held back.
func (c *CSV) Flush() error {
	c.w.Flush()
	if err := c.w.Error(); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	return nil
}

func (c *CSV) write(fields []string) error {
	if err := c.w.Write(fields); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	return nil
}

// harmless keeps a spreadsheet from taking a text for a formula.
func harmless(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
