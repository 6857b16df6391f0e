// Command daprd is Dapr's own sidecar with three things that its stable
// components leave out: name resolution over SQLite, which works where
// multicast DNS does not (a laptop on a plane, a network namespace with
// loopback only), the SMTP binding that mail leaves by, and the conversation
// components, which an optional language model is reached through. The daprd
// that `dapr init` installs has them all, but its SMTP binding sends one HTML
// body only, where ours takes whole messages too (package mail).
//
// Build it with -tags stablecomponents; everything else is Dapr's.
package main

import "github.com/dapr/dapr/cmd/daprd/app"

func main() {
	app.Run()
}
