package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"
)

const usage = `audit remembers every fact. Without arguments it runs; with one of these it does that and ends:

  audit export [-format jsonl|csv] [-list ID] [-task ID] [-type TYPE] [-since TIME] [-until TIME] [-o FILE]
        writes the log, or the rows asked for with their proofs
  audit verify -key KEY [-checkpoint FILE]… [FILE]
        checks an export offline, and names the first bad row
  audit checkpoint
        prints the last signed checkpoint
  audit key
        prints the keys to verify with; audit key -new NAME makes a signing key
  audit erase -list ID -reason TEXT [-wait TIME]
        removes the content of all that a person said; the proofs stay. The
        months that have something of it are written anew, and locked meanwhile

All but verify and key -new read the database of ERRAND_POSTGRES.
`

// commands are what can be asked for by name.
var commands = map[string]func(context.Context, []string, console) error{
	"export": exportCommand, "verify": verifyCommand, "checkpoint": checkpointCommand, "key": keyCommand, "erase": eraseCommand,
}

// A console is where a command reads and writes.
type console struct {
	in       io.Reader
	out, err io.Writer
}

// errUsage says that the arguments are wrong; what was wrong has been said.
var errUsage = errors.New("usage")

// command runs the command that the arguments name and returns the exit code:
// 0; 1 when it failed, or when verify found a bad row; 2 for wrong arguments.
func command(args []string, c console) int {
	ctx, forget := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer forget()
	run, ok := commands[args[0]]
	if !ok {
		fmt.Fprint(c.err, usage)
		return 2
	}
	out := bufio.NewWriterSize(c.out, 1<<16)
	inner := c
	inner.out = out
	err := errors.Join(run(ctx, args[1:], inner), out.Flush())
	switch {
	case err == nil || errors.Is(err, flag.ErrHelp):
		return 0
	case errors.Is(err, errUsage):
		return 2
	}
	fmt.Fprintln(c.err, "audit "+args[0]+":", err)
	return 1
}

// flags is a set of flags that fails in words.
func (c console) flags(name string) *flag.FlagSet {
	f := flag.NewFlagSet("audit "+name, flag.ContinueOnError)
	f.SetOutput(c.err)
	return f
}

// parse reads the arguments; the error says no more than that they are wrong.
func parse(f *flag.FlagSet, args []string) error {
	if err := f.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return err
		}
		return errUsage
	}
	return nil
}

// wrong says what is wrong with the arguments.
func (c console) wrong(format string, args ...any) error {
	fmt.Fprintf(c.err, format+"\n", args...)
	return errUsage
}

// moment reads a time of a flag: RFC 3339, or a day, which begins in UTC.
func moment(text string) (t time.Time, err error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return t, nil
	}
	for _, layout := range []string{time.RFC3339Nano, time.DateOnly} {
		if t, err = time.Parse(layout, text); err == nil {
			return t, nil
		}
	}
	return t, fmt.Errorf("%q is neither a time like 2026-11-23T08:00:00Z nor a day like 2026-11-23", text)
}
