package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"time"

	"github.com/coder/websocket"
	"github.com/google/uuid"
	"github.com/twmb/franz-go/pkg/kgo"
	"golang.org/x/sync/errgroup"

	"github.com/errandapp/errand/tests/load/swarm"
	"github.com/errandapp/errand/tests/machine"
)

// Bounds of the run.
const (
	atOnce    = 64               // requests of ours to chat at once
	settle    = 3 * time.Second  // before memory is looked at
	backTime  = 60 * time.Second // for all clients to be back after a kill
	finishing = 30 * time.Second // for what is under way at the end
)

// measure is the run: connect, be steady, kill, check.
func (l *running) measure(ctx context.Context) error {
	on, err := machine.Describe()
	if err != nil {
		return err
	}
	fmt.Println(on)
	api := swarm.NewAPI(l.system.URL, atOnce)
	s := swarm.New(l.swarmOptions(api))
	write, closeKafka, err := l.write(ctx, api, s)
	if err != nil {
		return err
	}
	defer closeKafka()
	if err := l.fill(ctx, s, write); err != nil {
		return fmt.Errorf("the first fact of each list: %w", err)
	}
	empty, err := l.memory()
	if err != nil {
		return err
	}
	connecting := time.Now()
	s.Start(ctx, time.Duration(l.options.clients)*time.Millisecond)
	defer s.Stop()
	if err := s.AwaitOpen(within(ctx, 2*backTime)); err != nil {
		return err
	}
	fmt.Printf("%d clients of %d lists connected in %.1f s\n", l.options.clients, l.options.lists, time.Since(connecting).Seconds())
	time.Sleep(settle)
	full, err := l.memory()
	if err != nil {
		return err
	}
	l.printMemory("idle", empty, full)

	writing, stopWriting := context.WithCancel(ctx)
	defer stopWriting()
	w := &swarm.Writer{Swarm: s, Rate: l.options.rate, Write: write}
	written := make(chan error, 1)
	go func() { written <- w.Run(writing, finishing) }()
	from, to, err := l.steady(ctx, s)
	if err != nil {
		return err
	}
	kills, err := l.kills(ctx, s)
	if err != nil {
		return err
	}
	stopWriting()
	if err := <-written; err != nil {
		return err
	}
	samples, err := s.Finish(within(ctx, finishing))
	l.printLatency(samples, from, to)
	l.printKills(kills)
	fmt.Printf("\n%d facts were made (%d tries failed, %d turns were left out); frames: %+v; connections ended: %v\n",
		w.Made.Load(), w.Failed.Load(), w.Late.Load(), s.Counts(), s.Ends())
	if err != nil {
		return fmt.Errorf("VERSIONS: %w", err)
	}
	fmt.Printf("No client of %d saw a version skipped or repeated, and all have the last one of their list.\n", l.options.clients)
	return nil
}

func (l *running) swarmOptions(api *swarm.API) swarm.Options {
	o := swarm.Options{Clients: l.options.clients, Ticket: api.Ticket, Fetch: api.Version, Address: "ws" + strings.TrimPrefix(l.system.URL, "http") + "/v1/sync"}
	run := uuid.NewString()[:8]
	for i := range l.options.lists {
		o.Lists = append(o.Lists, fmt.Sprintf("load-%s-%d", run, i))
	}
	for i := range l.options.addresses {
		o.From = append(o.From, net.IPv4(127, 0, 0, byte(1+i)))
	}
	if l.options.compression != "" && l.options.compression != "off" {
		o.Compression = websocket.CompressionContextTakeover // offered; sync chooses
	}
	if app, err := l.system.App("sync"); err == nil && l.options.direct {
		o.Address = "ws" + strings.TrimPrefix(app.URL, "http") + "/v1/sync"
	}
	return o
}

// write is how facts are made.
func (l *running) write(ctx context.Context, api *swarm.API, s *swarm.Swarm) (swarm.Write, func(), error) {
	if l.options.mode == "http" {
		return api.Add(s.Lists), func() {}, nil
	}
	kafka, err := kgo.NewClient(kgo.SeedBrokers(strings.Split(l.system.Kafka, ",")...))
	if err != nil {
		return nil, nil, err
	}
	number := map[string]int{}
	for i, name := range s.Lists {
		number[name] = i
	}
	s.Fetch = func(_ context.Context, list string) (uint64, error) { return s.Last(number[list]), nil }
	return swarm.Records(kafka, s), kafka.Close, kafka.Ping(ctx)
}

// fill makes one fact of each list, so that all of them are in memory.
func (l *running) fill(ctx context.Context, s *swarm.Swarm, write swarm.Write) error {
	began := time.Now()
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(8)
	for i := range s.Lists {
		g.Go(func() error {
			return write(ctx, i, -1-i, false, func(version uint64) { s.Acked(i, version, time.Time{}) })
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	fmt.Printf("%d lists made in %.1f s\n", len(s.Lists), time.Since(began).Seconds())
	return nil
}

// steady lets facts flow, and measures what that takes.
func (l *running) steady(ctx context.Context, s *swarm.Swarm) (from, to time.Time, err error) {
	time.Sleep(settle)
	collect, err := l.startProfiles(ctx)
	if err != nil {
		return from, to, err
	}
	before, err := l.cpu()
	if err != nil {
		return from, to, err
	}
	counts := s.Counts()
	from = time.Now()
	select {
	case <-ctx.Done():
		return from, to, ctx.Err()
	case <-time.After(l.options.steady):
	}
	to = time.Now()
	after, err := l.cpu()
	if err != nil {
		return from, to, err
	}
	now := s.Counts()
	facts, bytes := now.Facts-counts.Facts, now.Bytes-counts.Bytes
	fmt.Printf("\nSteady: %.0f s, %.0f facts/s, %.0f fact frames/s, %.0f pings/s, %.1f kB/s from the sockets, %.0f bytes a fact frame\n",
		to.Sub(from).Seconds(), l.options.rate, float64(facts)/to.Sub(from).Seconds(), float64(now.Pings-counts.Pings)/to.Sub(from).Seconds(),
		float64(bytes)/1e3/to.Sub(from).Seconds(), (float64(bytes)-float64(now.Pings-counts.Pings)*pingBytes)/float64(max(1, facts)))
	l.printCPU(before, after, to.Sub(from))
	m, err := l.memory()
	if err != nil {
		return from, to, err
	}
	l.printMemory("under load", memory{}, m)
	return from, to, errors.Join(append(s.Broken(), collect())...)
}

// pingBytes is what a ping frame and the protocol's own take on the wire.
const pingBytes = 2 + 15 + 3

// A kill is one, and what came of it.
type kill struct {
	name        string
	ready, back time.Duration // since the kill: the process answers; all clients are connected
}

// kills takes turns, sync first.
func (l *running) kills(ctx context.Context, s *swarm.Swarm) ([]kill, error) {
	var names []string
	for i := range max(l.options.syncKills, l.options.kafkaKills) {
		if i < l.options.syncKills {
			names = append(names, "sync")
		}
		if i < l.options.kafkaKills {
			names = append(names, "kafka")
		}
	}
	var all []kill
	for _, name := range names {
		k := kill{name: name}
		began := time.Now()
		if err := l.system.Crash(name); err != nil {
			return all, err
		}
		ctx := within(ctx, backTime)
		for name == "sync" && s.Open() == l.options.clients { // until they notice
			if err := ctx.Err(); err != nil {
				return all, fmt.Errorf("sync was killed, and nobody noticed: %w", err)
			}
			time.Sleep(time.Millisecond)
		}
		if err := l.system.AwaitReady(ctx, name); err != nil {
			return all, err
		}
		k.ready = time.Since(began)
		if err := s.AwaitOpen(ctx); err != nil {
			return all, fmt.Errorf("after %s was killed: %w", name, err)
		}
		k.back = time.Since(began)
		all = append(all, k)
		time.Sleep(l.options.calm)
	}
	return all, nil
}

// within is ctx with a limit; its resources go with ctx.
func within(ctx context.Context, limit time.Duration) context.Context {
	ctx, cancel := context.WithTimeout(ctx, limit)
	context.AfterFunc(ctx, cancel)
	return ctx
}
