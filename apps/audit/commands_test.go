package main

import (
	"bytes"
	"encoding/csv"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"

	"github.com/errandapp/errand/actors/tasklist/contract/story"
	"github.com/errandapp/errand/apps/audit/ledger"
	"github.com/errandapp/errand/internal/pgtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

// ran is what a command did.
type ran struct {
	code     int
	out, err string
}

func runCommand(in string, args ...string) ran {
	var out, err bytes.Buffer
	code := command(args, console{strings.NewReader(in), &out, &err})
	return ran{code, out.String(), err.String()}
}

// must runs a command that has to succeed, and returns what it printed.
func must(t *testing.T, args ...string) string {
	t.Helper()
	r := runCommand("", args...)
	if r.code != 0 {
		t.Fatalf("%q: exit code %d: %s", args, r.code, r.err)
	}
	return r.out
}

// filled is a database with a sealed log, which commands find.
func filled(t *testing.T) *ledger.Ledger {
	t.Helper()
	url := pgtest.Database(t)
	t.Setenv("ERRAND_POSTGRES", url)
	if err := ledger.NewSchema(url, "", slog.New(slog.DiscardHandler)).Prepare(t.Context()); err != nil {
		t.Fatal(err)
	}
	pool, err := ledger.NewPool(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	book := ledger.New(pool)
	var records []ledger.Record
	for _, f := range append(story.EveryType("ann"), story.Long("bob", 9)...) {
		records = append(records, ledger.Record{Offset: int64(len(records)), Value: story.Bytes(f)})
	}
	if _, err := book.Record(t.Context(), ledger.Batch{Records: records}); err != nil {
		t.Fatal(err)
	}
	sealBook(t, book)
	return book
}

func sealBook(t *testing.T, book *ledger.Ledger) {
	t.Helper()
	secret, err := book.KeptKey(t.Context(), "test/audit")
	if err != nil {
		t.Fatal(err)
	}
	key, err := note.NewSigner(secret)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := book.Seal(t.Context(), key); err != nil {
		t.Fatal(err)
	}
}

func TestExportAndVerify(t *testing.T) {
	book := filled(t)
	dir := t.TempDir()
	file, mark, keys := filepath.Join(dir, "log.jsonl"), filepath.Join(dir, "checkpoint"), filepath.Join(dir, "keys")
	write := func(name, text string) {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(keys, must(t, "key"))
	write(mark, must(t, "checkpoint"))
	must(t, "export", "-o", file)
	if out := must(t, "verify", "-key", keys, "-checkpoint", mark, file); !strings.HasPrefix(out, "good: ") || !strings.Contains(out, "the whole log") {
		t.Errorf("verify said %q", out)
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	key := strings.TrimSpace(must(t, "key"))
	tampered := strings.Replace(string(raw), "Thing 3", "Thong 3", 1)
	if r := runCommand(tampered, "verify", "-key", key); r.code != 1 || !strings.Contains(r.err, "not what was recorded") || !strings.Contains(r.err, "row ") || r.out != "" {
		t.Errorf("tampered: got %+v", r)
	}
	if r := runCommand(string(raw), "verify", "-key", key, "-"); r.code != 0 {
		t.Errorf("from standard input: got %+v", r)
	}
	if r := runCommand(must(t, "export", "-list", "bob", "-type", "errand.task.added"), "verify", "-key", key); r.code != 0 || !strings.HasPrefix(r.out, "good: 9 rows, each with its proof") {
		t.Errorf("bob's: got %+v", r)
	}
	rows, err := csv.NewReader(strings.NewReader(must(t, "export", "-format", "csv", "-list", "bob", "-since", "2026-11-23", "-until", "2026-11-23T08:05:00Z"))).ReadAll()
	if err != nil || len(rows) != 1+3 || rows[1][7] != "Thing 1" {
		t.Errorf("CSV: %q, %v", rows, err)
	}

	if out := must(t, "erase", "-list", "ann", "-reason", "asked for"); !strings.HasPrefix(out, "erased the content of ") || !strings.Contains(out, "written anew: audit.facts_") {
		t.Errorf("erase said %q", out)
	}
	sealBook(t, book)
	all := must(t, "export")
	if strings.Contains(all, "Buy milk") || strings.Contains(all, "Zoë") {
		t.Error("what was erased is in the export")
	}
	if r := runCommand(all, "verify", "-key", key, "-checkpoint", mark); r.code != 0 || strings.Contains(r.out, "of 0 rows was erased") {
		t.Errorf("erased: got %+v", r)
	}
	if r := runCommand("", "erase", "-list", "ann", "-reason", "again"); r.code != 0 || !strings.HasPrefix(r.out, "erased the content of 0 rows of ann; written anew: ") || !strings.Contains(r.err, "locked meanwhile") {
		t.Errorf("erased twice: got %+v", r)
	}
	if r := runCommand("", "erase", "-list", "nobody", "-reason", "x"); r.code != 1 || !strings.Contains(r.err, "nothing of this list") {
		t.Errorf("nobody's: got %+v", r)
	}
}

func TestCommandsSayWhatIsWrong(t *testing.T) {
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"explode"}, 2, "audit verify -key"},
		{[]string{"verify"}, 2, "needs -key"},
		{[]string{"verify", "-key", "nonsense", "x"}, 1, "neither a verifier key nor a file"},
		{[]string{"verify", "-key", "k", "a", "b"}, 2, "one file"},
		{[]string{"verify", "-nope"}, 2, "flag provided but not defined"},
		{[]string{"export", "file"}, 2, "no arguments but flags"},
		{[]string{"export", "-since", "yesterday"}, 2, "-since"},
		{[]string{"export", "-until", "2026"}, 2, "-until"},
		{[]string{"export", "-format", "xml"}, 2, "-format"},
		{[]string{"erase"}, 2, "-list"},
		{[]string{"erase", "-list", "ann"}, 2, "-reason"},
		{[]string{"key", "-new", "a name"}, 2, "-new"},
	} {
		if r := runCommand("", c.args...); r.code != c.code || !strings.Contains(r.err, c.says) {
			t.Errorf("%q: got %+v, want %d and %q", c.args, r, c.code, c.says)
		}
	}
	if r := runCommand("", "verify", "-h"); r.code != 0 {
		t.Errorf("help: got %+v", r)
	}
	r := runCommand("", "key", "-new", "example.org/audit")
	if _, err := note.NewSigner(strings.TrimSpace(r.out)); err != nil || !strings.Contains(r.err, "example.org/audit+") {
		t.Errorf("a new key: got %+v, %v", r, err)
	}
}

func TestConfigOfTheAudit(t *testing.T) {
	t.Setenv("ERRAND_AUDIT_POSTGRES", "postgres://clerk@127.0.0.1/errand")
	t.Setenv("ERRAND_AUDIT_KEEP_MONTHS", "24")
	cfg, err := readConfig()
	if err != nil || cfg.App() != cfg.AppPostgres || cfg.AppUser() != "clerk" || cfg.KeepMonths != 24 || cfg.Origin != "errand/audit" {
		t.Errorf("got %+v, %v", cfg, err)
	}
	t.Setenv("ERRAND_AUDIT_KEEP_MONTHS", "-1")
	t.Setenv("ERRAND_AUDIT_ORIGIN", "my audit")
	t.Setenv("ERRAND_AUDIT_POSTGRES", "mysql://x")
	_, err = readConfig()
	for _, name := range []string{"ERRAND_AUDIT_KEEP_MONTHS", "ERRAND_AUDIT_ORIGIN", "ERRAND_AUDIT_POSTGRES"} {
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%v does not name %s", err, name)
		}
	}
}
