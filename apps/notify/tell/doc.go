// Package tell tells a person that a task came due, once by each channel that
// she wants.
//
// Dapr delivers the fact that rings at least once, and to any replica. Each
// notice goes on its routes, one for each channel, for push one for each
// browser. On every route it has a claim, under a key made of both:
//
//  1. claim: "sending", as the first to write it, or in place of a claim that
//     waits or was left behind;
//  2. send;
//  3. conclude: "sent"; "waiting", with the moment of the next try; "failed",
//     when it is among the dead letters; "not_told", when there is no reason to
//     any more; "digest", when it waits for one.
//
// Steps 1 and 3 are one transaction each with the person's list of
// notifications and receipts, and for all that rings for one list together: a
// storm of reminders would drown in questions to the store else.
//
// What waits has a job of the scheduler (again.go). When it rings, the list is
// asked whether the notice still stands (stands.go), and the three steps come
// again. A job rings until it is ended (docs/decisions/0013). A digest
// (digest.go) is a notice made of notices.
//
// A crash between 2 and 3 leaves "sending" behind, and nobody knows whether
// the message went out. After Abandoned it is sent again, under the same id,
// and the try before it is shown as interrupted. So the promise is at least
// once; docs/decisions/0009 says what each receiver makes of that. Claims are
// kept for Remembered.
//
// To add a channel: a Channel, a case in Teller.routes, a choice in Choices and
// in openapi.yaml, and a line in wire.go.
package tell
