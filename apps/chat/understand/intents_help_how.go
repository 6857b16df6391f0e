package understand

// asksHow reads a question about what the app can do, in no words but its own: "how do I undo something", "is there a
// way to undo?", "can I add labels to a task". What is named beside them makes it something to do ("can I add milk"), and
// so does "can I" with a certain task ("can I delete the last one").
func (p *parser) asksHow(n int) bool {
	j := p.any(0, "how do i get you to", "how can i get you to", "how do i make you", "how do i tell you to", "how do i ask you to", "how do i", "how do we", "how can i", "how can we", "how would i", "how could i", "how should i", "how does one", "how to", "is there a way to", "is there any way to", "is there some way to", "is there a way for me to",
		"is it possible to", "what's the way to", "what's the best way to", "what is the best way to", "what's the easiest way to", "where do i", "where can i", "what's the command to", "what is the command to", "what do i do to", "what do i need to do to")
	certain := j == 0
	if certain {
		j = p.any(0, "can i", "could i", "can we", "am i able to", "am i allowed to", "do you let me")
		if k := p.any(0, "can you", "are you able to"); k > 0 && p.hasWord(n, "things", "tasks", "todos", "reminders", "labels", "tags", "projects", "notes", "priorities", "deadlines", "dates", "subtasks", "notifications") && !p.is(k, "delete", "remove", "complete", "clear", "finish", "mark", "move", "reschedule", "postpone", "snooze", "reopen", "restore", "cancel") {
			j = k
		}
	}
	if j == 0 || j >= n || n > 20 || !helpVerbs[p.w(j)] || p.is(0, "is") && p.is(j, "see", "view", "find", "show", "list") {
		return false
	}
	for i := j + 1; i < n; i++ {
		if p.t[i].quoted || !helpWords[p.w(i)] || certain && p.is(i, "the", "my", "this", "that", "it", "them", "these", "those", "all", "everything", "one", "last", "later") {
			return false
		}
	}
	return !certain || n > j+1 && !p.is(j, "see", "view", "find", "show", "list", "get", "start")
}

// helpVerbs are what the app does, helpWords all that a question about it is made of.
var (
	helpVerbs = set("add create make set use undo redo delete remove complete finish mark tick check snooze postpone delay move reschedule rename edit change update tag label untag prioritize prioritise repeat sort filter search find assign schedule attach " +
		"archive restore reopen clear cancel stop start get remind organize organise group skip put turn see view show list add repeat share")
	helpWords = set("a an the my some any more multiple several one two many something things thing stuff it this that them these those everything all of on in to for from with by about off as at here there you me i we and or " +
		"new existing single done undone complete completed finished recurring repeating repeat repeated overdue due date dates time times deadline deadlines priority priorities label labels tag tags project projects note notes reminder reminders " +
		"notification notifications task tasks todo todos do item items entry list lists subtask subtasks checklist command mistake last change changes action again back automatically later name title details description app than once every recurrence alarm alarms different another other order")
)
