package model

import (
	"context"
	"fmt"

	"github.com/dapr/go-sdk/client"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// Dapr is the Converser of a sidecar.
type Dapr struct{ Client client.Client }

// Components asks for the sidecar's metadata.
func (d Dapr) Components(ctx context.Context) (map[string]string, error) {
	metadata, err := d.Client.GetMetadata(ctx)
	if err != nil {
		return nil, fmt.Errorf("ask for components: %w", err)
	}
	found := map[string]string{}
	for _, c := range metadata.RegisteredComponents {
		found[c.Name] = c.Type
	}
	return found, nil
}

// Converse asks the model (Dapr's Conversation API, alpha 2).
func (d Dapr) Converse(ctx context.Context, r client.ConversationRequestAlpha2) (*client.ConversationResponseAlpha2, error) {
	return d.Client.ConverseAlpha2(ctx, r)
}

// failure is an error of Converse without its words: a server may have put
// anything into them, the message too.
func failure(err error) error {
	code := status.Code(err)
	if code == codes.DeadlineExceeded {
		return ErrLate
	}
	return fmt.Errorf("%w: %v", ErrFailed, code)
}
