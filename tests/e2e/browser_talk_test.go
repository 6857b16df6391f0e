//go:build e2e

package e2e

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
)

// TestBrowserTalks mends what was read wrongly by a tap, takes it back and
// does it again, answers a question by its buttons, chooses among tasks, and
// reads what was said long ago after the page was loaded anew.
func TestBrowserTalks(t *testing.T) {
	mark := strings.NewReplacer("0", "g", "1", "h", "2", "j", "3", "k", "4", "l", "5", "m", "6", "n", "7", "p", "8", "q", "9", "r", "a", "v", "e", "x").Replace(uuid.NewString()[:6])
	b, local := openBrowser(t), person{t, "local"}
	shot := func(name string) { b.do("picture", filepath.Join(t.ArtifactDir(), name+".png")) }
	has := func(title string, due bool) {
		t.Helper()
		for _, task := range local.list().Tasks {
			if task.Title == title && !task.Done() {
				if (task.Due != nil) != due {
					t.Errorf("%q is due %v, want a date: %v", title, task.Due, due)
				}
				return
			}
		}
		t.Errorf("there is no %q", title)
	}
	b.do("open")
	b.do("line", "Live")

	// A part that was read as a date is title after all: one tap, one command.
	cinema := "🥛 Watch " + mark
	b.do("say", cinema+" friday #films")
	b.do("row", cinema)
	has(cinema, true)
	shot("1-chips")
	if name := b.do("tap", "“friday” was read as").(string); !strings.HasSuffix(name, "Make it part of the title") {
		t.Errorf("the chip is called %q", name)
	}
	b.do("hears", "“friday” is part of the title")
	b.do("hears", "I have changed it to “"+cinema+" friday”")
	b.do("row", cinema+" friday")
	has(cinema+" friday", false)
	if at := b.do("focus"); at != "message" {
		t.Errorf("focus is on %v", at)
	}

	// Undo takes that back and nothing else; by the keyboard it is done again.
	other := local.adds("Other "+mark, time.Time{})
	b.do("tap", "Undo")
	b.do("button", "Redo")
	has(cinema, true)
	if got := local.ask(200, "GET", "/v1/tasks/"+other, ""); got.Task.Title != "Other "+mark {
		t.Errorf("undo touched %+v", got.Task)
	}
	if at := b.do("focus"); at != "Redo" {
		t.Errorf("focus is on %v", at)
	}
	b.do("key", "Enter")
	b.do("noButton", "Redo")
	has(cinema+" friday", false)
	shot("2-corrected")

	// Two readings are near: the other one is a tap away.
	b.do("say", "Meet "+mark+" 3/4")
	b.do("hears", "I read the month first")
	if name := b.do("tap", "Saturday 3 Apr").(string); !strings.HasSuffix(name, " instead") {
		t.Errorf("the other reading is called %q", name)
	}
	b.do("rowWith", "Meet "+mark, "3 Apr")

	// A question is answered by its buttons, and which one is meant too.
	b.do("say", "add call ann "+mark)
	b.do("row", "call ann "+mark)
	b.do("say", "add call ben "+mark)
	b.do("row", "call ben "+mark)
	b.do("say", "done call "+mark)
	b.do("hears", "Which one do you mean?")
	shot("3-which")
	b.do("tap", "call ben "+mark)
	b.do("noRow", "call ben "+mark)
	b.do("say", "delete ann "+mark+" and Other "+mark)
	b.do("hears", "That would delete 2 tasks")
	shot("4-question")
	b.do("tap", "No")
	b.do("hears", "I have left everything as it is")
	b.do("noButton", "Yes")
	b.do("say", "delete ann "+mark+" and Other "+mark)
	b.do("button", "Yes")
	b.do("tap", "Yes")
	b.do("noRow", "Other "+mark)

	// What was said long ago comes as one scrolls up, in a tab that knows nothing.
	for i := range 60 {
		local.tells(fmt.Sprintf("%s-%d", mark, i), "hello")
	}
	b.do("anew")
	b.do("line", "Live")
	b.do("hears", "Hello! Tell me")
	if n := b.do("heard", "Which one do you mean?"); n != float64(0) {
		t.Errorf("all was fetched at once")
	}
	px := b.do("scrollUp").(float64)
	b.do("hears", "Which one do you mean?")
	if px < 100 {
		t.Errorf("what was read did not stay in its place: it is %v px from the top", px)
	}
	b.do("hears", "“friday” is part of the title")
	shot("5-scrolled")
	b.do("night", true)
	b.do("size", 390, 844)
	shot("6-phone-dark")
	if px := b.do("overhang").(float64); px > 0 {
		t.Errorf("the page hangs %v px over the edge of a phone", px)
	}

	end := b.do("end").(map[string]any)
	if end["loads"] != float64(1) {
		t.Errorf("the page was loaded %v times since it was loaded anew", end["loads"])
	}
	for _, m := range end["mistakes"].([]any) {
		t.Errorf("mistake of the page: %v", m)
	}
}
