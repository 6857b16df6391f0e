package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"time"

	"github.com/errandapp/errand/apps/audit/ledger"
	"github.com/errandapp/errand/apps/audit/sheet"
)

// sealTime is how long an export waits for the log to be sealed.
const sealTime = 10 * time.Second

func exportCommand(ctx context.Context, args []string, c console) (err error) {
	f := c.flags("export")
	var (
		format = f.String("format", "jsonl", "jsonl, which can be verified, or csv")
		file   = f.String("o", "", "`file` to write; standard output when empty")
		since  = f.String("since", "", "only facts from this `time` on")
		until  = f.String("until", "", "only facts before this `time`")
		chosen ledger.Filter
	)
	f.StringVar(&chosen.List, "list", "", "only this list, which is a person's `id`")
	f.StringVar(&chosen.Task, "task", "", "only the task with this `id`")
	f.StringVar(&chosen.Type, "type", "", "only facts of this `type`, as errand.task.added")
	if err := parse(f, args); err != nil {
		return err
	}
	if f.NArg() > 0 {
		return c.wrong("export takes no arguments but flags: %q", f.Args())
	}
	if chosen.Since, err = moment(*since); err != nil {
		return c.wrong("-since: %v", err)
	}
	if chosen.Until, err = moment(*until); err != nil {
		return c.wrong("-until: %v", err)
	}
	if *format != "jsonl" && *format != "csv" {
		return c.wrong("-format: %q is neither jsonl nor csv", *format)
	}
	book, end, err := openLedger(ctx)
	if err != nil {
		return err
	}
	defer end()
	out := c.out
	if *file != "" {
		to, err := os.OpenFile(*file, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
		if err != nil {
			return err
		}
		buffered := bufio.NewWriterSize(to, 1<<20)
		defer func() { err = errors.Join(err, buffered.Flush(), to.Close()) }()
		out = buffered
	}
	return export(ctx, book, chosen, *format, out)
}

// export writes an export, and waits for the first checkpoint if need be.
// Nothing has been written when it has to wait.
func export(ctx context.Context, book *ledger.Ledger, f ledger.Filter, format string, w io.Writer) error {
	var out ledger.Sheet = &sheet.Lines{W: w}
	flush := func() error { return nil }
	if format == "csv" {
		table, err := sheet.NewCSV(w)
		if err != nil {
			return err
		}
		out, flush = table, table.Flush
	}
	for deadline := time.Now().Add(sealTime); ; {
		err := book.Export(ctx, f, out)
		if !errors.Is(err, ledger.ErrNotSealed) || time.Now().After(deadline) {
			return errors.Join(err, flush())
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(200 * time.Millisecond):
		}
	}
}
