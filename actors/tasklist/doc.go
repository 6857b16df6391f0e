// Package tasklist is what Errand knows about a person's list of tasks, and
// nothing about where the list is kept.
//
// A list is a State. A Command says what somebody wants ("add this task"),
// Decide answers with the Events that then happened, or refuses in words a
// person can use, and Evolve folds one event into the next State:
//
//	events, err := Decide(state, command, now)
//	for _, e := range events {
//		state = Evolve(state, e)
//	}
//
// NextWake says when the list next has something to do by itself, and the
// RingDue command, sent at that moment, decides what came due.
//
// All of them are pure: no context, no clock, no random numbers, no input or
// output. Ids and the time come in as values. So a list can be replayed from
// its events, asked what it would do, and attacked by random commands in
// tests, without a single server. The folder host makes it true: it loads,
// decides, saves and tells, as a Dapr virtual actor.
//
// # Events, facts and versions
//
// Events of one list are numbered 1, 2, 3 … without gaps; the number of the
// last one is the list's Version. An event that has been saved is a fact and
// leaves the actor as a CloudEvent (see Fact) for whoever wants to know.
//
// # Saying it twice
//
// Every command carries an id that its sender made. A command whose id the
// list remembers decides to nothing, so a sender that got no answer may send
// again.
//
// # How to add a verb
//
//  1. command.go: a struct named as the user says it (SnoozeTask).
//  2. event.go: what then happened, in the past tense (TaskSnoozed), and its
//     wire type (task.snoozed).
//  3. decide.go: one case, refusals first.
//  4. evolve.go: one case, no decisions.
//  5. testdata: a story that shows it, and one for each refusal.
package tasklist
