package main

import (
	"fmt"
	"testing"

	"github.com/errandapp/errand/apps/chat/api"
)

// Skipping, the trash, parts, nagging, strict rules, other names for labels.
func TestExtras(t *testing.T) {
	w := newWorld(t)
	for i, c := range []struct{ text, reply string }{
		{"gym every tuesday at 7pm", "Added “gym” — today, 19:00, every week on Tuesday."},
		{"skip gym this week", "Skipped “gym” this time. Next time: Tuesday 1 Dec, 19:00. I took this as passing over it once."},
		{"undo", "Undone: “gym” (today, 19:00) is as before, and 1 task has gone from your list."},
		{"buy milk #shop", "Added “buy milk” — #shop."},
		{"skip milk this time", "“buy milk” does not repeat, so there is nothing to skip. You can move it or delete it."},
		{"rename #shop to #groceries", "The label #shop is #groceries now, on 1 task."},
		{"rename #shop to #groceries", "No task has the label #shop."},
		{"holiday friday", "Added “holiday” — Friday 27 Nov."},
		{"add pack bags as a subtask of holiday", "Added “pack bags”, as a part of “holiday”."},
		{"add book hotel as a subtask of yacht", "I found no task like “yacht”. Say “list” to see them all."},
		{"delete milk", "Deleted “buy milk”."},
		{"undelete milk", "“buy milk” is back on your list — #groceries."},
		{"undelete milk", "I found nothing like “milk” among what was deleted in the last 30 days."},
		{"delete milk", "Deleted “buy milk”."},
		{"bring back milk", "“buy milk” is back on your list — #groceries."},
		{"remind me", "Of what, and when? Say for example “remind me to call mum at 6pm”."},
		{"list top 2", "The first 2 of your 4 open tasks:\n1. gym — today, 19:00, every week on Tuesday\n2. buy milk — #groceries"},
		{"clear completed", "Nothing is done yet."},
		{"take pills at 9pm, nag me every 10 minutes until done", "Added “take pills” — today, 21:00, reminder every 10 minutes until it is done."},
		{"water plants every day at 8pm, no matter what", "Added “water plants” — today, 20:00, every day, done or not."},
		{"complete holiday", "Done: “holiday”, with the task below it."},
		{"undo twice", "Undone: “pack bags” and “holiday” (Friday 27 Nov) are as before, and 1 task has gone from your list."},
	} {
		got := w.say(fmt.Sprintf("m%d", i), c.text)
		if got.Reply != c.reply {
			t.Errorf("%d %q (%s %v):\n got %s\nwant %s", i, c.text, got.Intent, got.Slots, got.Reply, c.reply)
		}
		if again := w.say(fmt.Sprintf("m%d", i), c.text); again.Reply != got.Reply || again.Version != got.Version {
			t.Errorf("%q sent again: %s", c.text, again.Reply)
		}
	}
	// Undone twice: the completion, and the task before it.
	for _, task := range ok[api.TaskList](w, 200, "GET", "/v1/tasks", "").Tasks {
		if task.Title == "water plants" {
			t.Error("the last but one is not undone")
		}
	}
}
