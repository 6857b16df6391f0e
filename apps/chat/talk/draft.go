package talk

import (
	"encoding/json"
	"fmt"
	"reflect"
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
	About  []mention         `json:"about,omitempty"`
	Shown  []mention         `json:"shown,omitempty"`
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
	d.About, d.Shown = d.mentions(p.About), d.mentions(p.Shown)
	raw, err := json.Marshal(d)
	if err != nil {
		return nil, fmt.Errorf("write draft: %w", err)
	}
	return raw, nil
}

// A mention is a task, or only the number of the step that has it: a question
// about 500 tasks with long titles would have each twice, which is more
// than Dapr takes.
type mention struct {
	Step int            `json:"step,omitempty"` // from 1
	Task *tasklist.Task `json:"task,omitempty"`
}

func (d draft) mentions(tasks []tasklist.Task) (all []mention) {
	steps := map[string]int{}
	for i, s := range d.Steps {
		steps[s.Task.ID] = i + 1
	}
	for _, t := range tasks {
		t.Notes = ""
		if step := steps[t.ID]; step > 0 && reflect.DeepEqual(t, d.Steps[step-1].Task) {
			all = append(all, mention{Step: step})
		} else {
			all = append(all, mention{Task: &t})
		}
	}
	return all
}

// tasks are those of mentions.
func (d draft) tasks(mentions []mention) (all []tasklist.Task, err error) {
	for _, m := range mentions {
		switch {
		case m.Task != nil:
			all = append(all, *m.Task)
		case m.Step >= 1 && m.Step <= len(d.Steps):
			all = append(all, d.Steps[m.Step-1].Task)
		default:
			return nil, fmt.Errorf("read draft: there is no step %d of %d", m.Step, len(d.Steps))
		}
	}
	return all, nil
}

// ReadDraft is the plan that was kept, to be worded at a moment, and the
// intent of its message.
func ReadDraft(raw json.RawMessage, now time.Time) (Plan, understand.Intent, error) {
	var d draft
	if err := json.Unmarshal(raw, &d); err != nil {
		return Plan{}, "", fmt.Errorf("read draft: %w", err)
	}
	about, err := d.tasks(d.About)
	if err != nil {
		return Plan{}, "", err
	}
	shown, err := d.tasks(d.Shown)
	if err != nil {
		return Plan{}, "", err
	}
	p := Plan{Say: d.Say, About: about, Shown: shown, Choice: d.Choice, Under: d.Under, now: now}
	for _, s := range d.Steps {
		if len(s.Do.Verbs) == 0 {
			return Plan{}, "", fmt.Errorf("read draft: a step without a verb")
		}
		p.Steps = append(p.Steps, Step{Verbs: s.Do.Verbs, Task: s.Task, below: s.Below, Intent: s.Intent})
	}
	return p, d.Intent, nil
}
