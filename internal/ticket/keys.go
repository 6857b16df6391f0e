package ticket

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/dapr/go-sdk/client"
)

// Where the key is kept.
const (
	StoreName = "shared"     // the Dapr state store component
	keyName   = "ticket-key" // the key under which it is kept there
)

// How long the state store may take, and how often an unknown key id makes
// us look there again (whoever sends nonsense must not keep it busy).
const (
	storeTime = 3 * time.Second
	lookAgain = time.Second
)

// store is the part of a Dapr client that Keys needs.
type store interface {
	GetState(ctx context.Context, store, key string, meta map[string]string) (*client.StateItem, error)
	SaveStateWithETag(ctx context.Context, store, key string, data []byte, etag string, meta map[string]string, opts ...client.StateOption) error
}

// Keys signs and verifies with the key that chat and sync share. Whichever
// of them comes first makes it. It is read once and then kept in memory.
type Keys struct {
	store store

	mu     sync.Mutex
	key    Key       // zero until it is known
	looked time.Time // when it was last read
}

// NewKeys reads the key when it is first needed.
func NewKeys(s store) *Keys { return &Keys{store: s} }

// Sign makes a ticket for a user. An error means the key cannot be had now.
func (k *Keys) Sign(ctx context.Context, user string, now time.Time) (ticket string, expires time.Time, err error) {
	key, err := k.current(ctx, now, "")
	if err != nil {
		return "", time.Time{}, err
	}
	ticket, expires = key.Sign(user, now)
	return ticket, expires, nil
}

// Verify tells whose ticket it is. Other errors than ErrBad and ErrExpired
// mean that the key cannot be had now, so that it could not be told.
func (k *Keys) Verify(ctx context.Context, ticket string, now time.Time) (user string, err error) {
	said, err := k.check(ctx, ticket, now)
	if err != nil {
		return "", err
	}
	return said.User, nil
}

// check gives what a ticket says, of one that has expired too.
func (k *Keys) check(ctx context.Context, ticket string, now time.Time) (claims, error) {
	said, _, _, err := parse(ticket)
	if err != nil {
		return claims{}, err
	}
	key, err := k.current(ctx, now, said.Key)
	if err != nil {
		return claims{}, err
	}
	return key.check(ticket, now)
}

// current is the key in memory; it is read again when want names another one,
// at most once every lookAgain.
func (k *Keys) current(ctx context.Context, now time.Time, want string) (Key, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.key.valid() && (want == "" || want == k.key.ID || now.Sub(k.looked) < lookAgain) {
		return k.key, nil
	}
	ctx, cancel := context.WithTimeout(ctx, storeTime)
	defer cancel()
	key, err := k.readOrMake(ctx)
	if err != nil {
		return Key{}, fmt.Errorf("the key of tickets: %w", err)
	}
	k.key, k.looked = key, now
	return key, nil
}

// readOrMake reads the key, and makes it when there is none. The save is a
// first write: when somebody else was first, or its outcome is unknown, what
// is kept is read and counts.
func (k *Keys) readOrMake(ctx context.Context) (Key, error) {
	key, err := k.read(ctx)
	if err != nil || key.valid() {
		return key, err
	}
	raw, err := json.Marshal(newKey())
	if err != nil {
		return Key{}, fmt.Errorf("write: %w", err)
	}
	saveErr := k.store.SaveStateWithETag(ctx, StoreName, keyName, raw, "", nil,
		client.WithConcurrency(client.StateConcurrencyFirstWrite), client.WithConsistency(client.StateConsistencyStrong))
	key, err = k.read(ctx)
	if err == nil && !key.valid() {
		err = errors.New("it was saved and is not there")
	}
	if err != nil {
		return Key{}, errors.Join(saveErr, err)
	}
	return key, nil
}

// read gives the zero Key when there is none.
func (k *Keys) read(ctx context.Context) (Key, error) {
	item, err := k.store.GetState(ctx, StoreName, keyName, nil)
	if err != nil {
		return Key{}, fmt.Errorf("read: %w", err)
	}
	if item == nil || len(item.Value) == 0 {
		return Key{}, nil
	}
	var key Key
	if err := json.Unmarshal(item.Value, &key); err != nil {
		return Key{}, fmt.Errorf("read: %w", err)
	}
	if !key.valid() {
		return Key{}, fmt.Errorf("read: %s in %s holds no key", keyName, StoreName)
	}
	return key, nil
}
