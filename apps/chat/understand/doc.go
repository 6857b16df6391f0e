// Package understand is the language of Errand: it reads a message in plain English and says what it asks for.
//
//	r := understand.Understand("pay rent on the 1st p1 #home", now, zone, understand.Context{})
//	// r.Intent == understand.Add, r.Slots.Title == "pay rent", r.Slots.DueDate == "2026-07-01", …
//
// It is a grammar, not a model: the same arguments always give the same reading, offline, in microseconds. There is no
// clock, no randomness, no file and no network in it, and no regular expression: every recogniser walks the tokens once.
//
// # How a message is read
//
//  1. clean removes what cannot be seen, tokenize cuts the rest into tokens that know their bytes, quote hides quoted
//     words from everybody, look finds what each word can mean (lexicon), through a spelling mistake if it must (typos).
//  2. The frames (intents.go) are asked in order whether the message is theirs: small talk, "add …", reminders, edits,
//     done and not done, delete, move in time, questions. What no frame takes is a task to add.
//  3. A task (task.go) gives up its labels, priority, reminders and time phrases in turn; what is left is its title.
//     A time phrase is a run of pieces (when.go): dates, times of day, ranges, durations, recurrences, zones.
//  4. traps.go asks of each time phrase whether its place makes it a name after all ("watch Friday Night Lights").
//  5. work (due.go) turns what was said into dates on the person's wall clock.
//
// A command in other words is put in plain ones first (restate.go: "3's done", "set 3's priority to high", "would you mind
// moving 3"), and one behind its reason finds its task there (intents_reason.go: "i did the laundry, check it off").
//
// A later word can take an earlier one back: inside a time phrase (mend.go: "tomorrow, sorry, friday") or as a message of
// its own (intents_correct.go: "no, I meant 2"). What a message says beyond the slots is in Extras (extras.go).
//
// References to tasks stay as said ("the milk one", "2 and 4"); Match finds the titles that a phrase means.
//
// # How to add a phrase
//
// A new word for something known is one entry in a table: lexicon.go, priorityWords, zoneNames, adverbs, talks. A new
// shape of date is one function in the list of plainDate; a new piece of a time phrase is one case in piece; a new
// command is one frame in the list of frames. Then add cases to testdata/own.jsonl: expectations come from the
// conventions in testdata/conventions.md, never from what the program happens to say. testdata/suites.jsonl holds phrases
// from other parsers' tests.
package understand
