// Command daprd is Dapr's own sidecar with two things that the published
// stable build leaves out: name resolution over SQLite, which works where
// multicast DNS does not (a laptop on a plane, a network namespace with
// loopback only), and the conversation components, which an optional language
// model is reached through.
//
// Build it with -tags stablecomponents; everything else is Dapr's.
package main

import "github.com/dapr/dapr/cmd/daprd/app"

func main() {
	app.Run()
}
