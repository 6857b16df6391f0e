package understand

// helpFrame reads questions about how to use the assistant: "how do I snooze a task?".
func (p *parser) helpFrame() (Reading, bool) {
	n := p.end()
	if p.is(n-1, "?") {
		n--
	}
	if j := p.any(0, "can you", "do you", "could you", "can i", "could i", "are you able to", "do you support", "is it possible to", "does this", "does it"); j > 0 && n-j >= 1 && n-j <= 4 && abilities[p.w(n-1)] && !p.is(n-2, "my", "the", "those", "these", "all", "any") && !possessive(p.w(n-2)) && !p.is(j, "check", "have", "see", "show", "list", "delete", "remove", "complete", "clear") {
		return bare(Help)
	}
	if p.asksHow(n) {
		return bare(Help)
	}
	j := p.any(0, "how do i", "how can i", "how to", "how do you", "how does one", "how would i", "how should i", "can i", "is it possible to", "what is the command for", "what's the command for", "what's the command to", "explain how to", "show me how to", "tell me how to")
	if j == 0 || n > 16 || !p.hasWord(n, "task", "tasks", "todo", "todos", "reminder", "reminders", "list", "label", "labels", "tag", "tags", "project", "projects", "priority", "due", "recurring", "command") {
		return Reading{}, false
	}
	if p.is(0, "can", "is") && !p.is(n-1, "?") || p.is(j, "have", "see", "many") {
		return Reading{}, false
	}
	return bare(Help)
}

// abilities are things the assistant can keep; in "can you set reminders?" they ask what it can do.
var abilities = set("reminders labels tags priorities projects subtasks notes dates deadlines lists repeats recurrences notifications tasks todos emails calendars")
