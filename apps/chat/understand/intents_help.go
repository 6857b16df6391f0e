package understand

// helpFrame reads questions about how to use the assistant: "how do I snooze a task?".
func (p *parser) helpFrame() (Reading, bool) {
	n := p.end()
	j := p.any(0, "how do i", "how can i", "how to", "how do you", "how does one", "how would i", "how should i", "can i", "is it possible to", "what is the command for", "what's the command for", "what's the command to", "explain how to", "show me how to", "tell me how to")
	if j == 0 || n > 16 || !p.hasWord(n, "task", "tasks", "todo", "todos", "reminder", "reminders", "list", "label", "labels", "tag", "tags", "project", "projects", "priority", "due", "recurring", "command") {
		return Reading{}, false
	}
	if p.is(0, "can", "is") && !p.is(n-1, "?") || p.is(j, "have", "see", "many") {
		return Reading{}, false
	}
	return bare(Help)
}
