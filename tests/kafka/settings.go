package kafka

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A Node is one broker and controller of a cluster of Apache's.
type Node struct {
	Dir        string            // settings and data
	Lib        string            // the archives
	ID         int               // from 1 on
	Port       int               // for clients, on 127.0.0.1
	Controller int               // port for the other controllers
	Voters     string            // id@host:port of all controllers, with commas
	Copies     int               // of Kafka's own topics
	Heap       string            // as Java writes it: 512m
	Settings   map[string]string // on top of our own
}

// settings are the node's server.properties. Topics are made by whoever needs
// them, as a real cluster would have it, and what waits by default for people
// who start machines one after the other does not wait here.
func (n Node) settings() string {
	copies, alive := fmt.Sprint(n.Copies), fmt.Sprint(max(1, n.Copies-1))
	all := map[string]string{
		"process.roles":                                    "broker,controller",
		"node.id":                                          fmt.Sprint(n.ID),
		"controller.quorum.voters":                         n.Voters,
		"listeners":                                        fmt.Sprintf("CLIENTS://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d", n.Port, n.Controller),
		"advertised.listeners":                             fmt.Sprintf("CLIENTS://127.0.0.1:%d", n.Port),
		"listener.security.protocol.map":                   "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT",
		"inter.broker.listener.name":                       "CLIENTS",
		"controller.listener.names":                        "CONTROLLER",
		"log.dirs":                                         n.data(),
		"auto.create.topics.enable":                        "false",
		"default.replication.factor":                       copies,
		"min.insync.replicas":                              alive,
		"offsets.topic.replication.factor":                 copies,
		"offsets.topic.num.partitions":                     "6",
		"transaction.state.log.replication.factor":         copies,
		"transaction.state.log.min.isr":                    alive,
		"transaction.state.log.num.partitions":             "1",
		"share.coordinator.state.topic.replication.factor": copies,
		"share.coordinator.state.topic.min.isr":            alive,
		"share.coordinator.state.topic.num.partitions":     "1",
		"group.initial.rebalance.delay.ms":                 "0",
		// A broker that was killed may come back under its id once its session
		// has ended: 9 s by default.
		"broker.session.timeout.ms":      "3000",
		"broker.heartbeat.interval.ms":   "500",
		"num.network.threads":            "2",
		"num.io.threads":                 "3",
		"background.threads":             "2",
		"log.cleaner.dedupe.buffer.size": "4194304", // 128 MB of the heap by default
		"log.index.size.max.bytes":       "1048576",
	}
	maps.Copy(all, n.Settings)
	var text strings.Builder
	for _, name := range slices.Sorted(maps.Keys(all)) {
		fmt.Fprintf(&text, "%s=%s\n", name, all[name])
	}
	return text.String()
}
