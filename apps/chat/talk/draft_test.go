package talk

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/errandapp/errand/actors/tasklist"
	u "github.com/errandapp/errand/apps/chat/understand"
)

// What is kept has each task once, and comes back as it was but for notes.
func TestDraft(t *testing.T) {
	tasks := []tasklist.Task{{ID: "a", Content: tasklist.Content{Title: "Call Anna", Labels: []string{"home"}}}, {ID: "b", Content: tasklist.Content{Title: "Call Bob", Notes: "at work"}}}
	changed := tasks[0]
	changed.Title = "Call Anne"
	p := Plan{Say: []string{"Well."}, About: []tasklist.Task{tasks[1], changed, {ID: "c"}}, Shown: tasks, now: noon}
	for _, x := range tasks {
		p.Steps = append(p.Steps, Step{Verbs: []tasklist.Verb{tasklist.RemoveTask{ID: x.ID}}, Task: x})
	}
	raw, err := p.Draft(u.Delete)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(raw), "Call Bob"); n != 1 {
		t.Errorf("a task is kept %d times: %s", n, raw)
	}
	got, intent, err := ReadDraft(raw, noon)
	if err != nil || intent != u.Delete {
		t.Fatal(intent, err)
	}
	tasks[1].Notes, p.About[0].Notes, p.Steps[1].Task.Notes = "", "", ""
	if diff := cmp.Diff([]any{p.About, p.Shown, p.Steps[1].Task, p.Say}, []any{got.About, got.Shown, got.Steps[1].Task, got.Say}); diff != "" {
		t.Errorf("read again (-was +is):\n%s", diff)
	}
	for _, bad := range []string{`{"about":[{}]}`, `{"about":[{"step":1}]}`, `{"shown":[{"step":-1}]}`} {
		if _, _, err := ReadDraft([]byte(bad), noon); err == nil {
			t.Errorf("%s is read", bad)
		}
	}
}
