package main

import (
	"context"
	"errors"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/errandapp/errand/actors/conversation"
	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/api"
	"github.com/errandapp/errand/apps/chat/model"
	"github.com/errandapp/errand/apps/chat/talk"
	"github.com/errandapp/errand/apps/chat/understand"
)

// models reads what the grammar made nothing of; see package model.
type models interface {
	On() bool
	Read(context.Context, model.Asked) (model.Answer, error)
}

// What is said beside an answer, so that it is plain who read the message.
const (
	readByModel = "A language model read this."
	doneByModel = "A language model read this; “undo” takes it back."
	modelSilent = "The language model did not answer."
)

// askModel makes the thought of a message what a model reads in it, if there
// is one and the grammar made little of the message. Otherwise, and whenever
// the model's answer is of no use, the grammar's thought stands.
//
// Whoever asked it has the thought settled in any case: asked again it might
// say something else.
func (a *app) askModel(ctx context.Context, user string, m message, memory conversation.Memory, reading understand.Reading, t *thought) error {
	if a.model == nil || !a.model.On() || !worthAsking(m.text, reading, t.plan) {
		return nil
	}
	open := tasklist.Query{Status: tasklist.StatusOpen, TimeZone: m.now.Location().String(), Command: talk.CommandID(m.id)}
	found, err := a.lists.List(ctx, user, open)
	if err != nil {
		return err
	}
	if found.Events > 0 {
		return nil // it was done when it came first, longer ago than is remembered
	}
	t.stands, t.version = true, found.Version
	answer, err := a.model.Read(ctx, model.Asked{
		Person: user, Text: m.text, Now: m.now, Tasks: found.Tasks, Meant: memory.Meant, Shown: memory.Shown,
	})
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, model.ErrLate), errors.Is(err, model.ErrFailed):
		t.plan.Say = append(t.plan.Say, modelSilent)
		return nil
	case err != nil:
		return nil // Read has logged why
	}
	return a.followModel(ctx, user, m, memory, open, answer, t)
}

// followModel plans what a model read as if a person had said it in the
// grammar's words, on the list as it is now.
func (a *app) followModel(ctx context.Context, user string, m message, memory conversation.Memory, open tasklist.Query, answer model.Answer, t *thought) error {
	asked := talk.Asked{Message: m.id, Now: m.now, Recalled: recalled(memory)}
	if r := answer.Readings[0]; r.Intent == understand.List {
		asked.Reading = r
		plan, version, err := a.plan(ctx, user, asked)
		if err != nil {
			return err
		}
		t.plan, t.version = plan, version
	} else {
		found, err := a.lists.List(ctx, user, open)
		if err != nil {
			return err
		}
		asked.Tasks, asked.Whole, asked.Decided, t.version = found.Tasks, true, found.Events > 0, found.Version
		asked.Recalled.Shown = nil
		for _, task := range answer.Shown {
			asked.Recalled.Shown = append(asked.Recalled.Shown, task.ID)
		}
		t.plan = talk.Guessed(asked, answer.Readings, answer.Own)
	}
	if len(t.plan.Steps) > 0 && t.plan.Asked == "" {
		t.plan.Say = append(t.plan.Say, doneByModel)
	} else {
		t.plan.Say = append([]string{readByModel}, t.plan.Say...)
	}
	h, err := heardByModel(answer)
	h.ReadAt, h.Zone = t.ReadAt, t.Zone
	t.heard, t.doing = h, h.Intent
	return err
}

// heardByModel is what a model read, as an answer shows it: tasks by their titles.
func heardByModel(answer model.Answer) (heard, error) {
	h := heard{By: api.Model, Intent: answer.Readings[0].Intent}
	var all []any
	for _, r := range answer.Readings {
		if ref := r.Slots.Ref; ref != nil {
			titles := &understand.Ref{}
			for _, place := range ref.Numbers {
				titles.Texts = append(titles.Texts, answer.Shown[place-1].Title)
			}
			r.Slots.Ref = titles
		}
		slots, err := asObject(r.Slots)
		if err != nil {
			return h, err
		}
		h.Slots = slots
		all = append(all, map[string]any{"intent": string(r.Intent), "slots": slots})
	}
	if len(all) > 1 {
		h.Intent, h.Slots = talk.Several, map[string]any{"readings": all}
	}
	return h, nil
}

// worthAsking reports whether a model may make more of a message than the
// grammar did. What the grammar understood, it does itself: above all
// answers to questions, deletions and taking back.
func worthAsking(text string, r understand.Reading, p talk.Plan) bool {
	if utf8.RuneCountInString(text) > model.MaxText || len(strings.Fields(text)) < 2 {
		return false
	}
	switch r.Intent {
	case understand.Unknown, understand.Chat:
		return true
	case understand.Add: // what is nothing else is a task to add
		return talksTo(r.Slots.Title)
	case understand.List: // nothing has these words
		return r.Slots.Query != "" && len(p.About) == 0
	case understand.Complete, understand.Reopen, understand.Rename, understand.Reschedule, understand.Prioritize, understand.Tag,
		understand.Untag, understand.Move, understand.Remind, understand.Note, understand.Repeat, understand.Show:
		named := r.Slots.Ref != nil && (r.Slots.Ref.Text != "" || len(r.Slots.Ref.Texts) > 0)
		return named && len(p.Steps) == 0 && len(p.About) == 0 && p.Asked == "" && p.Choice == nil // no task has such a name
	}
	return false
}

// talksTo reports whether a title reads like a sentence to somebody, more
// than like something to do.
func talksTo(title string) bool {
	words := strings.FieldsFunc(strings.ToLower(title), func(r rune) bool { return unicode.IsSpace(r) || unicode.IsPunct(r) && r != '\'' && r != '’' })
	if len(words) < 4 {
		return false
	}
	if strings.HasSuffix(strings.TrimSpace(title), "?") {
		return true
	}
	first := []string{"can", "could", "would", "will", "should", "hey", "actually", "maybe", "tidy", "sort", "everything"}
	anywhere := []string{"you", "i", "i'm", "i’m", "i've", "i’ve", "it's", "it’s", "we", "is", "are", "was", "were", "isn't", "isn’t", "got", "already"}
	return slices.Contains(first, words[0]) || slices.ContainsFunc(words, func(w string) bool { return slices.Contains(anywhere, w) })
}
