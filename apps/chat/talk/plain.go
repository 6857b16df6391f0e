package talk

import (
	"strings"

	"github.com/errandapp/errand/apps/chat/understand"
)

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
• skip gym this week, or add pack bags as a subtask of holiday
• delete milk, or delete everything overdue
• reopen milk, undelete milk, or undo`

const tryThese = "“buy milk tomorrow at 5pm”, “list”, “done milk”, or “help” for more"

// plain are the answers that need no list.
var plain = map[understand.Intent]string{
	understand.Help:    "I keep your to-do list. " + examples,
	understand.Greet:   "Hello! Tell me what you have to do, or say “list” to see it.",
	understand.Thanks:  "You are welcome.",
	understand.Bye:     "Goodbye. I will keep your list.",
	understand.Confirm: "There is nothing that waits for a yes.",
	understand.Cancel:  "There is nothing to cancel: I have not asked you anything.",
	understand.Chat:    "I only look after your to-do list, so that is beyond me. Try " + tryThese + ".",
}

// bareVerbs are verbs that were said with nothing behind them.
var bareVerbs = map[string]string{
	"add":       "What shall I add? Say for example “buy milk tomorrow at 5pm”.",
	"delete":    "Which task shall I delete? Say its name, or its number after a list.",
	"remove":    "Which task shall I delete? Say its name, or its number after a list.",
	"move":      "Which task shall I move, and when to? Say for example “move milk to friday”.",
	"rename":    "Which task shall I rename? Say for example “rename milk to oat milk”.",
	"remind me": "Of what, and when? Say for example “remind me to call mum at 6pm”.",
	"remind":    "Of what, and when? Say for example “remind me to call mum at 6pm”.",
	"tag":       "Which task, and which label? Say for example “tag milk #shop”.",
	"note":      "On which task? Say for example “note on milk: two litres”.",
}

// withoutList answers what needs no list, and what was not understood.
func withoutList(a Asked) string {
	said := strings.ToLower(strings.Trim(a.Text, " \t\n.!?:"))
	if words, ok := bareVerbs[said]; ok && a.Reading.Intent == understand.Unknown {
		return words
	}
	if words, ok := plain[a.Reading.Intent]; ok {
		return words
	}
	return "I did not understand that: try " + tryThese + "."
}
