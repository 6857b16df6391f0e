package channel

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/dapr/go-sdk/client"

	"github.com/errandapp/errand/apps/notify/tell"
)

// Mail sends e-mails through the SMTP binding.
//
// Our build of Dapr (tools/daprd) takes a whole message, as the operation
// send: text and HTML in one, with headers. The binding of Dapr's own builds
// knows one body, HTML, and no headers but the subject; where it is what there
// is, that is what people get, with the link to turn it off below.
type Mail struct {
	dapr  binder
	links *Links
	from  string
	plain atomic.Bool // the binding is Dapr's own

	// turn is held by who sends by Dapr's own binding. It keeps what a request
	// says, the address too, in one place for all requests
	// (mergeWithRequestMetadata in components-contrib bindings/smtp), so that
	// two at once could send one person's task to another. For the same reason
	// every request says all.
	turn chan struct{}
}

// NewMail sends from one address.
func NewMail(dapr binder, links *Links, from string) *Mail {
	return &Mail{dapr: dapr, links: links, from: from, turn: make(chan struct{}, 1)}
}

// Name is the channel's name.
func (m *Mail) Name() string { return tell.Email }

// Sorry is for the person.
func (m *Mail) Sorry() string { return "The mail server did not take it." }

// Send hands a notice to the mail server.
func (m *Mail) Send(ctx context.Context, n tell.Notice, r tell.Route) error {
	off, err := m.links.Unsubscribe(ctx, n.List)
	if err != nil {
		return err
	}
	if !m.plain.Load() {
		if err = m.whole(ctx, n, r.To, off); !unknownOperation(err) {
			return err
		}
		m.plain.Store(true)
	}
	return m.body(ctx, n, r.To, off)
}

// whole sends a message as our binding takes it. The server's refusal comes
// back as smtpCode.
func (m *Mail) whole(ctx context.Context, n tell.Notice, to, off string) error {
	raw, err := message(envelope{
		from: m.from, to: to, subject: subject(n), id: shortID(n.ID + " " + to), date: n.RangAt, off: off,
	}, plainBody(n, m.links.Page(), off), htmlBody(n, m.links.Page(), off))
	if err != nil {
		return &tell.Failure{Err: err, Permanent: true, Words: "The message could not be written."}
	}
	res, err := m.dapr.InvokeBinding(ctx, &client.InvokeBindingRequest{
		Name: MailBinding, Operation: "send", Data: raw,
		Metadata: map[string]string{"emailFrom": m.from, "emailTo": to, "traceparent": traceparent(ctx)},
	})
	if err != nil {
		return err
	}
	return smtpFailure(res.Metadata["smtpCode"])
}

// body sends HTML as Dapr's own binding takes it.
func (m *Mail) body(ctx context.Context, n tell.Notice, to, off string) error {
	select {
	case m.turn <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-m.turn }()
	_, err := m.dapr.InvokeBinding(ctx, &client.InvokeBindingRequest{
		Name: MailBinding, Operation: "create", Data: []byte(htmlBody(n, m.links.Page(), off)),
		Metadata: map[string]string{
			"emailFrom":   m.from,
			"emailTo":     to,
			"subject":     subject(n),
			"priority":    "3", // normal
			"traceparent": traceparent(ctx),
		},
	})
	if err != nil {
		if code := aCode.FindStringSubmatch(err.Error()); code != nil {
			return errors.Join(smtpFailure(code[1]), err)
		}
	}
	return err
}

// aCode finds the server's reply in what Dapr's own binding says.
var aCode = regexp.MustCompile(`sending email failed: .*?: ([45][0-9][0-9])[ -]`)

// smtpFailure is what a reply code means (RFC 5321, section 4.2.1): 4yz may
// pass, 5yz does not.
func smtpFailure(code string) error {
	if code == "" {
		return nil
	}
	n, err := strconv.Atoi(code)
	if err != nil {
		return fmt.Errorf("the binding says code %.10q", code)
	}
	return &tell.Failure{
		Err: fmt.Errorf("the mail server said %d", n), Permanent: n >= 500, Words: fmt.Sprintf("The mail server said %d.", n),
	}
}

// unknownOperation reports whether a binding has said that it does not know
// the operation.
func unknownOperation(err error) bool {
	return err != nil && strings.Contains(err.Error(), "does not support operation")
}
