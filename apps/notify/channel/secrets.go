package channel

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// Secrets that notify reads; components/mail.yaml and components/ntfy.yaml
// name others of the same group.
const (
	VAPIDKey      = "vapid-private-key" // P-256, base64url
	WebhookSecret = "webhook-secret"    // whsec_…
	LinkKey       = "unsubscribe-key"   // base64
)

// SecretGroup is their name in the secret store; each is a key of it.
const SecretGroup = "notify"

// secretTime bounds one question to the secret store.
const secretTime = 5 * time.Second

// secretive is the part of a Dapr client that Secrets needs.
type secretive interface {
	GetSecret(ctx context.Context, store, key string, meta map[string]string) (map[string]string, error)
}

// Secrets are those of the Dapr component SecretStore, asked for when they
// are first needed.
type Secrets struct {
	dapr secretive

	mu    sync.Mutex
	group map[string]string
}

// NewSecrets asks nothing yet.
func NewSecrets(dapr secretive) *Secrets { return &Secrets{dapr: dapr} }

// Get is the secret of that name; there being none is an error.
func (s *Secrets) Get(ctx context.Context, name string) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.group == nil {
		ctx, cancel := context.WithTimeout(ctx, secretTime)
		defer cancel()
		group, err := s.dapr.GetSecret(ctx, SecretStore, SecretGroup, nil)
		if err != nil {
			return "", fmt.Errorf("ask for secrets: %w", err)
		}
		s.group = group
	}
	if s.group[name] == "" {
		return "", fmt.Errorf("the secret %s has no %s", SecretGroup, name)
	}
	return s.group[name], nil
}
