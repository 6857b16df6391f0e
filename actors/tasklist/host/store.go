package host

import (
	"context"
	"fmt"

	"github.com/dapr/go-sdk/client"

	"github.com/errandapp/errand/actors/tasklist"
)

// A Write is one change of a transaction; a nil Value deletes the key.
type Write struct {
	Key   string
	Value []byte
}

// A Store keeps the keys of each list.
type Store interface {
	// Get is a key's value, or nil when there is none.
	Get(ctx context.Context, list, key string) ([]byte, error)
	// Save makes all writes or none of them, in the order given. After an
	// error either may be so.
	Save(ctx context.Context, list string, writes []Write) error
}

// daprStore is the actor state of the sidecar, where the list must be active.
type daprStore struct{ dapr stateClient }

type stateClient interface {
	GetActorState(context.Context, *client.GetActorStateRequest) (*client.GetActorStateResponse, error)
	SaveStateTransactionally(ctx context.Context, actorType, actorID string, operations []*client.ActorStateOperation) error
}

func (s daprStore) Get(ctx context.Context, list, key string) ([]byte, error) {
	res, err := s.dapr.GetActorState(ctx, &client.GetActorStateRequest{
		ActorType: tasklist.ActorType, ActorID: list, KeyName: key,
	})
	if err != nil {
		return nil, fmt.Errorf("get %s of %s: %w", key, list, err)
	}
	return res.Data, nil
}

func (s daprStore) Save(ctx context.Context, list string, writes []Write) error {
	operations := make([]*client.ActorStateOperation, len(writes))
	for i, w := range writes {
		operations[i] = &client.ActorStateOperation{OperationType: "upsert", Key: w.Key, Value: w.Value}
		if w.Value == nil {
			operations[i].OperationType = "delete"
		}
	}
	if err := s.dapr.SaveStateTransactionally(ctx, tasklist.ActorType, list, operations); err != nil {
		return fmt.Errorf("save %s: %w", list, err)
	}
	return nil
}
