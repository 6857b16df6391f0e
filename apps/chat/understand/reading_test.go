package understand

import (
	"encoding/json"
	"slices"
	"testing"
	"time"
)

var wednesday = time.Date(2026, 6, 17, 10, 0, 0, 0, time.UTC)

func read(text string) Reading { return Understand(text, wednesday, time.UTC, Context{}) }

// TestSpans shows which words became which slot.
func TestSpans(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"pay rent on the 1st p1 #home", []string{"title:pay rent", "due_date:on the 1st", "priority:p1", "labels:#home"}},
		{"call mom tomorrow at 5pm about the trip", []string{"title:call mom", "due_date:tomorrow", "due_time:at 5pm", "title:about the trip"}},
		{"gym every monday until dec 17", []string{"title:gym", "rrule:every monday", "rrule:until dec 17"}},
		{"dentist friday 3pm, remind me an hour before", []string{"title:dentist", "due_date:friday", "due_time:3pm", "reminders:, remind me an hour before"}},
		{"workshop tomorrow 2-4pm", []string{"title:workshop", "due_date:tomorrow", "due_time:2-4pm"}},
		{"add buy mi\u200blk tomor\u200brow", []string{"title:buy mi\u200blk", "due_date:tomor\u200brow"}},
		{"done milk", []string{"ref:milk"}},
		{"move it to friday", []string{"ref:it", "due_date:friday"}},
		{"tag 2 with home", []string{"ref:2", "labels:home"}},
		{"remind me tomorrow at 9am to water the plants", []string{"due_date:tomorrow", "due_time:at 9am", "title:water the plants"}},
		{"🎂 order cake — friday", []string{"title:🎂 order cake", "due_date:friday"}},
	} {
		var got []string
		for _, s := range read(c.text).Spans {
			got = append(got, s.Slot+":"+c.text[s.Start:s.End])
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: spans %q, want %q", c.text, got, c.want)
		}
	}
}

// TestLiteral gives back to the title what the person says is title.
func TestLiteral(t *testing.T) {
	text := "buy friday magazine tomorrow"
	at := Span{Start: 20, End: 28} // tomorrow
	r := Understand(text, wednesday, time.UTC, Context{Literal: []Span{at}})
	if r.Slots.Title != text || r.Slots.DueDate != "" {
		t.Errorf("title %q due %q, want the whole text and no date", r.Slots.Title, r.Slots.DueDate)
	}
}

// TestDoubt shows the other reading of what can be read two ways.
func TestDoubt(t *testing.T) {
	for _, c := range []struct {
		text   string
		intent Intent
		due    string
	}{
		{"call the vet next wednesday", Add, "2026-07-01"},
		{"sweep chimney wednesday", Add, "2026-06-17"},
		{"pay fee 7/8", Add, "2026-08-07"},
		{"i called mom", Add, ""},
		{"milk is due tomorrow", Add, "2026-06-18"},
		{"delete old photos tomorrow", Delete, ""},
	} {
		r := read(c.text)
		if r.Alternative == nil || r.Doubt == "" {
			t.Errorf("%q: no other reading: %+v", c.text, r)
			continue
		}
		if a := r.Alternative; a.Intent != c.intent || a.Slots.DueDate != c.due {
			t.Errorf("%q: other reading is %s %q, want %s %q", c.text, a.Intent, a.Slots.DueDate, c.intent, c.due)
		}
	}
	if r := read("call the vet friday"); r.Alternative != nil {
		t.Errorf("a plain date has another reading: %+v", r.Alternative)
	}
}

// TestContext shows what the conversation adds: a place in the list last shown.
func TestContext(t *testing.T) {
	if r := Understand("2", wednesday, time.UTC, Context{Shown: 3}); r.Intent != Show || r.Slots.Ref == nil || !slices.Equal(r.Slots.Ref.Numbers, []int{2}) {
		t.Errorf("2 after a list: %+v", r)
	}
	if r := Understand("3 tomorrow", wednesday, time.UTC, Context{Shown: 3}); r.Intent != Reschedule || r.Slots.DueDate != "2026-06-18" {
		t.Errorf("3 tomorrow after a list: %+v", r)
	}
	if r := Understand("perfect", wednesday, time.UTC, Context{Confirming: true}); r.Intent != Confirm {
		t.Errorf("perfect, when asked: %s, want confirm", r.Intent)
	}
}

// TestRoundTrip writes and reads a reading as JSON.
func TestRoundTrip(t *testing.T) {
	r := read("dentist friday 3pm #health remind me an hour before and at 8am")
	b, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var back Reading
	if err := json.Unmarshal(b, &back); err != nil {
		t.Fatal(err)
	}
	again, err := json.Marshal(back)
	if err != nil {
		t.Fatal(err)
	}
	if string(again) != string(b) {
		t.Errorf("read back %s, want %s", again, b)
	}
}
