//go:build e2e

package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/coder/websocket/wsjson"
	"github.com/dapr/go-sdk/client"
	"github.com/dapr/go-sdk/service/common"
	"github.com/jackc/pgx/v5"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/errandapp/errand/actors/tasklist"
)

// facts keeps the facts that a reader saw, by list.
type facts struct {
	mu   sync.Mutex
	seen map[string][]tasklist.Fact
}

func (f *facts) put(fact tasklist.Fact) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.seen == nil {
		f.seen = map[string][]tasklist.Fact{}
	}
	f.seen[fact.Data.List] = append(f.seen[fact.Data.List], fact)
}

func (f *facts) of(list string) []tasklist.Fact {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]tasklist.Fact(nil), f.seen[list]...)
}

// has looks for a fact of a list by type.
func (f *facts) has(list, kind string) error {
	for _, fact := range f.of(list) {
		if fact.Type == kind {
			return nil
		}
	}
	return fmt.Errorf("no %s among %d facts", kind, len(f.of(list)))
}

// brokers are those of the system.
func brokers() kgo.Opt { return kgo.SeedBrokers(strings.Split(system.Kafka, ",")...) }

// readKafka reads the topic from its beginning, with a client of its own.
func readKafka(t testing.TB) *facts {
	t.Helper()
	reader, err := kgo.NewClient(brokers(), kgo.ConsumeTopics(tasklist.Topic),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()))
	if err != nil {
		t.Fatal(err)
	}
	all := &facts{}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for ctx.Err() == nil {
			reader.PollFetches(ctx).EachRecord(func(r *kgo.Record) {
				if isPoison(r) {
					return
				}
				fact, err := tasklist.ParseFact(r.Value)
				if err != nil {
					t.Errorf("partition %d offset %d: %v", r.Partition, r.Offset, err)
					return
				}
				if string(r.Key) != fact.Data.List {
					t.Errorf("fact %s has key %q", fact.ID, r.Key)
				}
				all.put(fact)
			})
		}
	}()
	t.Cleanup(func() { cancel(); <-ended; reader.Close() })
	return all
}

// subscribe reads the topic as a Dapr app would, through the probe's sidecar.
func subscribe(t testing.TB) *facts {
	t.Helper()
	dapr := sidecarOf(t, probeApp)
	all := &facts{}
	ctx, cancel := context.WithCancel(context.Background())
	// Without a topic for dead letters Dapr brings what is no JSON again and
	// again, and nothing behind it: TestPoison has been here.
	dead := probeApp + ".dead"
	stop, err := dapr.SubscribeWithHandler(ctx, client.SubscriptionOptions{PubsubName: "facts", Topic: tasklist.Topic, DeadLetterTopic: &dead},
		func(e *common.TopicEvent) common.SubscriptionResponseStatus {
			if e.Type == "" { // JSON, but no event
				return common.SubscriptionResponseStatusDrop
			}
			var data tasklist.FactData
			if err := json.Unmarshal(e.RawData, &data); err != nil {
				t.Errorf("event %s: %v", e.ID, err)
				return common.SubscriptionResponseStatusDrop
			}
			all.put(tasklist.Fact{ID: e.ID, Type: e.Type, Subject: e.Subject, Data: data})
			return common.SubscriptionResponseStatusSuccess
		})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cancel()
		_ = stop() // it may have ended with ctx
	})
	return all
}

// sidecarOf is a Dapr client of an app's sidecar.
func sidecarOf(t testing.TB, app string) client.Client {
	t.Helper()
	at, err := system.App(app)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	dapr, err := client.NewClientWithAddressContext(ctx, net.JoinHostPort("127.0.0.1", strconv.Itoa(at.DaprGRPCPort)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(dapr.Close)
	return dapr
}

// A frame of the WebSocket.
type frame struct {
	Type    string        `json:"type"`
	Version uint64        `json:"version"`
	Fact    tasklist.Fact `json:"fact"`
}

// watch opens the WebSocket with a fresh ticket and keeps what comes. It
// fails the test when versions skip or repeat, and when sync, after the first
// fact, says that they might.
func watch(t testing.TB, p person, since uint64) (frames *facts, hello frame) {
	t.Helper()
	ticket := p.ask(200, "GET", "/v1/sync/ticket", "")
	at := "ws" + strings.TrimPrefix(system.URL, "http") + ticket.URL
	at += "?ticket=" + url.QueryEscape(ticket.Ticket) + "&since=" + strconv.FormatUint(since, 10)
	ctx, cancel := context.WithCancel(context.Background())
	conn, _, err := websocket.Dial(ctx, at, nil)
	if err != nil {
		cancel()
		t.Fatal(err)
	}
	if err := wsjson.Read(ctx, conn, &hello); err != nil || hello.Type != "hello" {
		cancel()
		t.Fatalf("first frame %+v: %v", hello, err)
	}
	frames = &facts{}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		last := uint64(0)
		for {
			var f frame
			if err := wsjson.Read(ctx, conn, &f); err != nil {
				return
			}
			if f.Type == "resync" && last != 0 {
				t.Errorf("resync to %d after frame %d", f.Version, last)
			}
			if f.Type != "fact" {
				continue
			}
			if last != 0 && f.Version != last+1 {
				t.Errorf("frame %d after %d", f.Version, last)
			}
			last = f.Version
			frames.put(f.Fact)
		}
	}()
	t.Cleanup(func() { cancel(); <-ended; conn.CloseNow() })
	return frames, hello
}

// query reads one value from the database.
func query[T any](sql string, args ...any) (T, error) {
	var v T
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	conn, err := pgx.Connect(ctx, system.Postgres)
	if err != nil {
		return v, err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	return v, conn.QueryRow(ctx, sql, args...).Scan(&v)
}
