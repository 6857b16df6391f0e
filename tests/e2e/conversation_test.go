//go:build e2e

package e2e

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestAConversation: forty turns with one list, where most refer to those
// before. Chat and tasks are restarted in the middle, a question waits for
// its answer meanwhile, and messages are sent again.
func TestAConversation(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	must(t, err)
	ann := someone(t)
	for now := time.Now().In(berlin); now.Hour() == 23 && now.Minute() > 57; now = time.Now().In(berlin) {
		time.Sleep(time.Second) // “tomorrow” is not to change on the way
	}
	restart := func() {
		t.Helper()
		for _, name := range []string{"chat", "tasks", "tasks/daprd"} {
			must(t, system.Restart(t.Context(), name))
		}
		for _, name := range []string{"tasks", "chat"} {
			must(t, system.AwaitReady(t.Context(), name))
		}
	}
	const question = "\nSay “yes” to do it, or “no” to leave everything as it is."
	turns := []struct {
		text  string
		reply string // the whole answer
		after func() // done before the next turn
	}{
		{"hello", "Hello! Tell me what you have to do, or say “list” to see it.", nil},
		{"list", "Your list is empty.", nil},
		{"buy milk tomorrow at 5pm #shop", "Added “buy milk” — tomorrow, 17:00, #shop.", nil},
		{"make it 6pm", "“buy milk” is now due tomorrow, 18:00.", nil},
		{"no, 7pm", "“buy milk” is now due tomorrow, 19:00.", nil},
		{"call anna\npay rent tomorrow\nwash the car", "Added “call anna”. Added “pay rent” — tomorrow. Added “wash the car”.", nil},
		{"list", "You have 4 open tasks:\n1. buy milk — tomorrow, 19:00, #shop\n2. call anna\n3. pay rent — tomorrow\n4. wash the car", nil},
		{"complete the second one", "Done: “call anna”.", nil},
		{"undo", "Undone: call anna.", nil},
		{"tag it #family", "“call anna” has #family now.", nil},
		{"rename 4 to clean the car", "“wash the car” is now called “clean the car”.", nil},
		{"move it to tomorrow", "“clean the car” is now due tomorrow.", nil},
		{"set 3 to high priority", "“pay rent” is high priority now.", nil},
		{"add a note to it: use the new account", "Noted on “pay rent”.", nil},
		{"show it", "pay rent — tomorrow, high priority, added today. Notes:\nuse the new account", nil},
		{"what is due tomorrow", "You have 3 open tasks due tomorrow:\n1. buy milk — tomorrow, 19:00, #shop\n2. pay rent — tomorrow, high priority\n3. clean the car — tomorrow", nil},
		{"delete 2 and 3", "That would delete 2 tasks:\n1. pay rent — tomorrow, high priority\n2. clean the car — tomorrow" + question, restart},
		{"no", "All right, I have left everything as it is.", nil},
		{"yes", "There is nothing that waits for a yes.", nil},
		{"delete rent and car", "That would delete 2 tasks:\n1. pay rent — tomorrow, high priority\n2. clean the car — tomorrow" + question, restart},
		{"yes", "Deleted “pay rent”. Deleted “clean the car”.", nil},
		{"yes", "There is nothing that waits for a yes.", nil},
		{"how many tasks do I have", "You have 2 open tasks.", nil},
		{"undo", "Undone: “clean the car” (tomorrow) and “pay rent” (tomorrow).", nil},
		{"list", "You have 4 open tasks:\n1. buy milk — tomorrow, 19:00, #shop\n2. call anna — #family\n3. pay rent — tomorrow, high priority\n4. clean the car — tomorrow", restart},
		{"done 1", "Done: “buy milk”.", nil},
		{"done 4", "Done: “clean the car”.", nil},
		{"reopen it", "“clean the car” is open again.", nil},
		{"remind me of it 1 hour before", "I will remind you of “clean the car” 1 hour before.", nil},
		{"water the plants every day at 8am", "", nil}, // today or tomorrow, as the hour is
		{"stop repeating it", "“water the plants” no longer repeats.", nil},
		{"delete it", "Deleted “water the plants”.", nil},
		{"tag it #x", "That task is not on your list any more.", nil},
		{"delete the yacht", "I found no task like “yacht”. Say “list” to see them all.", nil},
		{"done 9", "There is no number 9: I showed you 4 tasks. I have done nothing.", nil},
		{"list #family", "You have 1 open task:\n1. call anna — #family", nil},
		{"done it", "Done: “call anna”.", nil},
		{"bring back water", "", nil},
		{"call ben\ncall eve", "Added “call ben”. Added “call eve”.", nil},
		{"tag them #family", "“call ben” has #family now. “call eve” has #family now.", nil},
		{"done call", "Which one do you mean?\n1. call ben — #family\n2. call eve — #family\nI have not touched any of them.", restart},
		{"eve", "Done: “call eve”.", nil},
		{"done call", "Done: “call ben”.", nil},
		{"undo twice", "Undone: “call eve” and “call ben”.", nil},
		{"rename #family to #people", "The label #family is #people now, on 2 tasks.", nil},
		{"delete both", "That would delete 2 tasks:\n1. call eve — #people\n2. call ben — #people" + question, nil},
		{"yes please", "Deleted “call eve”. Deleted “call ben”.", nil},
		{"wash the dog monday", "", nil},
		{"delete wash the dog", "Deleted “wash the dog”.", nil},
		{"delete water", "", nil},
		{"sing me a song", "", nil}, // declined
		{"help", "", nil},
		{"thanks", "You are welcome.", nil},
	}
	if len(turns) < 40 {
		t.Fatalf("only %d turns", len(turns))
	}
	var ids, replies []string
	version := uint64(0)
	for i, turn := range turns {
		id := fmt.Sprintf("turn-%d", i)
		got := ann.tells(id, turn.text)
		if turn.reply != "" && got.Reply != turn.reply {
			t.Errorf("%d %q (%s):\n got %s\nwant %s", i, turn.text, got.Intent, got.Reply, turn.reply)
		}
		if got.Version < version {
			t.Errorf("%d %q: version %d after %d", i, turn.text, got.Version, version)
		}
		version = got.Version
		if again := ann.tells(id, turn.text); again.Reply != got.Reply || again.Version != got.Version || again.Intent != got.Intent {
			t.Errorf("%d %q sent again:\n got %s at %d\nwant %s at %d", i, turn.text, again.Reply, again.Version, got.Reply, got.Version)
		}
		ids, replies = append(ids, id), append(replies, got.Reply)
		if turn.after != nil {
			turn.after()
		}
	}

	list := ann.list()
	var open []string
	for _, task := range list.Tasks {
		if !task.Done() {
			open = append(open, task.Title)
		}
	}
	slices.Sort(open)
	if want := []string{"clean the car", "pay rent"}; !slices.Equal(open, want) || list.Version != version {
		t.Errorf("the list has %v at version %d, want %v at %d", open, list.Version, want, version)
	}

	// The scroll-back has all of it, once, in order, by pages.
	var texts []string
	for before := int64(0); ; {
		path := "/v1/chat?limit=7"
		if before > 0 {
			path += fmt.Sprintf("&before=%d", before)
		}
		page := ann.ask(200, "GET", path, "")
		var said []string
		for _, turn := range page.Turns {
			said = append(said, turn.ID+" "+turn.Text+" "+turn.Answer.Reply)
		}
		texts = append(said, texts...)
		if !page.More || len(page.Turns) == 0 {
			break
		}
		before = page.Turns[0].Number
	}
	var want []string
	for i, turn := range turns {
		want = append(want, ids[i]+" "+turn.text+" "+replies[i])
	}
	if !slices.Equal(texts, want) {
		t.Errorf("the scroll-back is\n%s\nwant\n%s", strings.Join(texts, "\n"), strings.Join(want, "\n"))
	}
	if other := someone(t).ask(200, "GET", "/v1/chat", ""); len(other.Turns) != 0 {
		t.Errorf("somebody else reads %+v", other.Turns)
	}
}

// tells says something under an id.
func (p person) tells(id, text string) answer {
	p.t.Helper()
	raw, err := json.Marshal(map[string]string{"id": id, "text": text, "timeZone": "Europe/Berlin"})
	must(p.t, err)
	return p.again(200, 20*time.Second, "POST", "/v1/chat", string(raw))
}
