// Package conversation is what Errand remembers of talking to one person: how
// the talk went, and what the next message may refer to. It is the pure part
// of the actor Conversation, which stands beside the person's TaskList; host
// keeps it, remote calls it.
//
// It knows no grammar and does nothing to a list. Whoever answers a message
// (apps/chat) goes through these steps:
//
//  1. Ask whether the message was heard before, and for the Memory to read it
//     with: "the second one", "it", "yes".
//  2. Settle what is to be done, if anything: the exact command, with its id.
//  3. Do that: send the command to the list.
//  4. Remember the message, its answer, and the Memory for the next one.
//
// # Why in this order
//
// Only the list does things, and it does a command once, by its id. So a
// command cannot be lost or doubled by a fault of the conversation, as long
// as a message that is sent again means the same command again:
//
//   - Nothing is settled yet: nothing has been done either. Sent again, the
//     message is read anew.
//   - It is settled: whatever was shown, meant or renamed since, and whatever
//     the clock says, sent again it means the same command under the same
//     id. When the list has decided it, it decides to nothing.
//   - It is remembered: sent again, it is answered again, and not done.
//
// Every write may fail, or fail and happen all the same: either way the
// person is told that it did not work, and sending it again is right.
//
// A plan that asks first is remembered as Memory.Pending, command and id and
// all. "Yes" settles that very plan, so it does exactly what was shown,
// and once. Memory.Asking is the message that asked, so that a button of
// another question is not taken for the answer.
package conversation
