package hosting

import (
	"context"
	"fmt"

	"github.com/dapr/go-sdk/client"
)

// HeadKey is the key that every save of an actor writes, and that the fence
// looks at.
const HeadKey = "head"

// A Write is one change of a transaction; a nil Value deletes the key.
type Write struct {
	Key   string
	Value []byte
}

// A Store keeps the keys of each actor of one type.
type Store interface {
	// Get is a key's value, or nil when there is none.
	Get(ctx context.Context, id, key string) ([]byte, error)
	// Save makes all writes or none of them, in the order given. After an
	// error either may be so.
	Save(ctx context.Context, id string, writes []Write) error
}

// StoreOf is the state of a type's actors in the sidecar, where they must be
// active.
func StoreOf(actorType string, dapr StateClient) Store { return daprStore{actorType, dapr} }

// StateClient is the part of a Dapr client that a store needs.
type StateClient interface {
	GetActorState(context.Context, *client.GetActorStateRequest) (*client.GetActorStateResponse, error)
	SaveStateTransactionally(ctx context.Context, actorType, actorID string, operations []*client.ActorStateOperation) error
}

type daprStore struct {
	actorType string
	dapr      StateClient
}

func (s daprStore) Get(ctx context.Context, id, key string) ([]byte, error) {
	res, err := s.dapr.GetActorState(ctx, &client.GetActorStateRequest{
		ActorType: s.actorType, ActorID: id, KeyName: key,
	})
	if err != nil {
		return nil, fmt.Errorf("get %s of %s: %w", key, id, err)
	}
	return res.Data, nil
}

func (s daprStore) Save(ctx context.Context, id string, writes []Write) error {
	operations := make([]*client.ActorStateOperation, len(writes))
	for i, w := range writes {
		operations[i] = &client.ActorStateOperation{OperationType: "upsert", Key: w.Key, Value: w.Value}
		if w.Value == nil {
			operations[i].OperationType = "delete"
		}
	}
	if err := s.dapr.SaveStateTransactionally(ctx, s.actorType, id, operations); err != nil {
		return fmt.Errorf("save %s: %w", id, err)
	}
	return nil
}
