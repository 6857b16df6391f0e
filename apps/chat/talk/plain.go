package talk

import "github.com/errandapp/errand/apps/chat/understand"

// examples is what one can say.
const examples = `You can say, for example:
• buy milk tomorrow at 5pm !high #home
• call mum in 2 hours
• list, or what is due this week
• done milk
• move milk to friday 9am
• rename milk to oat milk
• delete milk
• reopen milk`

const tryThese = "try “buy milk tomorrow at 5pm”, “list”, “done milk”, or “help” for more"

// plain are the answers that need no list.
var plain = map[understand.Intent]string{
	understand.Help:    "I keep your to-do list. " + examples,
	understand.Greet:   "Hello! Tell me what you have to do, or say “list” to see it.",
	understand.Thanks:  "You are welcome.",
	understand.Bye:     "Goodbye. I will keep your list.",
	understand.Confirm: "There is nothing that waits for a yes.",
	understand.Cancel:  "There is nothing to cancel: I have not asked you anything.",
	understand.Chat:    "I only look after your to-do list: " + tryThese + ".",

	understand.Undo: "I cannot take things back yet. “reopen …” brings a done task back.",
	understand.Redo: "I cannot do things over yet.",

	understand.Prioritize: "I cannot change a task's priority yet; I can only give it one when I add it, as in “pay rent !high”. I have changed nothing.",
	understand.Tag:        "I cannot change a task's labels yet; I can only give it some when I add it, as in “pay rent #home”. I have changed nothing.",
	understand.Untag:      "I cannot take labels away yet. I have changed nothing.",
	understand.Move:       "There are no projects yet. I have changed nothing.",
	understand.Remind:     "I cannot remind you at another moment than when a task is due yet. “move … to friday 9am” sets that. I have changed nothing.",
	understand.Note:       "I cannot change a task's notes yet; I can only write some when I add it. I have changed nothing.",
	understand.Repeat:     "Tasks cannot repeat yet. I have changed nothing.",
}

// withoutList answers what needs no list, and what was not understood.
func withoutList(i understand.Intent) string {
	if words, ok := plain[i]; ok {
		return words
	}
	return "I did not understand that: " + tryThese + "."
}
