// Package tell tells a person that a task came due, once by each channel.
//
// Dapr delivers the fact that rings at least once, and to any replica. Who
// tells it writes a claim first, under a key made of the fact and the channel:
//
//  1. claim: "sending", as the first to write it, or in place of a claim that
//     failed or was left behind;
//  2. send;
//  3. say how it went: "sent", or "failed", which lets the next delivery try
//     again.
//
// What rings for one list is brought together, and steps 1 and 3 are one
// transaction for all of it: a storm of reminders would drown in questions to
// the store else. So a crash between 2 and 3 may concern several.
//
// A crash between 2 and 3 leaves "sending" behind, and nobody knows whether
// the message went out. After Abandoned it is sent again: the promise is at
// least once, and the webhook's receiver can tell a repeat by its id. Claims
// are kept for Remembered.
//
// What was told is kept for the person to see, the last MaxTold of it.
package tell
