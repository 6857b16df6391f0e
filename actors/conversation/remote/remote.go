// Package remote calls a conversation from another app, through Dapr. Its
// calls may all be sent twice, and are when their outcome is unknown; what
// goes wrong for good wraps ErrUnavailable of the list's remote.
package remote

import (
	"context"

	"github.com/errandapp/errand/actors/conversation"
	"github.com/errandapp/errand/actors/tasklist/remote"
)

// Conversations calls conversations.
type Conversations struct{ dapr remote.Invoker }

// New calls conversations through a Dapr client, which stays the caller's to
// close.
func New(dapr remote.Invoker) Conversations { return Conversations{dapr} }

// Ask asks what is known before a message is answered.
func (c Conversations) Ask(ctx context.Context, user string, m conversation.Ask) (conversation.Reply, error) {
	return c.call(ctx, user, conversation.MethodAsk, m)
}

// Settle keeps what a message comes to; the reply says what counts.
func (c Conversations) Settle(ctx context.Context, user string, m conversation.Settle) (conversation.Reply, error) {
	return c.call(ctx, user, conversation.MethodSettle, m)
}

// Remember keeps a turn; the reply has the one that counts.
func (c Conversations) Remember(ctx context.Context, user string, m conversation.Remember) (conversation.Reply, error) {
	return c.call(ctx, user, conversation.MethodRemember, m)
}

// Back reads the scroll-back.
func (c Conversations) Back(ctx context.Context, user string, m conversation.Back) (conversation.Reply, error) {
	return c.call(ctx, user, conversation.MethodBack, m)
}

func (c Conversations) call(ctx context.Context, user, method string, message any) (conversation.Reply, error) {
	return remote.Call[conversation.Reply](ctx, c.dapr, conversation.ActorType, user, method, message)
}
