// Package runfile reads dapr.yaml, the file behind `dapr run -f .`, and says
// what the Dapr CLI would start for it.
//
// The launcher and the CLI must agree, or a system that runs here breaks for
// whoever uses the CLI. So this package follows the CLI (1.16 to 1.18,
// pkg/runfileconfig and pkg/standalone/run.go) to the letter:
//
//   - Load reads and checks the file, resolves paths and merges `common` into
//     every app. A field of the app always wins over the same field of common.
//   - App.Complete fills in ports, addresses and defaults.
//   - App.DaprdArgs, App.Env and App.Argv are the sidecar's flags, the app's
//     environment and the app's command, in the CLI's order.
//
// It differs in two places, both where the CLI would be silent or stuck: an
// unknown field is an error with its line (the CLI ignores it), and the default
// resources and config that `dapr init` creates are left out when they do not
// exist (the CLI fails).
package runfile
