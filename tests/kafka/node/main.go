// Command node runs one node of Apache's Kafka: it prepares the storage and
// then becomes the Java process.
package main

import (
	"flag"
	"fmt"
	"os"

	"github.com/errandapp/errand/tests/kafka"
)

func main() {
	n := kafka.Node{Settings: map[string]string{}}
	flag.StringVar(&n.Dir, "dir", "", "folder for settings and data")
	flag.StringVar(&n.Lib, "lib", "", "folder of the Java archives")
	flag.IntVar(&n.Port, "port", 0, "port on 127.0.0.1")
	flag.IntVar(&n.ID, "id", 1, "the node's number")
	flag.IntVar(&n.Controller, "controller", 0, "port for the other controllers; 0 takes a free one")
	flag.StringVar(&n.Voters, "voters", "", "all controllers, id@host:port,…; this one alone when empty")
	flag.IntVar(&n.Copies, "copies", 1, "replicas of Kafka's own topics")
	flag.StringVar(&n.Heap, "heap", "512m", "Java's heap at most")
	flag.Func("set", "a setting of the broker on top, name=value", func(text string) error { return n.Set(text) })
	flag.Parse()
	if err := n.Alone(); err != nil {
		fail(err)
	}
	fail(n.Exec())
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "kafka:", err)
	os.Exit(1)
}
