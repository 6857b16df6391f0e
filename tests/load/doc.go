// Command load opens thousands of WebSockets and checks on each of them,
// frame by frame, that sync never skips and never repeats a version, while
// facts flow and while sync and Kafka are killed. `make load` runs it:
//
//	make load                                       # 5,000 clients, 200 facts/s, 3 kills of sync, 2 of Kafka
//	make load ARGS='-mode records'                  # facts straight into Kafka: sync alone
//	make load ARGS='-direct'                        # clients at sync's own port instead of through chat
//	make load ARGS='-broker apache'                 # Apache's own Kafka, see tests/kafka
//	make load ARGS='-compression message'           # sync compresses, and clients read it
//	make load ARGS='-clients 500 -sync 0 -kafka 0'  # smaller, and without kills
//	make load ARGS='-profile /tmp/prof'             # CPU and heap profiles of sync and chat
//
// It starts a system of its own, as tests/bench does: free ports, data in a
// temporary folder, all apps and sidecars.
//
// Each client does what the page does: it gets a ticket, connects with the
// version it has, hears hello, then facts or resync, fetches the list when it
// is told to, and comes back after a wait that doubles from 0.5 to 15 s and is
// up to half shorter by chance. See tests/load/swarm.
//
// It prints, for the steady time and for the whole run with its kills, how
// long after the acknowledgement of a command a client has the frame; how
// long after a kill all clients are back; sync's and chat's memory for each
// connection; CPU time by process, its own included; and bytes on the wire.
//
// The exit code is not 0 when any client saw a version skipped or repeated,
// was refused, or did not get the last fact. Speed decides nothing: a goal
// that is missed is printed as missed.
package main
