// Package talk answers a message that has been understood: what to ask of
// the list, and what to say.
//
//	asked := talk.Asked{Reading: understand.…, Message: id, Now: now, …}
//	plan := talk.Answer(asked)          // commands, and what to say anyhow
//	// … send plan.Steps to the list …
//	reply := plan.Words(outcomes)       // what came of it, in English
//
// It is pure: the list, the time and the ids come in as values. What the list
// cannot do yet is said in words and never silently left out. Where a name
// could mean several tasks nothing is done but ask.
//
// # How to add an intent
//
//  1. answer.go: a case, and in Needs what of the list it has to see.
//  2. A file for what it does, named for it.
//  3. said.go: a sentence for its verb, done, and done before.
package talk
