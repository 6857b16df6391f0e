package mail

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/smtp"
	"strconv"
	"strings"
	"time"

	binding "github.com/dapr/components-contrib/bindings/smtp"
)

// Bounds of connections.
const (
	atOnce   = 8                // connections; who comes later waits
	idleTime = 10 * time.Second // after which an idle one is not used again
	sendTime = 15 * time.Second // for a message, when ctx says nothing
	dialTime = 10 * time.Second
)

// A conn is a connection between messages.
type conn struct {
	net.Conn
	client *smtp.Client
	used   time.Time
}

// A pool keeps connections to one server between messages.
type pool struct {
	to    binding.Metadata
	turns chan struct{}
	idle  chan *conn
}

func newPool(to binding.Metadata) *pool {
	return &pool{to: to, turns: make(chan struct{}, atOnce), idle: make(chan *conn, atOnce)}
}

// send hands a message to the server, over a connection that is kept if all
// went well.
func (p *pool) send(ctx context.Context, from, to string, message []byte) error {
	ctx, cancel := context.WithTimeout(ctx, sendTime)
	defer cancel()
	select {
	case p.turns <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-p.turns }()
	c, err := p.connection(ctx)
	if err != nil {
		return err
	}
	if err := c.send(from, to, message); err != nil {
		return errors.Join(err, c.Close())
	}
	c.used = time.Now()
	select {
	case p.idle <- c:
		return nil
	default:
		return c.Close()
	}
}

func (c *conn) send(from, to string, message []byte) error {
	if err := c.client.Mail(from); err != nil {
		return err
	}
	if err := c.client.Rcpt(to); err != nil {
		return err
	}
	w, err := c.client.Data()
	if err != nil {
		return err
	}
	if _, err := w.Write(message); err != nil {
		return errors.Join(err, w.Close())
	}
	return w.Close()
}

// connection is an idle one that still answers, or a new one. Its deadline is
// that of ctx.
func (p *pool) connection(ctx context.Context) (*conn, error) {
	deadline, _ := ctx.Deadline()
	for {
		select {
		case c := <-p.idle:
			if time.Since(c.used) < idleTime && c.SetDeadline(deadline) == nil && c.client.Reset() == nil {
				return c, nil
			}
			_ = c.Close() // it was of no use any more
			continue
		default:
		}
		return p.dial(ctx, deadline)
	}
}

func (p *pool) dial(ctx context.Context, deadline time.Time) (*conn, error) {
	raw, err := (&net.Dialer{Timeout: dialTime}).DialContext(ctx, "tcp", net.JoinHostPort(p.to.Host, strconv.Itoa(p.to.Port)))
	if err != nil {
		return nil, err
	}
	if err := raw.SetDeadline(deadline); err != nil {
		return nil, errors.Join(err, raw.Close())
	}
	config := &tls.Config{ServerName: p.to.Host, InsecureSkipVerify: p.to.SkipTLSVerify, MinVersion: tls.VersionTLS12} //nolint:gosec // as the component says
	if p.to.Port == 465 {
		raw = tls.Client(raw, config)
	}
	client, err := smtp.NewClient(raw, p.to.Host)
	if err != nil {
		return nil, errors.Join(err, raw.Close())
	}
	if err := p.enter(client, config); err != nil {
		return nil, errors.Join(err, raw.Close())
	}
	return &conn{Conn: raw, client: client}, nil
}

// enter encrypts and signs in, as far as the server offers it and the
// component says.
func (p *pool) enter(c *smtp.Client, config *tls.Config) error {
	if ok, _ := c.Extension("STARTTLS"); ok && p.to.Port != 465 {
		if err := c.StartTLS(config); err != nil {
			return err
		}
	}
	if p.to.User == "" {
		return nil
	}
	_, offered := c.Extension("AUTH")
	var auth smtp.Auth
	switch {
	case strings.Contains(offered, "PLAIN"):
		auth = smtp.PlainAuth("", p.to.User, p.to.Password, p.to.Host)
	case strings.Contains(offered, "CRAM-MD5"):
		auth = smtp.CRAMMD5Auth(p.to.User, p.to.Password)
	case strings.Contains(offered, "LOGIN"):
		auth = &login{p.to.User, p.to.Password}
	default:
		return fmt.Errorf("the server takes no password: it offers %q", offered)
	}
	return c.Auth(auth)
}

// login is AUTH LOGIN, which some servers offer alone.
type login struct{ user, password string }

// Start is smtp.Auth's.
func (l *login) Start(server *smtp.ServerInfo) (string, []byte, error) {
	if !server.TLS {
		return "", nil, errors.New("unencrypted connection")
	}
	return "LOGIN", nil, nil
}

// Next is smtp.Auth's.
func (l *login) Next(asked []byte, more bool) ([]byte, error) {
	if !more {
		return nil, nil
	}
	switch strings.ToLower(strings.TrimSpace(string(asked))) {
	case "username:":
		return []byte(l.user), nil
	case "password:":
		return []byte(l.password), nil
	}
	return nil, fmt.Errorf("the server asks %.40q", asked)
}

func (p *pool) close() {
	for {
		select {
		case c := <-p.idle:
			_ = c.client.Quit() // we are going anyway
		default:
			return
		}
	}
}
