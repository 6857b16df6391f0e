package channel

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/dapr/go-sdk/client"

	"github.com/errandapp/errand/apps/notify/tell"
)

// storeTime bounds one question to the state store.
const storeTime = 4 * time.Second

// stater is the part of a Dapr client that Store needs.
type stater interface {
	GetBulkState(ctx context.Context, store string, keys []string, meta map[string]string, parallelism int32) ([]*client.BulkStateItem, error)
	GetState(ctx context.Context, store, key string, meta map[string]string) (*client.StateItem, error)
	ExecuteStateTransaction(ctx context.Context, store string, meta map[string]string, ops []*client.StateOperation) error
}

// Store is tell.Store on a Dapr state store.
type Store struct{ dapr stater }

// NewStore keeps values in the component StateStore.
func NewStore(dapr stater) Store { return Store{dapr: dapr} }

// Get is tell.Store's: one question for all keys, and one more for each that
// seems not to be there. Dapr's bulk read of Postgres (components-contrib
// 1.18.3, state/postgresql/v2, BulkGet) never asks rows.Err: a read that was
// broken off is answered without an error, and what it did not reach looks as
// if it had never been. A read of one key does say so.
func (s Store) Get(ctx context.Context, keys ...string) ([]tell.Item, error) {
	ctx, cancel := context.WithTimeout(ctx, storeTime)
	defer cancel()
	found, err := s.dapr.GetBulkState(ctx, StateStore, keys, nil, 1)
	if err != nil {
		return nil, err
	}
	items := make([]tell.Item, len(keys))
	for _, f := range found {
		if f.Error != "" {
			return nil, fmt.Errorf("read %s: %s", f.Key, f.Error)
		}
		for i, key := range keys {
			if key == f.Key && len(f.Value) > 0 {
				items[i] = tell.Item{Value: f.Value, ETag: f.Etag}
			}
		}
	}
	for i, key := range keys {
		if len(items[i].Value) > 0 {
			continue
		}
		one, err := s.dapr.GetState(ctx, StateStore, key, nil)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", key, err)
		}
		if len(one.Value) > 0 {
			items[i] = tell.Item{Value: one.Value, ETag: one.Etag}
		}
	}
	return items, nil
}

// Write is tell.Store's: one transaction of the state store. Without an etag
// a first write is one that finds nothing there, or only what has expired.
func (s Store) Write(ctx context.Context, writes ...tell.Write) error {
	ctx, cancel := context.WithTimeout(ctx, storeTime)
	defer cancel()
	var ops []*client.StateOperation
	for _, w := range writes {
		item := &client.SetStateItem{Key: w.Key, Value: w.Value, Metadata: expiry(w.TTL), Options: &client.StateOptions{
			Concurrency: client.StateConcurrencyLastWrite, Consistency: client.StateConsistencyStrong,
		}}
		if w.First || w.ETag != "" {
			item.Options.Concurrency = client.StateConcurrencyFirstWrite
		}
		if w.ETag != "" {
			item.Etag = &client.ETag{Value: w.ETag}
		}
		ops = append(ops, &client.StateOperation{Type: client.StateOperationTypeUpsert, Item: item})
	}
	return s.dapr.ExecuteStateTransaction(ctx, StateStore, nil, ops)
}

func expiry(ttl time.Duration) map[string]string {
	if ttl == 0 {
		return nil
	}
	return map[string]string{"ttlInSeconds": strconv.Itoa(int(ttl / time.Second))}
}
