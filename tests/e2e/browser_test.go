//go:build e2e

package e2e

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
)

// TestBrowser has the page open once and never loads it again, while the
// person and somebody else change the list, a task comes due, and processes
// go down and up. The page's person is `local`.
func TestBrowser(t *testing.T) {
	// Letters that make no word: the chat's grammar is not what is looked at here.
	mark := strings.NewReplacer("0", "g", "1", "h", "2", "j", "3", "k", "4", "l", "5", "m", "6", "n", "7", "p", "8", "q", "9", "r", "a", "v", "e", "x").Replace(uuid.NewString()[:6])
	ours, theirs, soon, gap, sent := "Paint the fence "+mark, "Feed the cat "+mark, "Stir the soup "+mark, "Sow the peas "+mark, "Wind the clock "+mark
	b, local := openBrowser(t), person{t, "local"}
	shot := func(name string) { b.do("picture", filepath.Join(t.ArtifactDir(), name+".png")) }

	b.do("open")
	b.do("line", "Live")
	shot("1-opened")

	// Said, answered, and in the list.
	b.do("say", "add "+ours+" tomorrow at 5pm !high #garden")
	b.do("hears", "Added “"+ours+"”")
	b.do("row", ours)

	// Added by another program.
	id := local.adds(theirs, time.Time{})
	b.do("row", theirs)

	// Done in the page, and so in the list of the server.
	b.do("complete", theirs)
	b.do("noRow", theirs)
	within(t, 20*time.Second, "the task is done", func() error {
		if got := local.ask(200, "GET", "/v1/tasks/"+id, ""); !got.Task.Done() {
			return fmt.Errorf("it is open at version %d", got.Version)
		}
		return nil
	})

	// Due in a moment: the reminder comes to the page.
	local.adds(soon, time.Now().Add(3*time.Second))
	b.do("row", soon)
	b.do("toast", soon)
	shot("2-toast")
	b.do("press", "Done: "+soon)
	b.do("noToast", soon)

	// Sync is started again.
	b.do("lines")
	b.do("outage", true)
	if err := system.Restart(t.Context(), "sync"); err != nil {
		t.Fatal(err)
	}
	local.adds(gap, time.Time{})
	b.do("row", gap)
	b.do("line", "Live")
	b.wasAway("a restart of sync")

	// Sync is away for longer, and the page says so.
	if err := system.Kill("sync"); err != nil {
		t.Fatal(err)
	}
	b.do("line", "Reconnecting…")
	missed := "Mend the gate " + mark
	local.adds(missed, time.Time{})
	shot("3-reconnecting")
	if err := system.Restart(t.Context(), "sync"); err != nil {
		t.Fatal(err)
	}
	b.do("row", missed)
	b.do("line", "Live")
	b.wasAway("a death of sync")

	// Chat, which serves the page and all its calls, dies and comes back by
	// itself. What is said meanwhile is done, once.
	if err := system.Crash("chat"); err != nil {
		t.Fatal(err)
	}
	b.do("say", "add "+sent)
	b.do("row", sent)
	b.do("line", "Live")
	b.wasAway("a crash of chat")
	b.do("outage", false)

	// What the page shows is what the list is.
	for _, title := range []string{ours, gap, missed, sent} {
		if n := b.do("rows", title); n != float64(1) {
			t.Errorf("the page shows %v of %q", n, title)
		}
		n := 0
		for _, task := range local.list().Tasks {
			if task.Title == title && !task.Done() {
				n++
			}
		}
		if n != 1 {
			t.Errorf("the list has %d of %q", n, title)
		}
	}
	b.do("say", "what is on my list?")
	b.do("hears", missed)
	shot("4-desktop")

	// As wide as a phone.
	b.do("size", 390, 844)
	shot("5-phone-chat")
	b.do("press", "List")
	b.do("row", gap)
	shot("6-phone-list")
	if px := b.do("overhang").(float64); px > 0 {
		t.Errorf("the page hangs %v px over the edge of a phone", px)
	}

	end := b.do("end").(map[string]any)
	if end["mark"] != "opened once" || end["loads"] != float64(1) {
		t.Errorf("the page was loaded again: its mark is %v after %v loads", end["mark"], end["loads"])
	}
	for _, m := range end["mistakes"].([]any) {
		t.Errorf("mistake of the page: %v", m)
	}
}

// wasAway wants the line to have been lost since it was last asked, and to be
// there again.
func (b *browser) wasAway(why string) {
	b.t.Helper()
	var states []string
	for _, s := range b.do("lines").([]any) {
		states = append(states, s.(string))
	}
	if !slices.Contains(states, "reconnecting") || states[len(states)-1] != "live" {
		b.t.Errorf("the line after %s: %v, want reconnecting, then live", why, states)
	}
}
