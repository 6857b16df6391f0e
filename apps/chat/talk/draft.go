package talk

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/understand"
)

// draft is a plan as it is kept until it is done. Notes stay out of it: no
// answer to a command tells them.
type draft struct {
	Intent understand.Intent `json:"intent"`
	Steps  []draftStep       `json:"steps"`
	Say    []string          `json:"say,omitempty"`
	About  []tasklist.Task   `json:"about,omitempty"`
	Shown  []tasklist.Task   `json:"shown,omitempty"`
	Choice *Choice           `json:"choice,omitempty"`
	Under  string            `json:"under,omitempty"`
}

type draftStep struct {
	Do     tasklist.Batch    `json:"do"`
	Task   tasklist.Task     `json:"task"`
	Below  int               `json:"below,omitempty"`
	Intent understand.Intent `json:"intent,omitempty"`
}

// Draft is the plan, of a message of the intent, so that it can be kept.
func (p Plan) Draft(intent understand.Intent) (json.RawMessage, error) {
	d := draft{Intent: intent, Say: p.Say, Choice: p.Choice, Under: p.Under}
	for _, s := range p.Steps {
		s.Task.Notes = ""
		d.Steps = append(d.Steps, draftStep{tasklist.Batch{Verbs: s.Verbs}, s.Task, s.below, s.Intent})
	}
	d.About, d.Shown = withoutNotes(p.About), withoutNotes(p.Shown)
	raw, err := json.Marshal(d)
	if err != nil {
		return nil, fmt.Errorf("write draft: %w", err)
	}
	return raw, nil
}

func withoutNotes(tasks []tasklist.Task) (short []tasklist.Task) {
	for _, t := range tasks {
		t.Notes = ""
		short = append(short, t)
	}
	return short
}

// ReadDraft is the plan that was kept, to be worded at a moment, and the
// intent of its message.
func ReadDraft(raw json.RawMessage, now time.Time) (Plan, understand.Intent, error) {
	var d draft
	if err := json.Unmarshal(raw, &d); err != nil {
		return Plan{}, "", fmt.Errorf("read draft: %w", err)
	}
	p := Plan{Say: d.Say, About: d.About, Shown: d.Shown, Choice: d.Choice, Under: d.Under, now: now}
	for _, s := range d.Steps {
		if len(s.Do.Verbs) == 0 {
			return Plan{}, "", fmt.Errorf("read draft: a step without a verb")
		}
		p.Steps = append(p.Steps, Step{Verbs: s.Do.Verbs, Task: s.Task, below: s.Below, Intent: s.Intent})
	}
	return p, d.Intent, nil
}
