package channel

import (
	"bytes"
	"fmt"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/textproto"
	"strings"
	"time"
)

// An envelope is what stands above an e-mail's text.
type envelope struct {
	from, to, subject string
	id                string // of the message, without its domain: a repeat has the same
	date              time.Time
	off               string // the address that turns these mails off (RFC 8058)
}

// message is an e-mail: text and HTML of the same (RFC 2046, section 5.1.4).
// Two messages with the same contents are the same, byte by byte.
func message(e envelope, plain, html string) ([]byte, error) {
	var b bytes.Buffer
	parts := multipart.NewWriter(&b)
	if err := parts.SetBoundary("errand-" + e.id); err != nil {
		return nil, fmt.Errorf("write mail: %w", err)
	}
	domain := "localhost"
	if _, after, ok := strings.Cut(e.from, "@"); ok {
		domain = after
	}
	for _, h := range [][2]string{
		{"From", "Errand <" + e.from + ">"},
		{"To", "<" + e.to + ">"},
		{"Subject", mime.QEncoding.Encode("utf-8", e.subject)},
		{"Date", e.date.UTC().Format("Mon, 02 Jan 2006 15:04:05 +0000")},
		{"Message-ID", "<" + e.id + "@" + domain + ">"},
		{"Auto-Submitted", "auto-generated"},
		{"List-Unsubscribe", "<" + e.off + ">"},
		{"List-Unsubscribe-Post", "List-Unsubscribe=One-Click"},
		{"MIME-Version", "1.0"},
		{"Content-Type", "multipart/alternative; boundary=\"" + parts.Boundary() + "\""},
	} {
		if strings.ContainsAny(h[1], "\x00\r\n") && h[0] != "Subject" {
			return nil, fmt.Errorf("write mail: bad %s", h[0])
		}
		fmt.Fprintf(&b, "%s: %s\r\n", h[0], strings.ReplaceAll(h[1], "?= =?", "?=\r\n =?"))
	}
	b.WriteString("\r\n")
	for _, part := range [][2]string{{"text/plain", plain}, {"text/html", html}} {
		w, err := parts.CreatePart(textproto.MIMEHeader{
			"Content-Type":              {part[0] + "; charset=utf-8"},
			"Content-Transfer-Encoding": {"quoted-printable"},
		})
		if err != nil {
			return nil, fmt.Errorf("write mail: %w", err)
		}
		quoted := quotedprintable.NewWriter(w)
		if _, err := quoted.Write([]byte(part[1])); err != nil {
			return nil, fmt.Errorf("write mail: %w", err)
		}
		if err := quoted.Close(); err != nil {
			return nil, fmt.Errorf("write mail: %w", err)
		}
	}
	if err := parts.Close(); err != nil {
		return nil, fmt.Errorf("write mail: %w", err)
	}
	return b.Bytes(), nil
}
