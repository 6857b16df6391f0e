package channel

import (
	"context"
	"fmt"
	"html"
	"strings"
	"time"
	"unicode"

	"github.com/dapr/go-sdk/client"

	"github.com/errandapp/errand/apps/notify/tell"
)

// Mail sends e-mails through the SMTP binding.
type Mail struct {
	dapr binder
	from string
	to   string // with {user} in it

	// turn is held by who sends. The binding keeps what a request says, the
	// address too, in one place for all requests (MergeWithRequestMetadata in
	// components-contrib bindings/smtp), so that two at once could send one
	// person's task to another. For the same reason every request says all.
	turn chan struct{}
}

// NewMail sends from one address; {user} in to stands for the user's id.
func NewMail(dapr binder, from, to string) *Mail {
	return &Mail{dapr: dapr, from: from, to: to, turn: make(chan struct{}, 1)}
}

// Name is the channel's name.
func (m *Mail) Name() string { return "email" }

// Sorry is for the person.
func (m *Mail) Sorry() string { return "The mail server did not take it." }

// Send hands a notice to the mail server.
func (m *Mail) Send(ctx context.Context, n tell.Notice) error {
	select {
	case m.turn <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-m.turn }()
	return m.dapr.InvokeOutputBinding(ctx, &client.InvokeBindingRequest{
		Name:      MailBinding,
		Operation: "create",
		Data:      []byte(body(n)),
		Metadata: map[string]string{
			"emailFrom":   m.from,
			"emailTo":     strings.ReplaceAll(m.to, "{user}", n.List),
			"subject":     subject(n.Title),
			"priority":    "3", // normal
			"traceparent": traceparent(ctx),
		},
	})
}

// maxSubject is how many characters of a title stand in the subject.
const maxSubject = 120

// subject is one line. The binding encodes what is not ASCII (RFC 2047).
func subject(title string) string {
	line := strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.IsSpace(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(title, "�"))), " ")
	if runes := []rune(line); len(runes) > maxSubject {
		line = string(runes[:maxSubject-1]) + "…"
	}
	return "Due: " + line
}

// body is HTML, the only kind that the binding sends, which reads like text.
// It begins with a tag: the binding would unquote what looks quoted.
func body(n tell.Notice) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<p><strong>%s</strong></p>\n<p>Due %s</p>\n", html.EscapeString(n.Title), html.EscapeString(when(n)))
	if n.Notes != "" {
		fmt.Fprintf(&b, "<pre style=\"white-space:pre-wrap;font-family:inherit\">%s</pre>\n", html.EscapeString(n.Notes))
	}
	return b.String()
}

// when says the due moment as its owner did, on the owner's own clock.
func when(n tell.Notice) string {
	if n.Due == nil {
		return n.DueAt.UTC().Format("Monday, 2 January 2006, 15:04 UTC")
	}
	day, err := time.Parse("2006-01-02", n.Due.Date)
	if err != nil {
		return n.DueAt.UTC().Format("Monday, 2 January 2006, 15:04 UTC")
	}
	said := day.Format("Monday, 2 January 2006")
	if n.Due.AllDay() {
		return said
	}
	return said + ", " + n.Due.Time + " (" + n.Due.TimeZone + ")"
}
