package contract_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/actors/tasklist/contract/story"
)

// Whatever a list does, its facts are as the schemas say.
func TestFactsAreAsTheSchemasSay(t *testing.T) {
	strict := schemas(t, true)
	rapid.Check(t, func(t *rapid.T) {
		var s tasklist.State
		now := story.Began
		for i := range rapid.IntRange(1, 60).Draw(t, "commands") {
			now = now.Add(wait(t))
			c := tasklist.Command{ID: fmt.Sprintf("c-%d", i), Verb: verb(t, now)}
			events, err := tasklist.Decide(s, c, now)
			var refusal *tasklist.Refusal
			if err != nil && !errors.As(err, &refusal) {
				t.Fatal(err)
			}
			for _, e := range events {
				s = tasklist.Evolve(s, e)
				f, err := tasklist.Tell("ann", e, s, rapid.SampledFrom([]string{"", story.TraceParent}).Draw(t, "trace"))
				if err != nil {
					t.Fatal(err)
				}
				if err := validate(strict[f.Type], story.Bytes(f)); err != nil {
					t.Fatalf("%s\n%v", story.Bytes(f), err)
				}
			}
		}
	})
}

// wait is the time between two commands: mostly hours, seldom so long that
// the trash is emptied.
func wait(t *rapid.T) time.Duration {
	if seldom(t, "long") {
		return tasklist.KeepTrash
	}
	return time.Duration(rapid.IntRange(0, 1000).Draw(t, "minutes")) * time.Minute
}

// verb draws from few ids, so that verbs meet.
func verb(t *rapid.T, now time.Time) tasklist.Verb {
	id := drawID(t, "task")
	other := drawID(t, "other")
	content := drawContent(t, now)
	switch rapid.IntRange(0, 19).Draw(t, "verb") {
	case 0, 1, 2, 3:
		add := tasklist.AddTask{ID: id, Content: content, Source: rapid.SampledFrom([]string{"", "chat", "Api "}).Draw(t, "source")}
		if rapid.Bool().Draw(t, "has due") {
			due := drawDue(t)
			add.Due, add.Recurrence = &due, drawRecurrence(t)
		}
		if rapid.Bool().Draw(t, "below") {
			add.Parent = other
		}
		return add
	case 4:
		return tasklist.RenameTask{ID: id, Title: content.Title}
	case 5:
		return tasklist.EditTask{ID: id, Title: &content.Title, Notes: &content.Notes, Priority: &content.Priority, Labels: &content.Labels,
			Project: &content.Project, Minutes: &content.Minutes, Reminders: &content.Reminders, This: rapid.Bool().Draw(t, "this")}
	case 6:
		return tasklist.SetDue{ID: id, Due: drawDue(t), Later: rapid.Bool().Draw(t, "later")}
	case 7:
		return tasklist.ClearDue{ID: id}
	case 8:
		return tasklist.SetRecurrence{ID: id, Recurrence: drawRecurrence(t)}
	case 9:
		return tasklist.CompleteTask{ID: id}
	case 10:
		return tasklist.ReopenTask{ID: id}
	case 11:
		return tasklist.SkipTask{ID: id}
	case 12:
		return tasklist.SnoozeTask{ID: id, Until: now.Add(time.Duration(rapid.IntRange(-10, 90_000).Draw(t, "snooze")) * time.Second)}
	case 13:
		if rapid.Bool().Draw(t, "on top") {
			other = ""
		}
		return tasklist.MoveTask{ID: id, Parent: &other, After: rapid.SampledFrom([]string{"", drawID(t, "after which")}).Draw(t, "after")}
	case 14:
		return tasklist.RemoveTask{ID: id}
	case 15:
		return tasklist.RestoreTask{ID: id}
	case 16:
		return drawSettings(t)
	case 17:
		return rapid.SampledFrom([]tasklist.Verb{tasklist.Undo{}, tasklist.Redo{}}).Draw(t, "back")
	case 18:
		return rapid.SampledFrom([]tasklist.Verb{
			tasklist.RenameLabel{From: "home", To: "house"}, tasklist.RenameProject{From: "home", To: content.Project},
			tasklist.Batch{Verbs: []tasklist.Verb{tasklist.AddTask{ID: id, Content: content}, tasklist.CompleteTask{ID: other}}},
			tasklist.Bulk{Filter: "#work", Do: tasklist.CompleteTask{}},
		}).Draw(t, "many")
	}
	return tasklist.RingDue{}
}
