// Package talk answers a message that has been understood: what to ask of
// the list, and what to say.
//
//	asked := talk.Asked{Reading: understand.…, Message: id, Now: now}
//	q, ask, err := talk.Question(asked, false) // what to ask the list first
//	// … put its answer into asked …
//	plan := talk.Answer(asked)                 // what to do, and what to say anyhow
//	commands := plan.Commands(id)
//	// … send them to the list …
//	words := plan.Words(reply)                 // what came of it, in English
//
// It is pure: the list, the time and the ids come in as values. All that a
// message asks for is one command, which the list follows as a whole or not
// at all, or for very many tasks several; its id follows from the message's, so a message sent again is not
// done again. What the list cannot keep is said and never silently left out.
// Where a name could mean several tasks nothing is done but ask.
//
// "It" and "the second one" mean what is Recalled: Plan.Recall says what is to
// be remembered for the next message. Before several tasks are deleted the
// plan asks (Plan.Asked); it can be kept as a Draft until the answer is yes,
// and then does exactly what was shown.
//
// What a language model read (see model) is planned by Guessed, which does less
// unasked.
//
// # How to add an intent
//
//  1. change.go: a line in changes, or answer.go: a case, and in question.go
//     what it has to ask the list.
//  2. A function for its verbs.
//  3. said.go: a sentence for it, done, and so already.
package talk
