package main

import (
	"time"

	"github.com/errandapp/errand/apps/chat/api"
	"github.com/errandapp/errand/apps/chat/talk"
	"github.com/errandapp/errand/apps/chat/understand"
)

// heard is what a message was read as, and what its answer shows of that.
type heard struct {
	By         api.ChatReplyBy     `json:"by,omitempty"` // empty for the grammar
	Intent     understand.Intent   `json:"intent"`
	Slots      map[string]any      `json:"slots"`
	Spans      []api.ChatSpan      `json:"spans,omitempty"`
	Doubt      *api.ChatDoubt      `json:"doubt,omitempty"`
	Correction *api.ChatCorrection `json:"correction,omitempty"`
	ReadAt     time.Time           `json:"readAt,omitzero"` // when it was read
	Zone       string              `json:"zone,omitempty"`  // and in which zone
}

// hear shows a reading of a text, as seen at a moment.
func hear(text string, r understand.Reading, now time.Time) (heard, error) {
	slots, err := asObject(r.Slots)
	h := heard{Intent: r.Intent, Slots: slots, Doubt: doubtOf(r, now), ReadAt: now.UTC(), Zone: now.Location().String()}
	for _, s := range talk.Spans(text, r, now) {
		h.Spans = append(h.Spans, api.ChatSpan{Slot: s.Slot, From: s.From, To: s.To, Says: s.Says, Literal: s.Literal && canMend(r.Intent)})
	}
	return h, err
}

// canMend reports whether a message of the intent can be corrected: it added
// tasks, or it only asked.
func canMend(i understand.Intent) bool {
	switch i {
	case understand.Add, understand.AddMany, understand.List, understand.Count, understand.Show:
		return true
	}
	return false
}

func doubtOf(r understand.Reading, now time.Time) *api.ChatDoubt {
	if other := talk.Other(r, now); other != "" {
		return &api.ChatDoubt{Says: r.Doubt, Other: other}
	}
	return nil
}
