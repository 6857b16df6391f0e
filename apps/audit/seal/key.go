package seal

import (
	"context"
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"github.com/errandapp/errand/apps/audit/ledger"
)

// The secret in the store, and the key of it that holds the signing key. Its
// value has the form PRIVATE+KEY+name+hash+data, which `audit key -new` makes.
const (
	SecretGroup = "audit"
	SecretName  = "signing-key"
)

// NoStore says, instead of the name of a secret store, that the database keeps
// the key.
const NoStore = "none"

// Secrets is the part of a Dapr client that finds the key.
type Secrets interface {
	GetSecret(ctx context.Context, store, key string, meta map[string]string) (map[string]string, error)
}

// Book is where keys are noted, and kept when there is no secret store.
type Book interface {
	KeptKey(ctx context.Context, name string) (string, error)
	Publish(ctx context.Context, verifier string) error
	Seal(context.Context, note.Signer) (*ledger.Sealed, error)
}

// findKey is the key to sign with, which is published by then. from says where
// it is kept.
func (s *Sealer) findKey(ctx context.Context) (key note.Signer, from string, err error) {
	secret, from, err := s.secret(ctx)
	if err != nil {
		return nil, "", err
	}
	if key, err = note.NewSigner(secret); err != nil {
		return nil, "", fmt.Errorf("%s: not a signing key", from)
	}
	verifier, err := ledger.Verifier(secret)
	if err != nil {
		return nil, "", fmt.Errorf("%s: %w", from, err)
	}
	return key, from, s.Book.Publish(ctx, verifier)
}

// secret does not turn to the database when the secret store fails: a log that
// changes its key for a moment would make people wonder.
func (s *Sealer) secret(ctx context.Context) (secret, from string, err error) {
	if s.Store == NoStore {
		secret, err = s.Book.KeptKey(ctx, s.Name)
		return secret, "the database", err
	}
	from = "secret store " + s.Store
	found, err := s.Secrets.GetSecret(ctx, s.Store, SecretGroup, nil)
	if err != nil {
		return "", from, fmt.Errorf("%s: %w", from, err)
	}
	if secret = strings.TrimSpace(found[SecretName]); secret == "" {
		return "", from, fmt.Errorf("%s: %s has no %s", from, SecretGroup, SecretName)
	}
	return secret, from, nil
}
