package swarm

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/coder/websocket"
)

// Options say what the clients need.
type Options struct {
	Lists       []string // of which each gets clients in turn
	Clients     int
	Address     string // ws://host:port/v1/sync
	Compression websocket.CompressionMode
	From        []net.IP // local addresses to connect from, in turn; none: the system's choice
	// Ticket gets a ticket for a list's person.
	Ticket func(ctx context.Context, list string) (string, error)
	// Fetch reads a list, and tells its version.
	Fetch func(ctx context.Context, list string) (version uint64, err error)
}

// maxBroken is how many broken promises are kept for the report.
const maxBroken = 20

// A Swarm is many clients. Its methods may be called from any goroutine.
type Swarm struct {
	Options
	sockets *http.Client
	lists   []*list
	clients []*client
	next    atomic.Uint64 // local address to connect from

	open                         atomic.Int64 // connections that were greeted
	hellos, facts, resyncs, ping atomic.Int64
	ends                         atomic.Int64 // connections that ended, or could not be opened
	in                           atomic.Int64 // bytes from the sockets

	mu     sync.Mutex
	broken []error // promises that were broken
	count  int     // how many
	why    map[string]int

	wait   sync.WaitGroup
	cancel context.CancelFunc
}

// New is a swarm that has not been started.
func New(o Options) *Swarm {
	s := &Swarm{Options: o, why: map[string]int{}}
	s.sockets = &http.Client{Transport: &http.Transport{
		DialContext: s.dial, DisableCompression: true, ReadBufferSize: 1 << 10, WriteBufferSize: 1 << 10,
	}}
	for _, name := range o.Lists {
		s.lists = append(s.lists, &list{name: name})
	}
	for i := range o.Clients {
		l := s.lists[i%len(s.lists)]
		s.clients = append(s.clients, &client{swarm: s, list: l, check: Check{List: l.name}})
	}
	return s
}

// Start connects all clients, evenly over the time.
func (s *Swarm) Start(ctx context.Context, over time.Duration) {
	ctx, s.cancel = context.WithCancel(ctx)
	pause := over / time.Duration(max(1, len(s.clients)))
	for i, c := range s.clients {
		s.wait.Go(func() {
			select {
			case <-ctx.Done():
			case <-time.After(pause * time.Duration(i)):
				c.run(ctx)
			}
		})
	}
}

// Stop ends all clients and waits for them.
func (s *Swarm) Stop() {
	s.cancel()
	s.wait.Wait()
}

// Open is how many clients are connected.
func (s *Swarm) Open() int { return int(s.open.Load()) }

// AwaitOpen waits until all clients are connected.
func (s *Swarm) AwaitOpen(ctx context.Context) error {
	return s.await(ctx, func() error {
		if n := s.Open(); n != len(s.clients) {
			return fmt.Errorf("%d of %d clients are connected; %v", n, len(s.clients), s.Ends())
		}
		return nil
	})
}

func (s *Swarm) await(ctx context.Context, look func() error) error {
	for {
		err := look()
		if err == nil || len(s.Broken()) > 0 {
			return errors.Join(s.Broken()...)
		}
		select {
		case <-ctx.Done():
			return errors.Join(err, ctx.Err())
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// Acked notes that a version of the list with this number was acknowledged.
func (s *Swarm) Acked(list int, version uint64, at time.Time) { s.lists[list].ack(version, at) }

// Last is the highest acknowledged version of a list.
func (s *Swarm) Last(list int) uint64 { return s.lists[list].at() }

// Broken are the promises that were broken, the first few of them.
func (s *Swarm) Broken() []error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.count > len(s.broken) {
		return append(s.broken[:len(s.broken):len(s.broken)], fmt.Errorf("and %d more", s.count-len(s.broken)))
	}
	return s.broken
}

func (s *Swarm) broke(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.count++; s.count <= maxBroken {
		s.broken = append(s.broken, err)
	}
}

// lost counts why connections end: by close code, where there was one.
func (s *Swarm) lost(err error) {
	s.ends.Add(1)
	why := "cut"
	if code := websocket.CloseStatus(err); code != -1 {
		why = fmt.Sprint(int(code))
	} else if s := err.Error(); len(s) < 400 && !errors.Is(err, net.ErrClosed) {
		why = kind(s)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.why[why]++
}

// Ends tells how often connections ended, by reason.
func (s *Swarm) Ends() map[string]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make(map[string]int, len(s.why))
	for why, n := range s.why {
		out[why] = n
	}
	return out
}

func (s *Swarm) heard(k Kind) {
	switch k {
	case Hello:
		s.hellos.Add(1)
	case Fact:
		s.facts.Add(1)
	case Resync:
		s.resyncs.Add(1)
	case Ping:
		s.ping.Add(1)
	}
}

// Counts are frames so far, and bytes that came over the sockets.
type Counts struct{ Hellos, Facts, Resyncs, Pings, Bytes int64 }

// Counts tells what has been heard so far.
func (s *Swarm) Counts() Counts {
	return Counts{s.hellos.Load(), s.facts.Load(), s.resyncs.Load(), s.ping.Load(), s.in.Load()}
}

// dial connects from the local addresses in turn, and counts bytes.
func (s *Swarm) dial(ctx context.Context, network, address string) (net.Conn, error) {
	var d net.Dialer
	if len(s.From) > 0 {
		d.LocalAddr = &net.TCPAddr{IP: s.From[s.next.Add(1)%uint64(len(s.From))]}
	}
	conn, err := d.DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	return &counted{conn, &s.in}, nil
}

type counted struct {
	net.Conn
	in *atomic.Int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	c.in.Add(int64(n))
	return n, err
}
