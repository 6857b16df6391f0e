package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"

	"github.com/errandapp/errand/apps/audit/ledger"
)

// openLedger is the ledger of the environment's database, and how to close it.
func openLedger(ctx context.Context) (*ledger.Ledger, func(), error) {
	cfg, err := readConfig()
	if err != nil {
		return nil, nil, fmt.Errorf("read the environment: %w", err)
	}
	pool, err := ledger.NewPool(ctx, cfg.App())
	if err != nil {
		return nil, nil, fmt.Errorf("ERRAND_POSTGRES: %w", err)
	}
	return ledger.New(pool), pool.Close, nil
}

func checkpointCommand(ctx context.Context, args []string, c console) error {
	if err := parse(c.flags("checkpoint"), args); err != nil {
		return err
	}
	book, end, err := openLedger(ctx)
	if err != nil {
		return err
	}
	defer end()
	last, err := book.Checkpoint(ctx, 0)
	if err != nil {
		return err
	}
	if last == nil {
		return ledger.ErrNotSealed
	}
	_, err = fmt.Fprint(c.out, last.Note)
	return err
}

func keyCommand(ctx context.Context, args []string, c console) error {
	f := c.flags("key")
	name := f.String("new", "", "make a signing key for a log of this `name`: for the secret store")
	if err := parse(f, args); err != nil {
		return err
	}
	if *name != "" {
		if err := checkOrigin(*name); err != nil {
			return c.wrong("-new: %v", err)
		}
		secret, verifier, err := note.GenerateKey(rand.Reader, *name)
		if err != nil {
			return err
		}
		fmt.Fprintln(c.err, "the key to verify with:", verifier)
		_, err = fmt.Fprintln(c.out, secret)
		return err
	}
	book, end, err := openLedger(ctx)
	if err != nil {
		return err
	}
	defer end()
	keys, err := book.Verifiers(ctx)
	if err != nil {
		return err
	}
	for _, key := range keys {
		fmt.Fprintln(c.out, key)
	}
	return nil
}

func eraseCommand(ctx context.Context, args []string, c console) (err error) {
	f := c.flags("erase")
	list := f.String("list", "", "`id` of the person, which is the list's")
	reason := f.String("reason", "", "why, for the log: no private `text`")
	wait := f.Duration("wait", 2*time.Minute, "`time` to wait for those who still see what was erased, as an export does")
	if err := parse(f, args); err != nil {
		return err
	}
	switch {
	case *list == "":
		return c.wrong("erase needs -list: whose content is to be erased")
	case *reason == "":
		return c.wrong("erase needs -reason: the log says why")
	}
	cfg, err := readConfig()
	if err != nil {
		return fmt.Errorf("read the environment: %w", err)
	}
	conn, err := ledger.Connect(ctx, cfg.Postgres)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close(context.WithoutCancel(ctx))) }()
	fmt.Fprintln(c.err, "The months that have something of this list are written anew. Each is locked meanwhile: recording and questions wait.")
	e, err := ledger.Erase(ctx, conn, *list, *reason, *wait)
	if err == nil {
		fmt.Fprintf(c.out, "erased the content of %d rows of %s; written anew: %s\n", e.Rows, e.List, strings.Join(e.Wiped, ", "))
	}
	return err
}
