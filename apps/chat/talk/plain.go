package talk

import "github.com/errandapp/errand/apps/chat/understand"

// examples is what one can say.
const examples = `You can say, for example:
• buy milk tomorrow at 5pm !high #home
• call mum in 2 hours
• list, or what is due this week
• done milk, or done 2 after a list
• move milk to friday 9am
• rename milk to oat milk
• water the plants every monday, remind me 1 hour before
• tag milk #shop, or note on milk: two litres
• delete milk, or delete everything overdue
• reopen milk, or undo`

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
}

// withoutList answers what needs no list, and what was not understood.
func withoutList(i understand.Intent) string {
	if words, ok := plain[i]; ok {
		return words
	}
	return "I did not understand that: " + tryThese + "."
}
