package ledger

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
	"golang.org/x/mod/sumdb/note"
)

// KeptKey is the signing key that is kept in the database, for those who have
// no secret store. The first who asks makes it, with this name.
func (l *Ledger) KeptKey(ctx context.Context, name string) (secret string, err error) {
	err = pgx.BeginFunc(ctx, l.db, func(tx pgx.Tx) error {
		if err := letGo(ctx, tx); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `select pg_advisory_xact_lock($1)`, sealLock); err != nil {
			return err
		}
		err := tx.QueryRow(ctx, `select secret from audit.signers where secret is not null order by since limit 1`).Scan(&secret)
		if !errors.Is(err, pgx.ErrNoRows) {
			return err
		}
		made, verifier, err := note.GenerateKey(rand.Reader, name)
		if err != nil {
			return err
		}
		secret = made
		_, err = tx.Exec(ctx, `insert into audit.signers (verifier, secret) values ($1, $2)`, verifier, secret)
		return err
	})
	if err != nil {
		return "", fmt.Errorf("the signing key: %w", err)
	}
	return secret, nil
}

// Publish notes the public part of a key that signs from now on.
func (l *Ledger) Publish(ctx context.Context, verifier string) error {
	err := pgx.BeginFunc(ctx, l.db, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `insert into audit.signers (verifier) values ($1) on conflict do nothing`, verifier)
		return err
	})
	if err != nil {
		return fmt.Errorf("publish the verifier key: %w", err)
	}
	return nil
}

// Verifiers are the public parts of all keys that have signed, the first one
// first, as text.
func (l *Ledger) Verifiers(ctx context.Context) ([]string, error) { return verifierTexts(ctx, l.db) }

func verifierTexts(ctx context.Context, db asks) ([]string, error) {
	rows, err := db.Query(ctx, `select verifier from audit.signers order by since, verifier`)
	if err != nil {
		return nil, fmt.Errorf("read verifier keys: %w", err)
	}
	texts, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return nil, fmt.Errorf("read verifier keys: %w", err)
	}
	return texts, nil
}

func verifiers(ctx context.Context, db asks) ([]note.Verifier, error) {
	texts, err := verifierTexts(ctx, db)
	if err != nil {
		return nil, err
	}
	keys := make([]note.Verifier, len(texts))
	for i, text := range texts {
		if keys[i], err = note.NewVerifier(text); err != nil {
			return nil, fmt.Errorf("verifier key %q: %w", text, err)
		}
	}
	return keys, nil
}

// Verifier is the public part of a signing key: PRIVATE+KEY+name+hash+seed.
func Verifier(secret string) (string, error) {
	key, err := note.NewSigner(secret)
	if err != nil {
		return "", err // says nothing of the key
	}
	seed, err := base64.StdEncoding.DecodeString(strings.SplitN(secret, "+", 5)[4]) // the signer has five parts
	if err != nil || len(seed) != 1+ed25519.SeedSize {
		return "", errors.New("the signing key is not an Ed25519 key")
	}
	return note.NewEd25519VerifierKey(key.Name(), ed25519.NewKeyFromSeed(seed[1:]).Public().(ed25519.PublicKey))
}
