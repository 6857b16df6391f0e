package ask

import (
	"bufio"
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/errandapp/errand/apps/audit/ledger"
	"github.com/errandapp/errand/apps/audit/sheet"
)

type exporter interface {
	Export(context.Context, ledger.Filter, ledger.Sheet) error
}

// maxExports is how many exports are written at once; each holds a connection
// to the database for as long as its reader takes.
const maxExports = 3

// export answers GET /history/export?format=jsonl|csv&task=&type=&since=&until=
// with the facts of the person's list, each with its proof, as they come out
// of the log. An error in the middle breaks the connection off, so that nobody
// takes a part for the whole.
func export(l exporter) func(http.ResponseWriter, *http.Request, asked) error {
	turns := make(chan struct{}, maxExports)
	return func(w http.ResponseWriter, r *http.Request, a asked) error {
		q, err := a.question()
		if err != nil {
			return err
		}
		format := a.query.Get("format")
		if format == "" {
			format = "jsonl"
		}
		if format != "jsonl" && format != "csv" {
			return bad("format", "format is jsonl or csv.")
		}
		select {
		case turns <- struct{}{}:
			defer func() { <-turns }()
		default:
			return errBusy
		}
		// The server's own limit is for answers that are short.
		if err := http.NewResponseController(w).SetWriteDeadline(time.Now().Add(exportTime)); err != nil && !errors.Is(err, http.ErrNotSupported) {
			return err
		}
		started := &starter{ResponseWriter: w}
		buffered := bufio.NewWriterSize(started, 64<<10)
		w.Header().Set("Content-Type", map[string]string{"jsonl": "application/jsonl", "csv": "text/csv; charset=utf-8"}[format])
		w.Header().Set("Content-Disposition", `attachment; filename="errand-history.`+format+`"`)
		var out ledger.Sheet = &sheet.Lines{W: buffered}
		flush := func() error { return nil }
		if format == "csv" {
			table, err := sheet.NewCSV(buffered)
			if err != nil {
				return err
			}
			out, flush = table, table.Flush
		}
		err = l.Export(r.Context(), ledger.Filter{List: a.user, Task: q.Task, Type: q.Type, Since: q.Since, Until: q.Until}, out)
		if err == nil {
			err = flush()
		}
		if err == nil {
			err = buffered.Flush()
		}
		if err != nil && started.yes {
			panic(http.ErrAbortHandler)
		}
		return err
	}
}

var errBusy = errors.New("others export")

// A starter notes that the answer has begun.
type starter struct {
	http.ResponseWriter
	yes bool
}

func (s *starter) Write(b []byte) (int, error) {
	s.yes = true
	return s.ResponseWriter.Write(b)
}
