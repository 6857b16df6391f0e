// Package hosting brings actors to Dapr: it carries calls, reminders and
// timers from the sidecar to the actors of each type, lets each take one turn
// at a time (active.go), keeps their state through the sidecar, and guards
// that state against hosts that were replaced. With alarm.go of a type's own
// host it alone meets Dapr's actor API; what an actor does is none of its
// business.
//
// There are two ways to be called, over the same methods: a stream that this
// process opens (stream.go), or routes on an app's port (http.go).
//
// Every actor has a key "head" that every save writes. It begins with
// {"format":n,"revision":n, and its revision goes up by exactly one with
// every save; a trigger in Postgres refuses any other (fence.sql). So a host
// that was paused, and meanwhile replaced, cannot overwrite what its
// successor saved: Dapr itself does not fence actor state.
//
// # How to add a type of actor
//
//  1. Its four methods (Actors) over an Active, its name in Types of
//     apps/tasks.
//  2. A key HeadKey as above, and its name in fence.sql.
//
// # What is not used, and why
//
// The SDK's StateManager keeps changes of failed calls and saves them with
// the next; its methods without a result swallow errors; its ReminderCall
// cannot fail. Each of these is pinned by a test in traps_test.go.
package hosting
