package kafka

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/errandapp/errand/deploy/local/logs"
	"github.com/errandapp/errand/deploy/local/proc"
)

// Options say what to start.
type Options struct {
	Kind Kind
	// Dir is where data and logs are kept. A cluster that starts in the folder
	// of an earlier one has its data.
	Dir string
	// Nodes is how many, 1 when 0. The embedded broker is always alone.
	Nodes int
	// Heap bounds Java's heap of each of Apache's nodes. Default: 512m.
	Heap string
	// Settings are put on top of Apache's, as in server.properties.
	Settings map[string]string
	// Out gets what the nodes warn of. Default: nobody; the logs are in Dir.
	Out io.Writer
}

// stopTime is how long the nodes may take to stop by themselves.
const stopTime = 5 * time.Second

// A Cluster is what one Start started.
type Cluster struct {
	Nodes []Member
	hub   *logs.Hub
}

// A Member is one node: a process to Kill, Crash, Pause, Resume and Restart.
type Member struct {
	*proc.Process
	ID      int
	Address string // host:port for clients
}

// Start starts a cluster and returns when its nodes take connections.
func Start(ctx context.Context, o Options) (_ *Cluster, err error) {
	if o.Nodes == 0 {
		o.Nodes = 1
	}
	if o.Heap == "" {
		o.Heap = "512m"
	}
	if o.Out == nil {
		o.Out = io.Discard
	}
	if o.Kind == Embedded && o.Nodes > 1 {
		return nil, errors.New("the embedded Kafka has one node")
	}
	command, err := Command(ctx, o.Kind)
	if err != nil {
		return nil, err
	}
	nodes, err := o.nodes()
	if err != nil {
		return nil, err
	}
	c := &Cluster{}
	if c.hub, err = logs.Open(o.Out, filepath.Join(o.Dir, "logs"), len("kafka-1")); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, c.Stop())
		}
	}()
	group, ctx := errgroup.WithContext(ctx)
	for _, n := range nodes {
		name := fmt.Sprintf("kafka-%d", n.ID)
		log, err := c.hub.Stream(name, nil)
		if err != nil {
			return nil, err
		}
		argv := append(command[:len(command):len(command)], n.args(o.Kind)...)
		m := Member{ID: n.ID, Address: fmt.Sprintf("127.0.0.1:%d", n.Port)}
		m.Process = proc.New(proc.Spec{
			Name: name, Log: log, PerMinute: 100,
			Command: func() (*exec.Cmd, error) { return exec.Command(argv[0], argv[1:]...), nil },
			Ready:   func(ctx context.Context) error { return listens(ctx, m.Address) },
		})
		c.Nodes = append(c.Nodes, m)
		group.Go(func() error { return m.Start(ctx) })
	}
	return c, group.Wait()
}

// nodes gives every node its folder and its ports.
func (o Options) nodes() ([]Node, error) {
	taken := map[int]bool{}
	var nodes []Node
	var voters []string
	for id := 1; id <= o.Nodes; id++ {
		n := Node{
			Dir: filepath.Join(o.Dir, fmt.Sprint("node-", id)), ID: id, Heap: o.Heap, Settings: o.Settings,
			Copies: min(o.Nodes, 3),
		}
		for _, port := range []*int{&n.Port, &n.Controller} {
			var err error
			if *port, err = freePort(taken); err != nil {
				return nil, err
			}
			taken[*port] = true
		}
		voters = append(voters, fmt.Sprintf("%d@127.0.0.1:%d", id, n.Controller))
		nodes = append(nodes, n)
	}
	for i := range nodes {
		nodes[i].Voters = strings.Join(voters, ",")
	}
	return nodes, nil
}

// args are what node/main.go, or the embedded broker, is told.
func (n Node) args(kind Kind) []string {
	args := []string{"-dir", n.Dir, "-port", fmt.Sprint(n.Port)}
	if kind == Embedded {
		return args
	}
	args = append(args, "-id", fmt.Sprint(n.ID), "-controller", fmt.Sprint(n.Controller), "-voters", n.Voters,
		"-copies", fmt.Sprint(n.Copies), "-heap", n.Heap)
	for name, value := range n.Settings {
		args = append(args, "-set", name+"="+value)
	}
	return args
}

// Brokers is what clients are told: host:port of every node, with commas.
func (c *Cluster) Brokers() string {
	var all []string
	for _, n := range c.Nodes {
		all = append(all, n.Address)
	}
	return strings.Join(all, ",")
}

// Stop ends all nodes. Nothing is left of them when it returns.
func (c *Cluster) Stop() error {
	var stopping sync.WaitGroup
	for _, n := range c.Nodes {
		stopping.Go(func() { n.Process.Stop(time.Now().Add(stopTime)) })
	}
	stopping.Wait()
	return c.hub.Close()
}

func listens(ctx context.Context, address string) error {
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", address)
	if err != nil {
		return err
	}
	return conn.Close()
}
