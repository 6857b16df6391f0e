package seal

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"
	"golang.org/x/mod/sumdb/note"

	"github.com/errandapp/errand/actors/tasklist/contract/story"
	"github.com/errandapp/errand/apps/audit/ledger"
	"github.com/errandapp/errand/apps/audit/merkle"
	"github.com/errandapp/errand/internal/pgtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

var quiet = slog.New(slog.DiscardHandler)

// store is a secret store.
type store struct {
	secrets map[string]string
	err     error
}

func (s store) GetSecret(_ context.Context, name, key string, _ map[string]string) (map[string]string, error) {
	if name != "vault" || key != SecretGroup {
		return nil, errors.New("asked for " + key + " of " + name)
	}
	return s.secrets, s.err
}

func newBook(t *testing.T) *ledger.Ledger {
	t.Helper()
	url := pgtest.Database(t)
	if err := ledger.NewSchema(url, "", quiet).Prepare(t.Context()); err != nil {
		t.Fatal(err)
	}
	pool, err := ledger.NewPool(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	return ledger.New(pool)
}

func sealer(b Book, secrets Secrets, store string) *Sealer {
	return &Sealer{Book: b, Secrets: secrets, Store: store, Name: "test/audit", Log: quiet, Figures: NewFigures(prometheus.NewRegistry())}
}

// Replicas that start together sign with one key, and each row is covered by a
// checkpoint that opens with what was published.
func TestReplicasSignWithOneKey(t *testing.T) {
	book := newBook(t)
	var wait sync.WaitGroup
	replicas := []*Sealer{sealer(book, store{}, NoStore), sealer(book, store{}, NoStore), sealer(book, store{}, NoStore)}
	for i, f := range story.Long("ann", 12) {
		b := ledger.Batch{Records: []ledger.Record{{Offset: int64(i), Value: story.Bytes(f)}}}
		if _, err := book.Record(t.Context(), b); err != nil {
			t.Fatal(err)
		}
		for _, s := range replicas {
			wait.Go(func() {
				var key note.Signer
				if err := s.turn(t.Context(), &key); err != nil {
					t.Error(err)
				}
			})
		}
		wait.Wait()
	}
	keys, err := book.Verifiers(t.Context())
	if err != nil || len(keys) != 1 || !strings.HasPrefix(keys[0], "test/audit+") {
		t.Fatalf("keys %q, %v", keys, err)
	}
	v, err := note.NewVerifier(keys[0])
	if err != nil {
		t.Fatal(err)
	}
	last, err := book.Checkpoint(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	if cp, err := merkle.OpenCheckpoint(last.Note, note.VerifierList(v)); err != nil || cp.Size != 12 {
		t.Errorf("got %+v, %v", cp, err)
	}
	sum := 0.0
	for _, s := range replicas {
		sum += testutil.ToFloat64(s.Figures.sealed)
	}
	if sum != 12 {
		t.Errorf("%v checkpoints, want one for each state of the log", sum)
	}
}

func TestTheKeyIsTheSecretStores(t *testing.T) {
	secret, verifier, err := note.GenerateKey(strings.NewReader(strings.Repeat("0123456789abcdef", 4)), "example.org/audit")
	if err != nil {
		t.Fatal(err)
	}
	book := newBook(t)
	key, from, err := sealer(book, store{secrets: map[string]string{SecretName: secret + "\n"}}, "vault").findKey(t.Context())
	if err != nil || key.Name() != "example.org/audit" || from != "secret store vault" {
		t.Fatalf("got %v from %s, %v", key, from, err)
	}
	if keys, err := book.Verifiers(t.Context()); err != nil || len(keys) != 1 || keys[0] != verifier {
		t.Errorf("published %q, %v; want %s", keys, err, verifier)
	}
	// What the store does not have, the database does not make up.
	for name, s := range map[string]store{
		"away": {err: errors.New("no vault")}, "empty": {secrets: map[string]string{"other": "x"}}, "nonsense": {secrets: map[string]string{SecretName: "PRIVATE+KEY"}},
	} {
		if key, _, err := sealer(book, s, "vault").findKey(t.Context()); err == nil || key != nil || strings.Contains(err.Error(), secret) {
			t.Errorf("%s: got %v, %v", name, key, err)
		}
	}
	if keys, err := book.Verifiers(t.Context()); err != nil || len(keys) != 1 {
		t.Errorf("published %q, %v", keys, err)
	}
}

// moody is a book that fails for a while.
type moody struct {
	errs  []error // of Seal, one after the other; then none
	seals int
}

func (m *moody) KeptKey(context.Context, string) (string, error) {
	secret, _, err := note.GenerateKey(strings.NewReader(strings.Repeat("0123456789abcdef", 4)), "test/audit")
	return secret, err
}
func (m *moody) Publish(context.Context, string) error { return nil }
func (m *moody) Seal(context.Context, note.Signer) (*ledger.Sealed, error) {
	m.seals++
	if m.seals <= len(m.errs) {
		return nil, m.errs[m.seals-1]
	}
	return &ledger.Sealed{Size: int64(m.seals)}, nil
}

func TestItGoesOnAfterFailures(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		book := &moody{errs: []error{errors.New("no Postgres"), ledger.ErrForked, ledger.ErrForked}}
		s := sealer(book, store{}, NoStore)
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- s.Run(ctx) }()
		time.Sleep(2*pause + time.Millisecond) // three tries
		if failed, forked := testutil.ToFloat64(s.Figures.failed), testutil.ToFloat64(s.Figures.forked); failed != 3 || forked != 1 {
			t.Errorf("after three failures: %v failed, forked is %v", failed, forked)
		}
		time.Sleep(pause + 4*every)
		if size, forked := testutil.ToFloat64(s.Figures.size), testutil.ToFloat64(s.Figures.forked); size != 8 || forked != 0 {
			t.Errorf("then: %v rows, forked is %v", size, forked)
		}
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}
