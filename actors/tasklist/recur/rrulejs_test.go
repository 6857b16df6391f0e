package recur

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// second is where rrule.js lives, the second implementation.
const second = "../../../tests/rrule"

// question is one for expand.mjs; answer is what it says.
type (
	question struct {
		Rule  string `json:"rule"`
		Start string `json:"start"`
		Limit int    `json:"limit"`
	}
	answer struct {
		Occurrences []string
		Error       string
	}
)

// askRRuleJS asks rrule.js everything at once. It sees to it that rrule.js is
// installed, and fails where that cannot be.
func askRRuleJS(t *testing.T, questions []question) []answer {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		t.Fatal("node is needed for the second opinion on recurrence: install nodejs and npm, or run tests/needs")
	}
	ctx, stop := context.WithTimeout(t.Context(), 4*time.Minute)
	defer stop()
	if _, err := os.Stat(filepath.Join(second, "node_modules", "rrule", "package.json")); err != nil {
		npm, err := exec.LookPath("npm")
		if err != nil {
			t.Fatal("npm is needed to install rrule.js: install npm, or run tests/needs")
		}
		install := exec.CommandContext(ctx, npm, "ci", "--no-audit", "--no-fund")
		install.Dir = second
		if out, err := install.CombinedOutput(); err != nil {
			t.Fatalf("npm ci in tests/rrule: %v\n%s", err, out)
		}
	}
	input, err := json.Marshal(questions)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(ctx, node, "expand.mjs")
	cmd.Dir = second
	cmd.Stdin = bytes.NewReader(input)
	var complaint strings.Builder
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("node expand.mjs: %v\n%s", err, complaint.String())
	}
	var answers []answer
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
