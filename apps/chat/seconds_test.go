package main

import (
	"testing"

	"github.com/errandapp/errand/apps/chat/api"
)

// What is asked for in seconds is due at its second: people try this first. The clock shows one second more each time it
// is read.
func TestSecondsAreKept(t *testing.T) {
	w := newWorld(t)
	for _, c := range []struct{ id, text, reply string }{
		{"m1", "ring the bell in 5 seconds", "Added “ring the bell” — today, 13:00:06."},
		{"m2", "remind me in 90 secs to breathe", "Added “breathe” — today, 13:01:32."},
		{"m3", "snooze it for 30 seconds", "“breathe” is now due today, 13:00:33."},
	} {
		if got := w.say(c.id, c.text); got.Reply != c.reply {
			t.Errorf("%q: got %s, want %s", c.text, got.Reply, c.reply)
		}
	}
	want := map[string]string{"ring the bell": "13:00:06", "breathe": "13:00:33"}
	for _, task := range ok[api.TaskList](w, 200, "GET", "/v1/tasks", "").Tasks {
		if task.Due.Time != want[task.Title] {
			t.Errorf("%q is due %+v, want %s", task.Title, task.Due, want[task.Title])
		}
		delete(want, task.Title)
	}
	if len(want) > 0 {
		t.Errorf("not on the list: %v", want)
	}
}
