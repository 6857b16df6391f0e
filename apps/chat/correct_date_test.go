package main

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/errandapp/errand/apps/chat/api"
)

// A correction counts "tomorrow" from where and when the message was read
// first, whenever it was answered, and wherever the person is by now.
func TestACorrectionKeepsTheDate(t *testing.T) {
	const text = "call mum tomorrow #home"
	late := time.Date(2026, 11, 24, 23, 30, 0, 0, time.UTC) // the 25th in Berlin, the 24th in New York
	for name, c := range map[string]struct {
		said     time.Time
		answered time.Duration // so much later
		zone     string        // of the correction
		due      string
	}{
		"at once":                {noon, 0, "Europe/Berlin", "2026-11-25"},
		"answered the day after": {noon, 24 * time.Hour, "Europe/Berlin", "2026-11-25"},
		"tapped in another zone": {late, 0, "America/New_York", "2026-11-26"},
		"both":                   {late, 24 * time.Hour, "Asia/Tokyo", "2026-11-26"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.at = c.said
			if c.answered > 0 {
				w.memory.loseNext = 1
				w.lost("a1", text)
				w.at = w.at.Add(c.answered)
			}
			first := w.say("a1", text)
			fix := api.ChatCorrection{Message: "a1", Literal: []api.ChatRange{span(t, first, "labels")}}
			body, err := json.Marshal(api.ChatMessage{Id: "a2", Text: text, TimeZone: c.zone, Correction: &fix})
			if err != nil {
				t.Fatal(err)
			}
			after := ok[api.ChatReply](w, 200, "POST", "/v1/chat", string(body))
			for _, r := range []api.ChatReply{first, after} {
				if due := r.Tasks[0].Due; due.Date != c.due || due.TimeZone != "Europe/Berlin" {
					t.Errorf("due %s in %s, want %s: %s", due.Date, due.TimeZone, c.due, r.Reply)
				}
			}
			if got := after.Tasks[0]; got.Title != "call mum #home" || len(got.Labels) > 0 {
				t.Errorf("corrected to %q %v", got.Title, got.Labels)
			}
		})
	}
}

// A turn that was kept without the moment of its reading can be corrected, too.
func TestACorrectionOfAnOldTurn(t *testing.T) {
	w := newWorld(t)
	first := w.say("a1", "call mum tomorrow #home")
	s := w.talks.talks["local"]
	last := &s.Pages[0].Turns[0]
	last.ReadAt, last.Zone = time.Time{}, ""
	w.at = w.at.Add(24 * time.Hour)
	if got := w.mends("a2", "call mum tomorrow #home", api.ChatCorrection{Message: "a1", Literal: []api.ChatRange{span(t, first, "labels")}}); got.Tasks[0].Due.Date != "2026-11-25" {
		t.Errorf("due %s: %s", got.Tasks[0].Due.Date, got.Reply)
	}
}
