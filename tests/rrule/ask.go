// Package rrule asks rrule.js, the second implementation of recurrence, what
// it makes of rules. It is for tests: they fail where node is missing, and
// install rrule.js from package-lock.json where that has not been done.
package rrule

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// Question asks for the first Limit occurrences of Rule, which is RFC 5545
// text without a start, from Start: "2026-11-24" or "2026-11-24T17:00".
type Question struct {
	Rule  string `json:"rule"`
	Start string `json:"start"`
	Limit int    `json:"limit"`
}

// Answer is the occurrences, written like the question's start, or an error.
type Answer struct {
	Occurrences []string
	Error       string
}

// Ask puts all questions to rrule.js at once; an error among the answers fails
// the test too.
func Ask(t *testing.T, questions []Question) []Answer {
	t.Helper()
	_, here, _, ok := runtime.Caller(0)
	if !ok {
		t.Fatal("the folder of rrule.js is not known")
	}
	dir := filepath.Dir(here)
	ctx, stop := context.WithTimeout(t.Context(), 4*time.Minute)
	defer stop()
	install(ctx, t, dir)
	input, err := json.Marshal(questions)
	if err != nil {
		t.Fatal(err)
	}
	var complaint strings.Builder
	cmd := exec.CommandContext(ctx, program(t, "node"), "expand.mjs")
	cmd.Dir, cmd.Stdin, cmd.Stderr = dir, bytes.NewReader(input), &complaint
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("node expand.mjs: %v\n%s", err, complaint.String())
	}
	var answers []Answer
	if err := json.Unmarshal(out, &answers); err != nil {
		t.Fatal(err)
	}
	if len(answers) != len(questions) {
		t.Fatalf("%d answers to %d questions", len(answers), len(questions))
	}
	for i, a := range answers {
		if a.Error != "" {
			t.Errorf("rrule.js on %+v: %s", questions[i], a.Error)
		}
	}
	return answers
}

func install(ctx context.Context, t *testing.T, dir string) {
	t.Helper()
	if _, err := os.Stat(filepath.Join(dir, "node_modules", "rrule", "package.json")); err == nil {
		return
	}
	cmd := exec.CommandContext(ctx, program(t, "npm"), "ci", "--no-audit", "--no-fund")
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("npm ci in tests/rrule: %v\n%s", err, out)
	}
}

func program(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Fatalf("%s is needed for the second opinion on recurrence: install nodejs and npm, or run tests/needs", name)
	}
	return path
}
