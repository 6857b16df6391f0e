package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"github.com/errandapp/errand/apps/audit/merkle"
)

// some is a flag that may be given more than once.
type some []string

func (s *some) String() string     { return strings.Join(*s, " ") }
func (s *some) Set(v string) error { *s = append(*s, v); return nil }

func verifyCommand(_ context.Context, args []string, c console) error {
	f := c.flags("verify")
	var keys, files some
	f.Var(&keys, "key", "verifier `key`, or a file with one in each line; may be given more than once")
	f.Var(&files, "checkpoint", "`file` with a checkpoint that you have from elsewhere; may be given more than once")
	if err := parse(f, args); err != nil {
		return err
	}
	switch {
	case len(keys) == 0:
		return c.wrong("verify needs -key: the verifier key, which `audit key` and GET /v1/history/checkpoint tell")
	case f.NArg() > 1:
		return c.wrong("verify reads one file: %q", f.Args())
	}
	known, err := readKeys(keys)
	if err != nil {
		return err
	}
	var given []string
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		given = append(given, string(raw))
	}
	in := c.in
	if f.NArg() == 1 && f.Arg(0) != "-" {
		file, err := os.Open(f.Arg(0))
		if err != nil {
			return err
		}
		defer file.Close() //nolint:errcheck // it was only read from
		in = file
	}
	return verify(in, known, given, c.out)
}

// verify prints what is true of an export; the error names the first bad row.
func verify(in io.Reader, keys note.Verifiers, given []string, out io.Writer) error {
	v, err := merkle.Verify(in, keys, given...)
	if err != nil {
		return err
	}
	what := "rows, each with its proof"
	if v.Whole {
		what = "rows, the whole log"
	}
	fmt.Fprintf(out, "good: %d %s, up to the checkpoint of %d rows with root %s\n", v.Rows, what, v.Last.Size, v.Last.Root)
	fmt.Fprintf(out, "%d checkpoints were checked; the content of %d rows was erased; %d rows were dropped with their months\n",
		v.Checkpoints, v.Erased, v.Dropped)
	return nil
}

// readKeys takes keys, and files of keys.
func readKeys(texts []string) (note.Verifiers, error) {
	var keys []note.Verifier
	for _, text := range texts {
		if key, err := note.NewVerifier(text); err == nil {
			keys = append(keys, key)
			continue
		}
		raw, err := os.ReadFile(text)
		if err != nil {
			return nil, fmt.Errorf("-key %q is neither a verifier key nor a file: %w", text, err)
		}
		for _, line := range strings.Fields(string(raw)) {
			key, err := note.NewVerifier(line)
			if err != nil {
				return nil, fmt.Errorf("-key %s: %q: %w", text, line, err)
			}
			keys = append(keys, key)
		}
	}
	if len(keys) == 0 {
		return nil, errors.New("-key: no key is there")
	}
	return note.VerifierList(keys...), nil
}
