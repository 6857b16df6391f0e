// Package mail is Dapr's SMTP binding with one operation more, send, which
// takes a whole message: Dapr's own sends one HTML body, so that there can be
// neither a text beside it nor a header such as List-Unsubscribe.
package mail

import (
	"context"
	"errors"
	"fmt"
	"net/mail"
	"net/textproto"
	"strconv"

	"github.com/dapr/components-contrib/bindings"
	"github.com/dapr/components-contrib/bindings/smtp"
	"github.com/dapr/kit/logger"
	kitmd "github.com/dapr/kit/metadata"
)

// Send is the operation. Its data is a message (RFC 5322); the metadata
// emailFrom and emailTo are one address each. A reply of the mail server that
// refuses it comes back as smtpCode, 400 to 599; any other trouble is an
// error.
const Send bindings.OperationKind = "send"

// A Binding is Dapr's own for all other operations.
type Binding struct {
	bindings.OutputBinding
	pool *pool
}

// New makes a binding as Dapr does.
func New(log logger.Logger) bindings.OutputBinding {
	return &Binding{OutputBinding: smtp.NewSMTP(log)}
}

// Init reads the same settings as Dapr's own.
func (b *Binding) Init(ctx context.Context, meta bindings.Metadata) error {
	if err := b.OutputBinding.Init(ctx, meta); err != nil {
		return err
	}
	var s smtp.Metadata
	if err := kitmd.DecodeMetadata(meta.Properties, &s); err != nil {
		return err
	}
	b.pool = newPool(s)
	return nil
}

// Operations are Dapr's and Send.
func (b *Binding) Operations() []bindings.OperationKind {
	return append(b.OutputBinding.Operations(), Send)
}

// Invoke sends.
func (b *Binding) Invoke(ctx context.Context, req *bindings.InvokeRequest) (*bindings.InvokeResponse, error) {
	if req.Operation != Send {
		return b.OutputBinding.Invoke(ctx, req)
	}
	from, to := req.Metadata["emailFrom"], req.Metadata["emailTo"]
	for name, address := range map[string]string{"emailFrom": from, "emailTo": to} {
		if a, err := mail.ParseAddress(address); err != nil || a.Address != address {
			return nil, fmt.Errorf("%s must be one address", name)
		}
	}
	err := b.pool.send(ctx, from, to, req.Data)
	var reply *textproto.Error
	if errors.As(err, &reply) && reply.Code >= 400 {
		return &bindings.InvokeResponse{Metadata: map[string]string{"smtpCode": strconv.Itoa(reply.Code)}}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("send mail: %w", err)
	}
	return &bindings.InvokeResponse{}, nil
}

// Close ends idle connections.
func (b *Binding) Close() error {
	if b.pool != nil {
		b.pool.close()
	}
	return b.OutputBinding.Close()
}
