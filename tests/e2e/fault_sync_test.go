//go:build e2e

package e2e

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/coder/websocket/wsjson"
)

// TestSyncIsKilled kills sync, and its sidecar, under load. Screens come back
// with the version that they have, and see every version after it once.
func TestSyncIsKilled(t *testing.T) {
	mend(t)
	topic := readKafka(t)
	l := startLoad(t, 24, 6, overAPI(t))
	l.await(50)
	var screens []*screen
	for _, list := range l.lists[:8] {
		screens = append(screens, openScreen(t, person{t, list}))
	}
	l.await(50)
	for _, name := range []string{"sync", "sync", "sync/daprd"} {
		crash(t, name)
		l.await(100)
	}
	sizes := l.checkAll(topic)
	connections, resyncs := 0, 0
	for _, s := range screens {
		s.reaches(t, sizes[s.user])
		connections, resyncs = connections+s.connections, resyncs+s.resyncs
	}
	t.Logf("%d screens connected %d times and had to fetch their list %d times", len(screens), connections, resyncs)
	if connections < 2*len(screens) {
		t.Errorf("%d connections of %d screens: they did not notice", connections, len(screens))
	}
}

// A screen follows one list as the page does: it connects again with the
// version that it has, and fetches the list when it is told to.
type screen struct {
	person
	mu          sync.Mutex // guards what follows
	at          uint64
	connections int
	resyncs     int
}

func openScreen(t *testing.T, p person) *screen {
	s := &screen{person: p}
	ctx, cancel := context.WithCancel(context.Background())
	var ended sync.WaitGroup
	ended.Go(func() {
		for ctx.Err() == nil {
			if err := s.follow(ctx); errors.Is(err, errFrames) {
				t.Error(err)
			}
			time.Sleep(100 * time.Millisecond)
		}
	})
	t.Cleanup(func() { cancel(); ended.Wait() })
	return s
}

var errFrames = errors.New("frames")

// follow is one connection.
func (s *screen) follow(ctx context.Context) error {
	ticket, err := s.try(ctx, "GET", "/v1/sync/ticket", "")
	if err != nil || ticket.status != 200 {
		return fmt.Errorf("ticket: %d %v", ticket.status, err)
	}
	at := "ws" + strings.TrimPrefix(system.URL, "http") + ticket.URL
	at += "?ticket=" + url.QueryEscape(ticket.Ticket) + "&since=" + strconv.FormatUint(s.version(), 10)
	conn, _, err := websocket.Dial(ctx, at, nil)
	if err != nil {
		return err
	}
	defer conn.CloseNow()
	s.mu.Lock()
	s.connections++
	s.mu.Unlock()
	for {
		var f frame
		if err := wsjson.Read(ctx, conn, &f); err != nil {
			return err
		}
		switch now := s.version(); {
		case f.Type == "resync":
			list, err := s.try(ctx, "GET", "/v1/tasks?status=all", "")
			if err != nil || list.status != 200 {
				return fmt.Errorf("list: %d %v", list.status, err)
			}
			s.move(list.Version, 1)
		case f.Type != "fact" || s.fetched() > 0 && f.Version <= now:
		case f.Version != now+1:
			return fmt.Errorf("%w of %s: version %d after %d", errFrames, s.user, f.Version, now)
		default:
			s.move(f.Version, 0)
		}
	}
}

// reaches waits until the screen shows a version.
func (s *screen) reaches(t *testing.T, version uint64) {
	t.Helper()
	within(t, 60*time.Second, "the screen of "+s.user, func() error {
		if at := s.version(); at != version {
			return fmt.Errorf("it is at %d of %d", at, version)
		}
		return nil
	})
}

func (s *screen) version() uint64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.at
}

// fetched is how often it had to fetch the list.
func (s *screen) fetched() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.resyncs
}

func (s *screen) move(to uint64, resyncs int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.at, s.resyncs = max(s.at, to), s.resyncs+resyncs
}
