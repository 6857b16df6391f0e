//go:build e2e

package e2e

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestAForgottenPerson erases what somebody said while the system runs: the
// API says so, the proofs hold, and what she says afterwards is recorded.
func TestAForgottenPerson(t *testing.T) {
	ann := someone(t)
	ann.adds("A secret of mine", time.Time{})
	recordedTo := func(n int) {
		t.Helper()
		within(t, 20*time.Second, "the facts", func() error {
			if got := audited(t, ann.user); got != n {
				return fmt.Errorf("%d facts", got)
			}
			return nil
		})
	}
	recordedTo(1)
	before := ann.sealedAfter(0)
	if out, err := auditSays("", "erase", "-list", ann.user, "-reason", "asked for"); err != nil || !strings.Contains(out, "content of 1 rows") {
		t.Fatal(out, err)
	}
	if a := ann.ask(410, "GET", "/v1/history/list?version=1", ""); a.Code != "erased" {
		t.Errorf("as it was: %s", a.Code)
	}
	if a := ann.ask(200, "GET", "/v1/history", ""); len(a.Entries) != 1 || a.Entries[0].Fact != nil {
		t.Errorf("history: %+v", a.Entries)
	}
	ann.adds("Said afterwards", time.Time{})
	recordedTo(3) // the note is a row of hers too
	within(t, 20*time.Second, "the proof of what is erased", func() error {
		body, status := ann.raw("/v1/history/export")
		if status != 200 || !strings.Contains(string(body), "Said afterwards") {
			return fmt.Errorf("%d %s", status, body)
		}
		if strings.Contains(string(body), "secret") {
			t.Fatalf("what was erased is in her export: %s", body)
		}
		out, err := auditSays(string(body), "verify", "-key", before.Keys[0])
		if err == nil && !strings.HasPrefix(out, "good: 3 rows") {
			err = fmt.Errorf("verify said %s", out)
		}
		return err
	})
	if n, err := query[int](`select count(*) from audit.facts where position('A secret of mine' in encode(raw, 'escape')) > 0`); err != nil || n != 0 {
		t.Errorf("%d rows still have it, %v", n, err)
	}
	out, err := auditSays("", "export")
	must(t, err)
	if said, err := auditSays(out, "verify", "-key", before.Keys[0]); err != nil || strings.Contains(said, "of 0 rows was erased") {
		t.Error(said, err)
	}
}
