package conversation

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

func turn(message string) Turn {
	return Turn{Message: message, At: noon, Text: "say " + message, Answer: json.RawMessage(`{"reply":"` + message + `"}`)}
}

func told(n int) (s State) {
	for i := range n {
		s = s.Remember(turn(fmt.Sprintf("m%d", i+1)), Memory{}, noon)
	}
	return s
}

func TestTheFirstAnswerStands(t *testing.T) {
	s := told(3)
	again := turn("m2")
	again.Text = "something else"
	after := s.Remember(again, Memory{Meant: "x"}, noon)
	if diff := cmp.Diff(s, after); diff != "" {
		t.Errorf("remembering it again changed (-before +after):\n%s", diff)
	}
	if got, ok := after.Answered("m2"); !ok || got.Text != "say m2" || got.Number != 2 {
		t.Errorf("got %+v, %v", got, ok)
	}
	if _, ok := after.Answered("m9"); ok {
		t.Error("a message that never came was answered")
	}
}

func TestSettled(t *testing.T) {
	first, second := Plan{Asked: "first"}, Plan{Asked: "second"}
	s := State{}.Settle("m1", first).Settle("m1", second)
	if got, ok := s.Plan("m1"); !ok || got.Asked != "first" {
		t.Errorf("settled twice: %+v, %v", got, ok)
	}
	s = s.Settle("m2", second).Remember(turn("m1"), Memory{}, noon)
	if _, ok := s.Plan("m1"); ok {
		t.Error("it is still settled after it was remembered")
	}
	if _, ok := s.Plan("m2"); !ok {
		t.Error("another message's plan went with it")
	}
	if s = s.Settle("m1", second); len(s.Settled) != 1 {
		t.Error("a message was settled that is answered")
	}
	for i := range 2 * MaxSettled {
		s = s.Settle(fmt.Sprintf("lost%d", i), first)
	}
	if _, ok := s.Plan("lost31"); !ok || len(s.Settled) != MaxSettled {
		t.Errorf("%d are kept, the last: %v", len(s.Settled), ok)
	}
}

func TestMemoryEnds(t *testing.T) {
	s := State{}.Remember(turn("m1"), Memory{Shown: make([]string, MaxShown+1), Meant: "a", Pending: &Plan{Asked: "m1"}}, noon)
	for after, want := range map[time.Duration]bool{0: true, KeepMemory - 1: true, KeepMemory: false, 24 * time.Hour: false} {
		if m := s.MemoryAt(noon.Add(after)); m.IsZero() == want {
			t.Errorf("after %v: %+v", after, m)
		}
	}
	if n := len(s.Memory.Shown); n != MaxShown {
		t.Errorf("%d shown tasks are kept", n)
	}
	if m := s.Remember(turn("m2"), Memory{Meant: "b"}, noon).Memory; m.Pending != nil || m.Meant != "b" {
		t.Errorf("the next message did not replace it: %+v", m)
	}
	if m := s.Forget().Memory; !m.IsZero() || s.Memory.IsZero() {
		t.Error("forgotten in the wrong state")
	}
	if m := (State{}).Remember(turn("m1"), Memory{}, noon).Memory; !m.Until.IsZero() {
		t.Errorf("nothing is remembered until %v", m.Until)
	}
}

func TestBefore(t *testing.T) {
	s := told(40)
	for _, c := range []struct {
		before uint64
		limit  int
		first  uint64
		n      int
		more   bool
	}{
		{0, 10, 31, 10, true},
		{31, 10, 21, 10, true},
		{31, 30, 1, 30, false},
		{31, 31, 1, 30, false},
		{1, 10, 0, 0, false},
		{99, 3, 38, 3, true},
	} {
		turns, more := s.Before(c.before, c.limit)
		if len(turns) != c.n || more != c.more || c.n > 0 && (turns[0].Number != c.first || turns[c.n-1].Number != c.first+uint64(c.n)-1) {
			t.Errorf("%+v: %d turns from %v, more %v", c, len(turns), turns, more)
		}
	}
}

// What is read at once is bounded, and page by page everything is read.
func TestBeforeIsBounded(t *testing.T) {
	var s State
	for i := range 100 {
		long := turn(fmt.Sprintf("m%d", i+1))
		long.Text, long.Answer = strings.Repeat("x", 40_000), json.RawMessage(`"`+strings.Repeat("y", MaxAnswer-2)+`"`)
		s = s.Remember(long, Memory{}, noon)
	}
	before, reads := uint64(0), 0
	for more := true; more; reads++ {
		var turns []Turn
		turns, more = s.Before(before, MaxBack)
		size := 0
		for _, x := range turns {
			size += x.size()
		}
		if size > MaxRead || len(turns) == 0 {
			t.Fatalf("%d turns before %d, of %d bytes", len(turns), before, size)
		}
		if last := turns[len(turns)-1].Number; before != 0 && last != before-1 {
			t.Fatalf("%d is the last before %d", last, before)
		}
		before = turns[0].Number
	}
	if before != 1 || reads != 12 {
		t.Errorf("read back to turn %d in %d reads", before, reads)
	}

	huge := turn("huge") // more than is read at once: still read
	huge.Text = strings.Repeat("x", MaxRead+1)
	if turns, more := s.Remember(huge, Memory{}, noon).Before(0, MaxBack); len(turns) != 1 || !more {
		t.Errorf("%d turns, more %v", len(turns), more)
	}
}

// Laws: turns have numbers without gaps, pages are bounded and numbered
// without gaps, what is kept is the latest, each message once, and no State
// that was returned before is changed later.
func TestLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var s State
		heard := map[string]bool{}
		type snapshot struct {
			state State
			text  string
		}
		var old []snapshot
		for range rapid.IntRange(0, 40).Draw(t, "bursts") {
			id := fmt.Sprintf("m%d", rapid.IntRange(0, 2000).Draw(t, "id"))
			switch rapid.IntRange(0, 3).Draw(t, "what") {
			case 0:
				s = s.Settle(id, Plan{Asked: id})
			case 1:
				s = s.Forget()
			default:
				for i := range rapid.IntRange(1, 60).Draw(t, "turns") {
					m := fmt.Sprintf("%s-%d", id, i)
					s = s.Remember(turn(m), Memory{Meant: m}, noon)
					heard[m] = true
				}
			}
			raw, err := json.Marshal(s)
			if err != nil {
				t.Fatal(err)
			}
			old = append(old, snapshot{s, string(raw)})
		}
		if len(s.Pages) > MaxPages || len(s.Settled) > MaxSettled {
			t.Fatalf("%d pages, %d settled", len(s.Pages), len(s.Settled))
		}
		turns, more := s.Before(0, MaxPages*PageTurns)
		if more {
			t.Fatal("more turns than fit")
		}
		for i, x := range turns {
			if want := s.Turns - uint64(len(turns)-1-i); x.Number != want {
				t.Fatalf("turn %d has number %d", want, x.Number)
			}
			if got, ok := s.Answered(x.Message); !ok || got.Number != x.Number {
				t.Fatalf("%s was answered twice: %d, %d", x.Message, got.Number, x.Number)
			}
		}
		for i, p := range s.Pages {
			if p.Number != s.Pages[0].Number+uint32(i) || len(p.Turns) > PageTurns || len(p.Turns) < PageTurns && i < len(s.Pages)-1 {
				t.Fatalf("page %d: number %d, %d turns", i, p.Number, len(p.Turns))
			}
		}
		for _, o := range old {
			if raw, _ := json.Marshal(o.state); string(raw) != o.text {
				t.Fatal("a state was changed after it was returned")
			}
		}
	})
}
