// Package model has a language model read a message that the grammar
// (understand) made nothing of. It is an option: without a Dapr component
// named llm, of any conversation.* type, nothing of it runs.
//
//	m := model.New(model.Dapr{Client: dapr}, figures, log)
//	go m.Watch(ctx) // is there such a component?
//	answer, err := m.Read(ctx, model.Asked{Person: user, Text: text, Now: now, Tasks: open})
//	// answer.Readings are what the grammar would have made: intents and slots
//
// # The model reads, it does not act
//
// What comes of it are understand.Readings, no more. Whoever has them plans
// and does them as any other reading. So a model can say what a person can
// say, and nothing else:
//
//   - Its words are never shown to anybody. Only its tool calls count, and each
//     tool is one intent of the grammar (tools.go).
//   - A task is spoken of by its place in the list that the model was shown
//     (show.go). There is no way to name another one.
//   - An answer is taken as a whole or not at all (calls.go): one unknown tool,
//     unknown task, field too many, wrong type or call too many, and it is
//     nonsense.
//   - Answer.Own tells whether all of it is in the person's own words (own.go).
//     What is not must be asked about first. So text in a title, which may be
//     anybody's, changes nothing that the person did not speak of.
//
// # Bounds
//
// One question a message, without a second round; MaxCalls calls, which change
// MaxChanges tasks; MaxTime until the answer; MaxTasks tasks and MaxData bytes
// shown; MaxAnswer bytes taken; MaxAtOnce questions at once, and one for each
// person. After MaxFailures failures in a row nobody waits for it for a while
// (rest.go).
//
// # How to add a tool
//
//  1. tools.go: its name, what it is for, its parameters.
//  2. calls.go: a case that makes a reading of it.
//  3. own.go: if it writes words onto the list, they must be looked at there.
package model
