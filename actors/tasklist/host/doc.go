// Package host makes a task list true: it is the Dapr actor around the pure
// core. It alone knows the actor API of Dapr.
//
// A turn takes one command through six steps, always in this order (turn.go):
//
//  1. load the list, if it is not in memory;
//  2. decide;
//  3. evolve;
//  4. arm: set the wake-up reminder, if it has to ring earlier than it will.
//     This comes before the save because a wake-up too many does no harm,
//     while one too few would lose a due date;
//  5. save what changed, with the facts in the outbox, in one transaction;
//  6. tell the facts to Kafka, without waiting for it, and reply.
//
// After a save whose outcome is unknown the memory is dropped and read
// again. A crash between 5 and 6 leaves the facts in the outbox, and the
// reminder that step 4 set at most a minute ahead brings the list back to
// tell them. Whoever reads facts drops those it has seen, by list and
// version.
//
// # What is saved where (layout.go)
//
//	head         revision, version, armed wake, page directory, settings,
//	             marks of the latest commands, the facts not told yet
//	live-<n>     a page of tasks to do
//	waiting-<n>  a page of occurrences that have not opened
//	past-<n>     a page of done tasks; all but the last are read when asked for
//	trash-<n>    a page of removed ones, likewise
//	undo-<n>     a command that can be taken back
//	seen-<n>     commands of the last day
//	origin-<n>   where the trace of a task that will ring began (origin.go)
//	untold-<n>   facts that no longer fitted into the head (Kafka is away)
//
// All of it is JSON; that of pages is packed (pack.go).
//
// The head's revision goes up by exactly one with every save, and Postgres
// refuses any other: see actors/hosting.
package host
