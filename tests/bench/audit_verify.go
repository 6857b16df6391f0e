package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// exportAndVerify exports the whole log with audit's own command and verifies
// it; then once more with one byte changed, which must be noticed.
func (b *running) exportAndVerify(ctx context.Context) error {
	file := filepath.Join(b.dir, "export.jsonl")
	command := func(args ...string) (string, time.Duration, error) {
		cmd := exec.CommandContext(ctx, filepath.Join(b.options.bin, "audit"), args...)
		cmd.Env = append(os.Environ(), "ERRAND_POSTGRES="+b.system.Postgres)
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		began := time.Now()
		out, err := cmd.Output()
		if err != nil {
			err = fmt.Errorf("audit %s: %w: %s", args[0], err, strings.TrimSpace(stderr.String()))
		}
		return strings.TrimSpace(string(out)), time.Since(began), err
	}
	if err := b.awaitSealed(ctx); err != nil {
		return err
	}
	key, _, err := command("key")
	if err != nil {
		return err
	}
	_, exported, err := command("export", "-o", file)
	if err != nil {
		return err
	}
	said, verified, err := command("verify", "-key", key, file)
	if err != nil {
		return err
	}
	var rows int64
	if _, err := fmt.Sscanf(said, "good: %d rows", &rows); err != nil {
		return fmt.Errorf("verify said %q: %w", said, err)
	}
	info, err := os.Stat(file)
	if err != nil {
		return err
	}
	rate := float64(rows) / verified.Seconds()
	printTable("Audit: the whole log", [][]string{
		{"", "rows", "MB", "s", "rows/s"},
		{"export, JSON Lines", fmt.Sprint(rows), fmt.Sprint(info.Size() >> 20), seconds(exported), fmt.Sprintf("%.0f", float64(rows)/exported.Seconds())},
		{"verify", fmt.Sprint(rows), fmt.Sprint(info.Size() >> 20), seconds(verified), fmt.Sprintf("%.0f", rate)},
	})
	b.goals.atLeast("rows verified", 50_000, rate, "/s")
	if rows < auditFacts {
		return fmt.Errorf("%d rows were exported, %d were recorded", rows, auditFacts)
	}
	if err := flipByte(file, info.Size()/2); err != nil {
		return err
	}
	_, _, err = command("verify", "-key", key, file)
	var exit *exec.ExitError
	if !errors.As(err, &exit) || !strings.Contains(err.Error(), "row ") {
		return fmt.Errorf("a changed byte in the middle: verify said %v", err)
	}
	fmt.Printf("\nOne byte changed in the middle: %v\n", err)
	return nil
}

// awaitSealed waits until a checkpoint covers the whole log.
func (b *running) awaitSealed(ctx context.Context) error {
	for deadline := time.Now().Add(auditReady); ; {
		var open int64
		err := b.db.QueryRow(ctx, `select (select max(size) from audit.batches) - coalesce((select max(size) from audit.checkpoints), 0)`).Scan(&open)
		switch {
		case err != nil:
			return err
		case open == 0:
			return nil
		case time.Now().After(deadline):
			return fmt.Errorf("%d rows are not sealed", open)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// flipByte changes one byte of a file.
func flipByte(file string, at int64) (err error) {
	f, err := os.OpenFile(file, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	var one [1]byte
	if _, err := f.ReadAt(one[:], at); err != nil {
		return err
	}
	one[0] ^= 1
	_, err = f.WriteAt(one[:], at)
	return err
}
