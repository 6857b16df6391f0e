package main

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"

	actorerr "github.com/dapr/go-sdk/actor/error"
	"github.com/dapr/go-sdk/client"
)

// peerType is the actor that this process hosts beside the system.
const peerType = "Peer"

// A peer actor saves what it is sent, as the same three keys that a list
// saves for AddTask, and answers. So it shows what Dapr costs without any of ours.
type peer struct{ dapr client.Client }

func hostPeer(ctx context.Context, dapr client.Client) (leave func() error, err error) {
	return dapr.SubscribeActorEvents(ctx, peer{dapr}, client.ActorEventSubscriptionOptions{DrainRebalancedActors: new(bool)})
}

// packed is a peer's message: each row with its length before it.
func packed(w written) []byte {
	var out []byte
	for _, row := range w.rows() {
		out = append(binary.BigEndian.AppendUint32(out, uint32(len(row))), row...)
	}
	return out
}

func (p peer) RegisteredActorTypes() []string { return []string{peerType} }

func (p peer) InvokeActorMethod(ctx context.Context, _, id, _ string, payload []byte) ([]byte, actorerr.ActorErr) {
	var all []*client.ActorStateOperation
	for _, key := range keys {
		if len(payload) < 4 {
			return nil, actorerr.ErrActorInvokeFailed
		}
		n := binary.BigEndian.Uint32(payload)
		all = append(all, &client.ActorStateOperation{OperationType: "upsert", Key: key, Value: payload[4 : 4+n]})
		payload = payload[4+n:]
	}
	err := p.dapr.SaveStateTransactionally(ctx, peerType, id, all)
	if err != nil {
		return nil, actorerr.ErrActorInvokeFailed
	}
	return []byte("saved"), actorerr.Success
}

func (p peer) InvokeReminder(context.Context, string, string, string, []byte) actorerr.ActorErr {
	return actorerr.Success // it sets none
}

func (p peer) InvokeTimer(context.Context, string, string, string, []byte) actorerr.ActorErr {
	return actorerr.Success // it sets none
}

func (p peer) Deactivate(context.Context, string, string) actorerr.ActorErr { return actorerr.Success }

// save sends one message to a peer actor, through the probe's sidecar.
func (b *running) save(ctx context.Context, id string, message []byte) error {
	res, err := b.probe.InvokeActor(ctx, &client.InvokeActorRequest{ActorType: peerType, ActorID: id, Method: "save", Data: message})
	if err == nil && !bytes.Equal(res.Data, []byte("saved")) {
		err = errors.New("the peer did not save")
	}
	return err
}
