// Package query asks a list of tasks for those that somebody wants to see.
//
// A Filter is what they typed:
//
//	overdue & #work & (p1 | p2) & !project:home & due < +7d & text:"tax"
//
// Parse reads it, or says what it expected and in which column. Filter.Match
// asks one task; Query.Page asks all of them for one page in the order of a
// Sort, and gives a cursor to go on from. A View is a filter and a sort under
// a name, as text that people may edit.
//
// The package sees a task as an Item, a flat view that its caller fills. It
// is pure: the moment of asking and the asker's time zone come in as an Env,
// and nothing is read, written or kept.
//
// # Grammar
//
// Words are case-blind; spaces may stand between any two parts, and nowhere
// inside one. The empty filter lets every task through.
//
//	filter     = [ either ] .
//	either     = both { ( "|" | "or" ) both } .
//	both       = not { [ "&" | "and" ] not } .
//	not        = ( "!" | "not" ) not | "(" either ")" | condition .
//	condition  = state | has | priority | name | search | comparison .
//	state      = "open" | "done" | "overdue" | "today" | "tomorrow"
//	           | "nodate" | "no date" | "recurring" | "subtask" .
//	has        = "has:" ( "due" | "notes" | "reminder" | "label" | "project" | "parent" ) .
//	priority   = "p1" | "p2" | "p3" | "p4" | "p0" .
//	name       = ( "#" | "label:" | "+" | "project:" | "id:" | "parent:" | "source:" ) value .
//	search     = quoted | ( "text:" | "title:" | "notes:" ) value .
//	comparison = ( "due" | "created" | "updated" | "completed" ) operator when
//	           | "priority" operator ( "1" | "2" | "3" | "4" ) .
//	operator   = "<" | "<=" | "=" | ">=" | ">" .
//	when       = year "-" month "-" day | "today" | "tomorrow" | "yesterday"
//	           | weekday | "now" | ( "+" | "-" ) number unit .
//	weekday    = "monday" | "mon" | "tuesday" | "tue" | … .
//	unit       = "d" | "w" | "m" | "y" | "h" | "min" .
//	value      = bare | quoted .
//	bare       = character { character } .   none of them a space or & | ! ( ) < > = " \
//	quoted     = `"` { character | "\" character } `"` .
//
// What each condition means is in docs/query.md.
//
// # How to add a condition
//
// One without an argument is a line in states.go, in terms of an Item or of
// other conditions. One with a value is a case in conditions.go and a type
// with print, bind and cost beside the others. Then: a row in match_test.go,
// the grammar above, and docs/query.md.
package query
