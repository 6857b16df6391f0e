//go:build e2e

package e2e

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/errandapp/errand/tests/kafka"
)

// auditSays runs one of audit's commands on the system's database.
func auditSays(in string, args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, filepath.Join("..", "..", "bin", "audit"), args...)
	cmd.Env, cmd.Stdin = append(os.Environ(), "ERRAND_POSTGRES="+system.Postgres), strings.NewReader(in)
	out, err := cmd.CombinedOutput()
	if err != nil {
		return string(out), fmt.Errorf("audit %s: %w: %s", args[0], err, out)
	}
	return string(out), nil
}

// raw asks for an answer that is not JSON, or not of a person's shape.
func (p person) raw(path string) ([]byte, int) {
	p.t.Helper()
	req, err := http.NewRequestWithContext(p.t.Context(), http.MethodGet, system.URL+path, nil)
	must(p.t, err)
	req.Header.Set("errand-user", p.user)
	res, err := web.Do(req)
	must(p.t, err)
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	must(p.t, err)
	return body, res.StatusCode
}

// A seen checkpoint.
type checkpointSeen struct {
	Checkpoint string
	Size       int64
	Keys       []string
}

// root is what the checkpoint says.
func (c checkpointSeen) root(t *testing.T) tlog.Hash {
	t.Helper()
	lines := strings.Split(c.Checkpoint, "\n")
	hash, err := tlog.ParseHash(lines[2])
	must(t, err)
	return hash
}

// sealedAfter waits for a checkpoint of more than some rows.
func (p person) sealedAfter(size int64) (c checkpointSeen) {
	p.t.Helper()
	within(p.t, 20*time.Second, "a checkpoint", func() error {
		body, status := p.raw("/v1/history/checkpoint")
		if status != 200 {
			return fmt.Errorf("%d %s", status, body)
		}
		if err := json.Unmarshal(body, &c); err != nil {
			return err
		}
		if c.Size <= size {
			return fmt.Errorf("it covers %d rows", c.Size)
		}
		return nil
	})
	return c
}

// TestTheAuditProvesItself goes the way of somebody who trusts nobody: with a
// checkpoint of before, the proofs, and the export of the own list.
func TestTheAuditProvesItself(t *testing.T) {
	ann := someone(t)
	milk := ann.adds("Buy milk", time.Time{})
	within(t, 20*time.Second, "the first fact", func() error {
		if n := audited(t, ann.user); n != 1 {
			return fmt.Errorf("%d facts", n)
		}
		return nil
	})
	first := ann.sealedAfter(0)
	before := time.Now()
	ann.ask(200, "POST", "/v1/tasks/"+milk+"/complete", "")
	ann.adds("Call Zoë", time.Time{})
	within(t, 20*time.Second, "all facts", func() error {
		if n := audited(t, ann.user); n != 3 {
			return fmt.Errorf("%d facts", n)
		}
		return nil
	})

	// The row of version 2 leads to the last checkpoint, and the last
	// checkpoint goes on from the first.
	var proof struct {
		Checkpoint string
		Row        json.RawMessage
	}
	within(t, 20*time.Second, "the proof", func() error {
		body, status := ann.raw("/v1/history/proof?version=2")
		if status != 200 {
			return fmt.Errorf("%d %s", status, body)
		}
		return json.Unmarshal(body, &proof)
	})
	last := ann.sealedAfter(first.Size)
	var growth struct{ Proof tlog.TreeProof }
	body, status := ann.raw(fmt.Sprintf("/v1/history/consistency?from=%d&to=%d", first.Size, last.Size))
	if err := json.Unmarshal(body, &growth); err != nil || status != 200 {
		t.Fatalf("%d %s: %v", status, body, err)
	}
	must(t, tlog.CheckTree(growth.Proof, last.Size, last.root(t), first.Size, first.root(t)))
	line, err := json.Marshal(map[string]string{"checkpoint": proof.Checkpoint})
	must(t, err)
	file := bytes.ReplaceAll(line, []byte(`\u003c`), []byte("<")) // none is in it; a note is plain
	single := string(file) + "\n" + string(proof.Row) + "\n"
	if out, err := auditSays(single, "verify", "-key", last.Keys[0]); err != nil || !strings.HasPrefix(out, "good: 1 rows") {
		t.Errorf("one proof: %s %v", out, err)
	}

	// Her export, and what is noticed when it is not hers any more.
	var export []byte
	within(t, 20*time.Second, "an export of all", func() error {
		if export, status = ann.raw("/v1/history/export"); status != 200 || bytes.Count(export, []byte("\n")) != 4 {
			return fmt.Errorf("%d %s", status, export)
		}
		return nil
	})
	if out, err := auditSays(string(export), "verify", "-key", last.Keys[0]); err != nil || !strings.HasPrefix(out, "good: 3 rows") {
		t.Errorf("her export: %s %v", out, err)
	}
	if out, err := auditSays(strings.Replace(string(export), "Zoë", "Zoe", 1), "verify", "-key", last.Keys[0]); err == nil || !strings.Contains(out, "not what was recorded") {
		t.Errorf("her export, changed: %s %v", out, err)
	}
	if csv, status := ann.raw("/v1/history/export?format=csv&type=task.completed"); status != 200 || bytes.Count(csv, []byte("\n")) != 2 {
		t.Errorf("CSV: %d %s", status, csv)
	}
	if body, status := someone(t).raw("/v1/history/export"); status != 200 || bytes.Count(body, []byte("\n")) != 1 {
		t.Errorf("a stranger's export: %d %s", status, body)
	}

	// The list as it was, and as it is.
	then := ann.ask(200, "GET", "/v1/history/list?status=all&at="+before.UTC().Format(time.RFC3339Nano), "")
	if len(then.Tasks) != 1 || then.Tasks[0].Title != "Buy milk" || !then.Tasks[0].CompletedAt.IsZero() {
		t.Errorf("as it was: %+v", then.Tasks)
	}
	now, live := ann.ask(200, "GET", "/v1/history/list?status=all&version=3", ""), ann.list()
	if a, b := fmt.Sprint(now.Tasks), fmt.Sprint(live.Tasks); a != b {
		t.Errorf("as the audit has it: %s, as it is: %s", a, b)
	}
	ann.ask(404, "GET", "/v1/history/list?version=99", "")
	ann.ask(404, "GET", "/v1/history/proof?version=99", "")
	if page := ann.ask(200, "GET", "/v1/history?type=task.completed&since="+before.UTC().Format(time.RFC3339Nano), ""); len(page.Entries) != 1 {
		t.Errorf("history: %+v", page.Entries)
	}
}

// TestReplicasOfAuditAreKilledUnderLoad lets two replicas append to one log
// while one after the other is killed; then the whole log is verified, against
// a checkpoint from the middle too.
func TestReplicasOfAuditAreKilledUnderLoad(t *testing.T) {
	mend(t)
	topic := readKafka(t)
	l := startLoad(t, 24, 8, overAPI(t))
	second := replica(t, "audit").Name
	l.await(200)
	middle := someone(t).sealedAfter(0)
	for _, name := range []string{"audit", second, "audit", second} {
		crash(t, name)
		l.await(150)
		if broker == kafka.Embedded { // kfake may never let go of a member that dies while it joins
			catchesUp(t, l)
		}
	}
	l.checkAll(topic)

	mark := filepath.Join(t.TempDir(), "checkpoint")
	must(t, os.WriteFile(mark, []byte(middle.Checkpoint), 0o600))
	n, err := query[int64](`select max(size) from audit.batches`)
	must(t, err)
	someone(t).sealedAfter(n - 1)
	export, err := auditSays("", "export")
	must(t, err)
	out, err := auditSays(export, "verify", "-key", middle.Keys[0], "-checkpoint", mark)
	if err != nil || !strings.Contains(out, "the whole log") {
		t.Fatal(out, err)
	}
	t.Log(out)
	rows, err := query[int64](`select count(*) from audit.facts`)
	must(t, err)
	facts, err := query[int64](`select count(*) from audit.facts where version > 0`) // the others are notes
	must(t, err)
	places, err := query[int64](`select count(*) from audit.places`)
	must(t, err)
	if rows != n || places != facts {
		t.Errorf("%d rows in a log of %d, %d facts with %d places", rows, n, facts, places)
	}
	if pair, err := query[int64](`select count(*) from (select list, version from audit.facts group by 1, 2 having count(*) > 1) twice`); err != nil || pair != 0 {
		t.Errorf("%d facts are there twice, %v", pair, err)
	}
}
