// Package mail catches the system's outgoing mail: a small SMTP server that
// delivers to a folder instead of to people, so that a laptop can show what
// would be sent without sending it.
package mail

import (
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/emersion/go-smtp"
)

const (
	messageBytes = 1 << 20
	recipients   = 50
	keep         = 500 // messages in the folder; older ones are removed
)

// Catcher is a running server.
type Catcher struct {
	dir    string
	port   int
	note   func(file string)
	server *smtp.Server
	done   chan error

	mu    sync.Mutex              // guards what follows
	n     int                     // messages caught so far
	judge func(text []byte) error // nil: all are taken
}

// Start listens on 127.0.0.1:port (0: any free port) and writes every message
// to dir/<time>-<n>.eml. Then it calls note with the file. Who writes to whom
// about what is private and goes nowhere else.
func Start(dir string, port int, note func(file string)) (*Catcher, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil {
		return nil, err
	}
	c := &Catcher{dir: dir, port: listener.Addr().(*net.TCPAddr).Port, note: note, done: make(chan error, 1)}
	c.server = smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return session{c}, nil }))
	c.server.Domain = "localhost"
	c.server.MaxMessageBytes = messageBytes
	c.server.MaxRecipients = recipients
	c.server.ReadTimeout = 10 * time.Second
	c.server.WriteTimeout = 10 * time.Second
	c.server.ErrorLog = log.New(io.Discard, "", 0) // clients that hang up early
	go func() { c.done <- c.server.Serve(listener) }()
	return c, nil
}

// Port is the port on 127.0.0.1.
func (c *Catcher) Port() int { return c.port }

// Dir is the folder of the messages.
func (c *Catcher) Dir() string { return c.dir }

// Judge lets f see every message before it is kept, and refuse it: its error
// is the server's answer. A nil f takes all.
func (c *Catcher) Judge(f func(text []byte) error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.judge = f
}

// Close stops the server and waits for it.
func (c *Catcher) Close() error {
	err := c.server.Close()
	if served := <-c.done; err == nil && !errors.Is(served, smtp.ErrServerClosed) {
		err = served
	}
	return err
}

// deliver writes one message. It appears under its final name only when it is
// complete, so that a test that watches the folder reads whole messages.
func (c *Catcher) deliver(r io.Reader) error {
	text, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.judge != nil {
		if err := c.judge(text); err != nil {
			return err
		}
	}
	c.n++
	name := fmt.Sprintf("%s-%d.eml", time.Now().UTC().Format("20060102T150405.000"), c.n)
	path := filepath.Join(c.dir, name)
	if err := os.WriteFile(path+".part", text, 0o600); err != nil {
		return err
	}
	if err := os.Rename(path+".part", path); err != nil {
		return err
	}
	c.note(path)
	return c.prune()
}

// prune removes the oldest messages beyond the bound.
func (c *Catcher) prune() error {
	files, err := filepath.Glob(filepath.Join(c.dir, "*.eml"))
	if err != nil || len(files) <= keep {
		return err
	}
	slices.Sort(files) // the names begin with the time
	for _, f := range files[:len(files)-keep] {
		if err := os.Remove(f); err != nil {
			return err
		}
	}
	return nil
}

// session is one client's conversation; all senders and recipients are welcome.
type session struct{ c *Catcher }

func (session) Reset()                               {}
func (session) Logout() error                        { return nil }
func (session) Mail(string, *smtp.MailOptions) error { return nil }
func (session) Rcpt(string, *smtp.RcptOptions) error { return nil }
func (s session) Data(r io.Reader) error             { return s.c.deliver(r) }
