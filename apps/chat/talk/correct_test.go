package talk

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/errandapp/errand/actors/tasklist"
	u "github.com/errandapp/errand/apps/chat/understand"
)

// correct answers a text, then corrects it, and tells what became of it.
func (s *shelf) correct(text string, literal ...Range) string {
	s.t.Helper()
	c := Correction{Message: "m1", Was: read(text)}
	spans, err := Literal(text, literal)
	if err != nil {
		s.t.Fatal(err)
	}
	c.Is = u.Understand(text, noon, berlin(), u.Context{Literal: spans})
	if !c.CanCorrect() {
		s.t.Fatalf("%q cannot be corrected to %+v", text, c.Is)
	}
	a := Asked{Reading: c.Is, Message: "m2", Now: noon}
	for _, id := range c.CorrectionTasks() {
		if t, ok := s.state.Task(id); ok {
			a.Tasks = append(a.Tasks, t)
		}
	}
	plan := CorrectAnswer(a, c)
	var reply tasklist.Reply
	for _, command := range plan.Commands("m2") {
		reply = s.do(noon, command)
	}
	return plan.Words(Correct, reply)
}

// Each part that is title after all: what it was read as goes away, and one
// undo brings all of it back.
func TestCorrections(t *testing.T) {
	for _, c := range []struct {
		text    string
		literal []Range
		want    string
	}{
		{"call mum friday", []Range{{9, 15}}, "I have changed it to “call mum friday”, with no date."},
		{"call mum friday at 5pm", []Range{{9, 15}}, "I have changed it to “call mum friday” — today, 17:00."},
		{"read 1984 at 5pm #home", []Range{{17, 22}}, "I have changed it to “read 1984 #home” — today, 17:00."},
		{"watch every monday #tv", []Range{{6, 18}}, "I have changed it to “watch every monday” — #tv."},
		{"gym every monday at 8 for 20 min", []Range{{4, 16}}, "I have changed it to “gym every monday” — tomorrow, 08:00, for 20 minutes. I took the morning; it can also be this evening."},
		{"fix p1 bug friday 5pm, remind me 1 hour before", []Range{{4, 6}}, "I have changed it to “fix p1 bug” — Friday 27 Nov, 17:00, reminder 1 hour before."},
		{"dentist friday 5pm, remind me 1 hour before", []Range{{8, 18}}, "I have changed it to “dentist friday 5pm”, with no date. “dentist friday 5pm” has no due date, so I cannot remind you before it."},
		{"call anna friday\npay rent tomorrow #home", []Range{{10, 16}}, "I have changed it to “call anna friday”, with no date."},
		{"buy milk", []Range{{0, 3}}, "I read it like that already, so nothing has changed."},
	} {
		t.Run(c.text, func(t *testing.T) {
			s := newShelf(t)
			s.talk("m1", read(c.text))
			before := s.state
			if got := s.correct(c.text, c.literal...); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
			if s.state.Version == before.Version {
				return
			}
			// It is as if it had been said so in the first place.
			spans, err := Literal(c.text, c.literal)
			if err != nil {
				t.Fatal(err)
			}
			fresh := newShelf(t)
			fresh.talk("m1", u.Understand(c.text, noon, berlin(), u.Context{Literal: spans}))
			for want := range fresh.state.Live.All() {
				got, _ := s.state.Task(want.ID)
				if diff := cmp.Diff(want.Content, got.Content); diff != "" {
					t.Errorf("%s (-want +got):\n%s", want.Title, diff)
				}
				if diff := cmp.Diff(want.Due, got.Due); diff != "" {
					t.Errorf("%s: due (-want +got):\n%s", want.Title, diff)
				}
				if (want.Repeat == nil) != (got.Repeat == nil) {
					t.Errorf("%s: repeats %v, want %v", want.Title, got.Repeat, want.Repeat)
				}
			}
			if r := s.do(noon, tasklist.Command{ID: "u1", Verb: tasklist.Undo{Command: CommandID("m2")}}); r.Refusal != nil {
				t.Fatal(r.Refusal)
			}
			for want := range before.Live.All() {
				got, _ := s.state.Task(want.ID)
				if diff := cmp.Diff(want.Content, got.Content); diff != "" {
					t.Errorf("after undo %s (-want +got):\n%s", want.Title, diff)
				}
				if diff := cmp.Diff(want.Due, got.Due); diff != "" {
					t.Errorf("after undo %s: due (-want +got):\n%s", want.Title, diff)
				}
			}
		})
	}
}

// What the person did to the task meanwhile stays.
func TestACorrectionLeavesTheRest(t *testing.T) {
	s := newShelf(t)
	const text = "call mum friday #family"
	s.talk("m1", read(text))
	urgent := tasklist.Urgent
	s.talk("m3", u.Reading{Intent: u.Tag, Slots: u.Slots{Ref: ref("call mum"), Labels: []string{"phone"}}})
	for task := range s.state.Live.All() {
		if task.Title == "call mum" {
			s.must("edit", tasklist.EditTask{ID: task.ID, Priority: &urgent})
		}
	}
	if got, want := s.correct(text, Range{9, 15}), "I have changed it to “call mum friday” — urgent, #family, #phone."; got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

func TestACorrectionOfWhatIsGone(t *testing.T) {
	s := newShelf(t)
	const text = "call mum friday"
	s.talk("m1", read(text))
	s.talk("m3", u.Reading{Intent: u.Delete, Slots: u.Slots{Ref: ref("call mum")}})
	if got, want := s.correct(text, Range{9, 15}), "“call mum” is not on your list any more."; got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}
