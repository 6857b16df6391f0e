package channel

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/dapr/go-sdk/client"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/notify/tell"
)

func TestSubjectIsOneLine(t *testing.T) {
	for title, want := range map[string]string{
		"Buy milk":                      "Due: Buy milk",
		"Milch für Zoë":                 "Due: Milch für Zoë",
		"a\r\nBcc: evil@example.com":    "Due: a Bcc: evil@example.com",
		"a\u2028b\tc\x00\x7fd":          "Due: a b c d",
		strings.Repeat("é", maxSubject): "Due: " + strings.Repeat("é", maxSubject),
		strings.Repeat("é", 500):        "Due: " + strings.Repeat("é", maxSubject-1) + "…",
	} {
		if got := subject(tell.Notice{Title: title}); got != want {
			t.Errorf("%q: got %q, want %q", title, got, want)
		}
	}
}

// Whatever a title and notes are, the message has our headers and no others,
// and its two parts read as what was said.
func FuzzMessage(f *testing.F) {
	f.Add("Milch für Zoë\r\nBcc: evil@example.com", "a\r\n--errand-id\r\nb")
	f.Add(strings.Repeat("🥛", 300), "\xff\x00<b>")
	f.Fuzz(func(t *testing.T, title, notes string) {
		n := tell.Notice{ID: "ann/7", Title: title, Notes: notes, DueAt: time.Unix(1e9, 0)}
		plain, html := plainBody(n, "https://e.example/", "https://e.example/off"), htmlBody(n, "https://e.example/", "https://e.example/off")
		raw, err := message(envelope{
			from: "errand@example.com", to: "ann@example.com", subject: subject(n), id: shortID(n.ID), date: n.DueAt, off: "https://e.example/off",
		}, plain, html)
		if err != nil {
			t.Fatal(err)
		}
		m, err := mail.ReadMessage(bytes.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		if len(m.Header) != 10 || m.Header.Get("Bcc") != "" {
			t.Fatalf("headers %q", m.Header)
		}
		said, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
		if want := subject(n); err != nil || said != want && m.Header.Get("Subject") != want || !utf8.ValidString(said) {
			t.Fatalf("subject %q is read as %q, %v", want, said, err)
		}
		_, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
		if err != nil {
			t.Fatal(err)
		}
		parts := multipart.NewReader(m.Body, params["boundary"])
		for _, want := range []string{plain, html} {
			part, err := parts.NextPart()
			if err != nil {
				t.Fatal(err)
			}
			got, err := io.ReadAll(part)
			lines := func(s string) string { return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n") }
			if err != nil || lines(string(got)) != lines(want) {
				t.Fatalf("%q is read as %q, %v", want, got, err)
			}
		}
		if _, err := parts.NextPart(); !errors.Is(err, io.EOF) {
			t.Fatalf("a third part: %v", err)
		}
	})
}

func TestBodyEscapes(t *testing.T) {
	got := htmlBody(tell.Notice{Title: `<script>"x"</script>`, Notes: "</pre><img>", DueAt: time.Date(2026, 11, 23, 8, 10, 0, 0, time.UTC)}, "https://e.example/", "https://e.example/off?a=1&b=2")
	want := "<p><strong>&lt;script&gt;&#34;x&#34;&lt;/script&gt;</strong></p>\n<p>Due Monday, 23 November 2026, 08:10 UTC</p>\n" +
		"<pre style=\"white-space:pre-wrap;font-family:inherit\">&lt;/pre&gt;&lt;img&gt;</pre>\n" +
		"<hr><p><small><a href=\"https://e.example/\">Your list</a> · <a href=\"https://e.example/off?a=1&amp;b=2\">No more e-mail like this</a></small></p>\n"
	if got != want {
		t.Errorf("got %s", got)
	}
}

func TestWhen(t *testing.T) {
	at := time.Date(2026, 11, 24, 16, 0, 0, 0, time.UTC)
	for want, due := range map[string]*tasklist.Due{
		"Tuesday, 24 November 2026":                        {Date: "2026-11-24", TimeZone: "Europe/Berlin"},
		"Tuesday, 24 November 2026, 17:00 (Europe/Berlin)": {Date: "2026-11-24", Time: "17:00", TimeZone: "Europe/Berlin"},
		"Tuesday, 24 November 2026, 16:00 UTC":             nil,
	} {
		if got := when(tell.Notice{Due: due, DueAt: at}); got != want {
			t.Errorf("%+v: got %q, want %q", due, got, want)
		}
	}
}

// A mail by Dapr's own binding that waits for its turn gives up when its time
// is over.
func TestMailsTakeTurns(t *testing.T) {
	m := NewMail(nil, nil, "a@example.com")
	m.turn <- struct{}{}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := m.body(ctx, tell.Notice{}, "b@example.com", ""); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// What Dapr's own binding says of the server's reply (gomail wraps it).
func TestRepliesOfDaprsOwnBinding(t *testing.T) {
	for text, permanent := range map[string]bool{
		"error invoking output binding mail: error from smtp binding, sending email failed: gomail: could not send email 1: 550 5.1.1 no such user": true,
		"error invoking output binding mail: error from smtp binding, sending email failed: gomail: could not send email 1: 451 later":              false,
		"error from smtp binding, sending email failed: dial tcp 127.0.0.1:25: connect: connection refused":                                         false,
	} {
		m := NewMail(says{errors.New(text)}, NewLinks("https://e.example", nil), "a@example.com")
		err := m.body(t.Context(), tell.Notice{Title: "x"}, "b@example.com", "")
		var f *tell.Failure
		if got := errors.As(err, &f) && f.Permanent; err == nil || got != permanent {
			t.Errorf("%s: %v", text, err)
		}
	}
}

type says struct{ err error }

func (s says) InvokeBinding(context.Context, *client.InvokeBindingRequest) (*client.BindingEvent, error) {
	return nil, s.err
}

type metadata struct{ names []string }

func (m metadata) GetMetadata(context.Context) (*client.GetMetadataResponse, error) {
	if m.names == nil {
		return nil, errors.New("no sidecar")
	}
	var res client.GetMetadataResponse
	for _, n := range m.names {
		res.RegisteredComponents = append(res.RegisteredComponents, &client.MetadataRegisteredComponents{Name: n})
	}
	return &res, nil
}

func TestLoaded(t *testing.T) {
	want := []string{"shared", "mail"}
	if err := Loaded(metadata{[]string{"mail", "facts", "shared"}}, want)(t.Context()); err != nil {
		t.Error(err)
	}
	if err := Loaded(metadata{[]string{"facts", "shared"}}, want)(t.Context()); err == nil || !strings.Contains(err.Error(), "mail") {
		t.Errorf("without mail: got %v", err)
	}
	if err := Loaded(metadata{}, want)(t.Context()); err == nil {
		t.Error("without a sidecar: got no error")
	}
}
