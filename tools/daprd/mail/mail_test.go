package mail

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/dapr/components-contrib/bindings"
	"github.com/dapr/components-contrib/metadata"
	"github.com/dapr/kit/logger"
)

// A server is a mail server of the simplest kind. It greets with 220 and says
// yes, but for what says tells otherwise.
type server struct {
	net.Listener
	t *testing.T

	mu     sync.Mutex
	says   map[string]string // by the verb
	mails  []string
	conns  int
	hangUp bool // after each message
}

func newServer(t *testing.T) *server {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &server{Listener: ln, t: t, says: map[string]string{}}
	var serving sync.WaitGroup
	serving.Go(func() {
		for {
			c, err := ln.Accept()
			if err != nil {
				return
			}
			serving.Go(func() { s.serve(c) })
		}
	})
	t.Cleanup(func() { ln.Close(); serving.Wait() })
	return s
}

func (s *server) serve(c net.Conn) {
	defer c.Close()
	s.mu.Lock()
	s.conns++
	s.mu.Unlock()
	lines := bufio.NewReader(c)
	fmt.Fprint(c, "220 here\r\n")
	for {
		line, err := lines.ReadString('\n')
		if err != nil {
			return
		}
		verb, _, _ := strings.Cut(strings.TrimSpace(line), " ")
		s.mu.Lock()
		said, ok := s.says[verb]
		s.mu.Unlock()
		switch {
		case ok:
			fmt.Fprint(c, said+"\r\n")
		case verb == "DATA":
			fmt.Fprint(c, "354 go on\r\n")
			var mail strings.Builder
			for {
				line, err := lines.ReadString('\n')
				if err != nil || line == ".\r\n" {
					break
				}
				mail.WriteString(line)
			}
			s.mu.Lock()
			s.mails = append(s.mails, mail.String())
			hangUp := s.hangUp
			s.mu.Unlock()
			fmt.Fprint(c, "250 taken\r\n")
			if hangUp {
				return
			}
		case verb == "QUIT":
			fmt.Fprint(c, "221 bye\r\n")
			return
		default:
			fmt.Fprint(c, "250 yes\r\n")
		}
	}
}

func (s *server) tell(verb, reply string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.says[verb] = reply
}

func (s *server) binding() bindings.OutputBinding {
	s.t.Helper()
	host, port, err := net.SplitHostPort(s.Addr().String())
	if err != nil {
		s.t.Fatal(err)
	}
	b := New(logger.NewLogger("test"))
	if err := b.Init(s.t.Context(), bindings.Metadata{Base: metadata.Base{Properties: map[string]string{"host": host, "port": port}}}); err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() {
		if err := b.(*Binding).Close(); err != nil {
			s.t.Error(err)
		}
	})
	return b
}

func send(ctx context.Context, b bindings.OutputBinding, to string) (code string, err error) {
	res, err := b.Invoke(ctx, &bindings.InvokeRequest{
		Operation: Send, Data: []byte("Subject: x\r\n\r\n.dot\r\n"), Metadata: map[string]string{"emailFrom": "a@example.com", "emailTo": to},
	})
	if err != nil {
		return "", err
	}
	return res.Metadata["smtpCode"], nil
}

func TestSend(t *testing.T) {
	s := newServer(t)
	b := s.binding()
	for range 3 {
		if code, err := send(t.Context(), b, "b@example.com"); code != "" || err != nil {
			t.Fatal(code, err)
		}
	}
	if len(s.mails) != 3 || s.mails[0] != "Subject: x\r\n\r\n..dot\r\n" || s.conns != 1 {
		t.Errorf("%d connections, mails %q", s.conns, s.mails)
	}
	for _, to := range []string{"", "b@example.com,c@example.com", "B <b@example.com>", "b@example.com\r\nRCPT TO:<x@y>"} {
		if _, err := send(t.Context(), b, to); err == nil {
			t.Errorf("to %q: got no error", to)
		}
	}
}

func TestTheServersRefusalIsACode(t *testing.T) {
	s := newServer(t)
	b := s.binding()
	s.tell("RCPT", "550 nobody")
	if code, err := send(t.Context(), b, "b@example.com"); code != "550" || err != nil {
		t.Error(code, err)
	}
	s.tell("RCPT", "451 later")
	if code, err := send(t.Context(), b, "b@example.com"); code != "451" || err != nil {
		t.Error(code, err)
	}
	s.tell("RCPT", "250 yes")
	if code, err := send(t.Context(), b, "b@example.com"); code != "" || err != nil {
		t.Error(code, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// A server that hangs up between messages is dialled again.
func TestAConnectionThatIsGone(t *testing.T) {
	s := newServer(t)
	s.hangUp = true
	b := s.binding()
	for range 3 {
		if code, err := send(t.Context(), b, "b@example.com"); code != "" || err != nil {
			t.Fatal(code, err)
		}
	}
	if len(s.mails) != 3 || s.conns < 3 {
		t.Errorf("%d mails over %d connections", len(s.mails), s.conns)
	}
}

func TestSendHeedsItsTime(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0") // takes connections, and says nothing
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	s := &server{Listener: ln, t: t}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := send(ctx, s.binding(), "b@example.com"); err == nil {
		t.Error("got no error")
	}
}
