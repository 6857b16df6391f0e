package channel

import (
	"context"
	"errors"
	"mime"
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
		if got := subject(title); got != want {
			t.Errorf("%q: got %q, want %q", title, got, want)
		}
	}
}

// The binding hands the subject to mime.QEncoding; whatever a title is, that
// is the header, on lines of its own, which decodes to what we said.
func FuzzSubject(f *testing.F) {
	f.Add("Milch für Zoë\r\nBcc: evil@example.com")
	f.Add(strings.Repeat("🥛", 300))
	f.Fuzz(func(t *testing.T, title string) {
		s := subject(title)
		if strings.ContainsAny(s, "\r\n\x00") || !utf8.ValidString(s) {
			t.Fatalf("bad subject %q", s)
		}
		header := mime.QEncoding.Encode("UTF-8", s)
		for i, line := range strings.Split(header, "\r\n") {
			if i > 0 && !strings.HasPrefix(line, " ") {
				t.Fatalf("%q begins a header of its own", line)
			}
		}
		decoded, err := new(mime.WordDecoder).DecodeHeader(strings.ReplaceAll(header, "\r\n", ""))
		if err != nil || decoded != s && header != s {
			t.Fatalf("%q is read as %q, %v", s, decoded, err)
		}
	})
}

func TestBodyEscapes(t *testing.T) {
	got := body(tell.Notice{Title: `<script>"x"</script>`, Notes: "</pre><img>", DueAt: time.Date(2026, 11, 23, 8, 10, 0, 0, time.UTC)})
	want := "<p><strong>&lt;script&gt;&#34;x&#34;&lt;/script&gt;</strong></p>\n<p>Due Monday, 23 November 2026, 08:10 UTC</p>\n" +
		"<pre style=\"white-space:pre-wrap;font-family:inherit\">&lt;/pre&gt;&lt;img&gt;</pre>\n"
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

// A mail that waits for its turn gives up when its time is over.
func TestMailsTakeTurns(t *testing.T) {
	m := NewMail(nil, "a@example.com", "b@example.com")
	m.turn <- struct{}{}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := m.Send(ctx, tell.Notice{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
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
