// Command kafka runs the embedded Kafka as a process of its own. The launcher
// has it built in; tests, which start the system as a library, use this one.
package main

import (
	"os"

	"github.com/errandapp/errand/deploy/local/broker"
)

func main() { os.Exit(broker.Main(os.Args[1:])) }
