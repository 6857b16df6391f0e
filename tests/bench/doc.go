// Command bench measures the whole system on real parts and prints figures
// beside a yardstick that runs in the same minutes, because machines differ
// and are shared: read the ratios. `make bench` runs it; docs/performance.md
// says what it found.
//
// It starts a system of its own (free ports, data in a temporary folder, all
// apps and sidecars) with two more sidecars:
//
//	probe  through which it calls lists as another Dapr app would
//	peer   which hosts, in this process, an actor that saves the same bytes
//	       and does nothing else: what Dapr itself costs
//
// # The measurements
//
// Writes (writes.go): AddTask over HTTP and over the actor call, the peer's
// save, and plain pgx writes of the same bytes take turns, in rounds, at each
// concurrency. Between turns all consumers catch up, so that none pays for
// another; how long they need is printed, and their CPU time counts.
//
// Facts (facts.go): at a steady rate, the time from the answer to a command
// until its frame is read from a WebSocket.
//
// Reminders (reminders.go): how late tasks come due, by the fact's own time
// and by its arrival at a Kafka consumer of our own.
//
// Storm (storm.go): 10,000 tasks of 1,000 lists that come due in the same
// second, until the last of them was told by notify's webhook, which is ours.
//
// Audit (audit*.go): half a million facts from the topic into the Merkle log,
// in turns with a plain COPY of the same rows; from a fact to its row at a
// steady rate; exporting the log and verifying it.
//
// Sizes (sizes.go, bytes.go, activate.go): lists of 10, 1,000 and 10,000 open
// tasks with 50,000 done ones each, filled through commands, take turns; then
// what each command writes to Postgres, and, with tasks started again and
// again, how long a list takes to be read, and what it takes up in memory.
//
// A goal that is missed is printed as missed; the exit code is about
// failures only.
package main
