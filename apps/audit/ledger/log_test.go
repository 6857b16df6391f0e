package ledger_test

import (
	"bytes"
	"errors"
	"fmt"
	"testing"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"github.com/errandapp/errand/actors/tasklist/contract/story"
	"github.com/errandapp/errand/apps/audit/ledger"
	"github.com/errandapp/errand/apps/audit/merkle"
	"github.com/errandapp/errand/apps/audit/sheet"
)

// exported is an export in JSON Lines.
func exported(t *testing.T, l *ledger.Ledger, f ledger.Filter) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := l.Export(t.Context(), f, &sheet.Lines{W: &out}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// keys are the log's keys to verify with.
func keys(t *testing.T, l *ledger.Ledger) note.Verifiers {
	t.Helper()
	texts, err := l.Verifiers(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var all []note.Verifier
	for _, text := range texts {
		v, err := note.NewVerifier(text)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, v)
	}
	return note.VerifierList(all...)
}

// verified seals and exports the log, and checks that every word is true.
func verified(t *testing.T, l *ledger.Ledger) merkle.Verdict {
	t.Helper()
	seal(t, l)
	v, err := merkle.Verify(bytes.NewReader(exported(t, l, ledger.Filter{})), keys(t, l))
	if err != nil {
		t.Fatal(err)
	}
	if !v.Whole {
		t.Fatal("the export is not of the whole log")
	}
	return v
}

// rows are the rows of an export.
func rows(t *testing.T, export []byte) (all []*merkle.Row) {
	t.Helper()
	for line := range bytes.Lines(export) {
		l, err := merkle.ParseLine(bytes.TrimSpace(line))
		if err != nil {
			t.Fatal(err)
		}
		if l.Row != nil {
			all = append(all, l.Row)
		}
	}
	return all
}

func TestAnExportIsVerified(t *testing.T) {
	pool := open(t)
	l := ledger.New(pool)
	facts := story.EveryType("ann")
	record(t, l, records(3, 0, facts...))
	seal(t, l)
	record(t, l, records(4, 0, story.Long("bob", 20)...))
	v := verified(t, l)
	want(t, "rows", v.Rows, int64(len(facts)+20))
	want(t, "checkpoints", v.Checkpoints, 2)
	if seal(t, l) != nil {
		t.Error("a log that has not grown was sealed again")
	}
	for i, r := range rows(t, exported(t, l, ledger.Filter{}))[:len(facts)] {
		if !bytes.Equal(r.Content, story.Bytes(facts[i])) || r.Index != int64(i) || r.Partition != 3 {
			t.Errorf("row %d is %+v", i, r)
		}
	}

	// The database says something else from now on, whoever did that.
	for _, sql := range []string{
		`alter table audit.facts disable trigger user`, `alter table audit.facts_2026_11 disable trigger user`,
		`update audit.facts set raw = convert_to(replace(convert_from(raw, 'UTF8'), 'Thing 7', 'Thong 7'), 'UTF8') where list = 'bob' and version = 7`,
	} {
		if _, err := superuser(t, pool.Config().ConnString()).Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
	}
	_, err := merkle.Verify(bytes.NewReader(exported(t, l, ledger.Filter{})), keys(t, l))
	var bad *merkle.BadRow
	if !errors.As(err, &bad) || bad.Index != int64(len(facts)+6) {
		t.Errorf("got %v, want row %d", err, len(facts)+6)
	}
}

func TestProofs(t *testing.T) {
	l := ledger.New(open(t))
	if _, _, err := l.Proof(t.Context(), "ann", 1, 0); !errors.Is(err, ledger.ErrUnknown) {
		t.Errorf("unknown: got %v", err)
	}
	var seals []*ledger.Sealed
	for i := range 7 {
		record(t, l, records(int32(i), 0, story.Long(fmt.Sprint("list-", i), i+1)...))
		if i == 3 {
			if _, _, err := l.Proof(t.Context(), "list-3", 1, 0); !errors.Is(err, ledger.ErrNotSealed) {
				t.Errorf("not sealed: got %v", err)
			}
		}
		seals = append(seals, seal(t, l))
	}
	last := seals[len(seals)-1]
	for i := range 7 {
		for version := range i + 1 {
			for _, sealed := range []*ledger.Sealed{seals[i], last} {
				size := sealed.Size
				if sealed == last {
					size = 0
				}
				row, of, err := l.Proof(t.Context(), fmt.Sprint("list-", i), int64(version)+1, size)
				if err != nil {
					t.Fatal(err)
				}
				cp, err := merkle.OpenCheckpoint(of.Note, keys(t, l))
				if err != nil {
					t.Fatal(err)
				}
				if err := tlog.CheckRecord(row.Proof, cp.Size, cp.Root, row.Index, row.Envelope.Leaf()); err != nil || cp.Size != sealed.Size {
					t.Errorf("list-%d/%d in %d: %v", i, version+1, cp.Size, err)
				}
			}
		}
	}
	for _, from := range seals {
		for _, to := range seals {
			if from.Size > to.Size {
				continue
			}
			proof, err := l.Consistency(t.Context(), from.Size, to.Size)
			if err != nil {
				t.Fatal(err)
			}
			a, _ := merkle.OpenCheckpoint(from.Note, keys(t, l)) // opened above
			b, _ := merkle.OpenCheckpoint(to.Note, keys(t, l))
			if err := tlog.CheckTree(proof, b.Size, b.Root, a.Size, a.Root); err != nil {
				t.Errorf("%d to %d: %v", a.Size, b.Size, err)
			}
		}
	}
	if _, err := l.Consistency(t.Context(), 1, last.Size+1); !errors.Is(err, ledger.ErrNotSealed) {
		t.Errorf("beyond the log: got %v", err)
	}
	// A part of the log, each row with its proof.
	export := exported(t, l, ledger.Filter{List: "list-5", Type: "errand.task.added"})
	v, err := merkle.Verify(bytes.NewReader(export), keys(t, l), last.Note)
	if err != nil || v.Rows != 6 || v.Whole {
		t.Errorf("got %+v, %v", v, err)
	}
	export = exported(t, l, ledger.Filter{List: "list-5", Task: "task-2"})
	if v, err = merkle.Verify(bytes.NewReader(export), keys(t, l)); err != nil || v.Rows != 1 {
		t.Errorf("a task: got %+v, %v", v, err)
	}
}

// A log that somebody has rewritten is not sealed again.
func TestAForkedLogIsNotSealed(t *testing.T) {
	pool, url := openAt(t)
	l := ledger.New(pool)
	record(t, l, records(0, 0, story.Long("ann", 5)...))
	seal(t, l)
	boss := superuser(t, url)
	for _, sql := range []string{
		`alter table audit.batches disable trigger user`,
		`update audit.batches set edge = set_byte(edge, 3, get_byte(edge, 3) # 1), hashes = set_byte(hashes, 3, get_byte(hashes, 3) # 1)`,
		`alter table audit.batches enable always trigger only_append`,
	} {
		if _, err := boss.Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
	}
	record(t, l, records(0, 5, story.Long("ann", 6)[5:]...))
	key, err := l.KeptKey(t.Context(), "x")
	if err != nil {
		t.Fatal(err)
	}
	signer, err := note.NewSigner(key)
	if err != nil {
		t.Fatal(err)
	}
	if sealed, err := l.Seal(t.Context(), signer); !errors.Is(err, ledger.ErrForked) || sealed != nil {
		t.Errorf("got %v, %v, want ErrForked", sealed, err)
	}
	// A checkpoint that nobody signed is no basis either.
	if _, err := boss.Exec(t.Context(), `alter table audit.checkpoints disable trigger user; update audit.checkpoints set note = replace(note, 'test/audit', 'best/audit')`); err != nil {
		t.Fatal(err)
	}
	if sealed, err := l.Seal(t.Context(), signer); !errors.Is(err, ledger.ErrForked) || sealed != nil {
		t.Errorf("got %v, %v, want ErrForked", sealed, err)
	}
}
