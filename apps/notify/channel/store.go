package channel

import (
	"context"
	"strconv"
	"time"

	"github.com/dapr/go-sdk/client"

	"github.com/errandapp/errand/apps/notify/tell"
)

// storeTime bounds one question to the state store.
const storeTime = 4 * time.Second

// stater is the part of a Dapr client that Store needs.
type stater interface {
	GetState(ctx context.Context, store, key string, meta map[string]string) (*client.StateItem, error)
	ExecuteStateTransaction(ctx context.Context, store string, meta map[string]string, ops []*client.StateOperation) error
	SaveStateWithETag(ctx context.Context, store, key string, data []byte, etag string, meta map[string]string, opts ...client.StateOption) error
}

// Store is tell.Store on a Dapr state store.
type Store struct{ dapr stater }

// NewStore keeps values in the component StateStore.
func NewStore(dapr stater) Store { return Store{dapr: dapr} }

// Get is tell.Store's.
func (s Store) Get(ctx context.Context, key string) ([]byte, string, error) {
	ctx, cancel := context.WithTimeout(ctx, storeTime)
	defer cancel()
	item, err := s.dapr.GetState(ctx, StateStore, key, nil)
	if err != nil || item == nil || len(item.Value) == 0 {
		return nil, "", err
	}
	return item.Value, item.Etag, nil
}

// Swap is tell.Store's. Without an etag a first write is one that finds
// nothing there, or only what has expired.
func (s Store) Swap(ctx context.Context, key string, value []byte, etag string, ttl time.Duration) error {
	ctx, cancel := context.WithTimeout(ctx, storeTime)
	defer cancel()
	return s.dapr.SaveStateWithETag(ctx, StateStore, key, value, etag, expiry(ttl),
		client.WithConcurrency(client.StateConcurrencyFirstWrite), client.WithConsistency(client.StateConsistencyStrong))
}

// WriteAll is tell.Store's: one transaction of the state store.
func (s Store) WriteAll(ctx context.Context, writes []tell.Write) error {
	ctx, cancel := context.WithTimeout(ctx, storeTime)
	defer cancel()
	var ops []*client.StateOperation
	for _, w := range writes {
		options := &client.StateOptions{Concurrency: client.StateConcurrencyLastWrite, Consistency: client.StateConsistencyStrong}
		if w.First {
			options.Concurrency = client.StateConcurrencyFirstWrite
		}
		ops = append(ops, &client.StateOperation{
			Type: client.StateOperationTypeUpsert,
			Item: &client.SetStateItem{Key: w.Key, Value: w.Value, Metadata: expiry(w.TTL), Options: options},
		})
	}
	return s.dapr.ExecuteStateTransaction(ctx, StateStore, nil, ops)
}

func expiry(ttl time.Duration) map[string]string {
	if ttl == 0 {
		return nil
	}
	return map[string]string{"ttlInSeconds": strconv.Itoa(int(ttl / time.Second))}
}
