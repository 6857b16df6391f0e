package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/errandapp/errand/actors/conversation"
	"github.com/errandapp/errand/apps/chat/talk"
	"github.com/errandapp/errand/apps/chat/understand"
)

// codeUnknownMessage is the code of a correction of a message that is not
// remembered.
const codeUnknownMessage = "unknown_message" // 422

// correct makes of a correction what it comes to: what the message that was
// read wrongly did is changed to fit, or its question is asked anew. The
// message is read as at the moment and in the zone in which it was read first.
func (a *app) correct(ctx context.Context, user string, m message, memory conversation.Memory) (thought, error) {
	chain, err := a.chainOf(ctx, user, m.correction.Message)
	if err != nil {
		return thought{}, err
	}
	first, last, was := chain.first, chain.last, chain.answer
	if m.text != first.Text {
		return thought{}, bad(codeBadField, "text", "A correction says the message again, word for word: %.100q.", first.Text)
	}
	said := m
	if said.now, err = readAt(first, m.now.Location()); err != nil {
		return thought{}, err
	}
	reading, err := reread(said)
	if err != nil {
		return thought{}, err
	}
	h, err := hear(m.text, reading, said.now)
	if err != nil {
		return thought{}, err
	}
	h.Correction = m.correction
	asked := talk.Asked{Reading: reading, Text: m.text, Message: m.id, Now: said.now, Recalled: recalled(memory)}
	said.correction = was.Correction
	before, err := reread(said) // for what its slots do not tell
	if err != nil {
		return thought{}, err
	}
	before.Intent = understand.Intent(was.Intent)
	if before.Slots, err = slotsOf(was.Slots); err != nil {
		return thought{}, err
	}
	c := talk.Correction{Message: chain.added, Was: before, Is: reading}
	t := thought{heard: h, doing: reading.Intent}
	switch {
	case len(was.Undo) == 0 && before.Intent != understand.Undo && before.Intent != understand.Redo:
		t.plan, t.version, err = a.plan(ctx, user, asked)
	case c.CanCorrect():
		found, err := a.tasksOf(ctx, user, c.CorrectionTasks())
		if err != nil {
			return t, err
		}
		asked.Tasks = found
		t.plan, t.doing = talk.CorrectAnswer(asked, c), talk.Correct
		t.version, err = a.version(ctx, user)
		if err != nil {
			return t, err
		}
	case before.Intent == understand.Reschedule && reading.Intent == understand.Reschedule && len(last.Tasks) > 0:
		asked.Recalled.Shown = last.Tasks // those that it moved, whatever their names fit now
		asked.Reading.Slots.Ref = &understand.Ref{Numbers: places(len(last.Tasks))}
		t.plan, t.version, err = a.plan(ctx, user, asked)
	default:
		t.plan.Say = []string{"That is done already: undo it, then say it again with “quotes” around what belongs together."}
		t.version, err = a.version(ctx, user)
	}
	if err != nil {
		return t, err
	}
	t.plan.Seen(m.now)
	err = t.settle(m.id)
	return t, err
}

// readAt is when and where a message was read first. Turns from before that was
// kept were read when they were answered, as far as can be told.
func readAt(t conversation.Turn, otherwise *time.Location) (time.Time, error) {
	if t.ReadAt.IsZero() {
		return t.At.In(otherwise), nil
	}
	zone, err := time.LoadLocation(t.Zone)
	if err != nil {
		return time.Time{}, fmt.Errorf("read turn %d: %w", t.Number, err)
	}
	return t.ReadAt.In(zone), nil
}

// places are 1 to n.
func places(n int) []int {
	return slices.Collect(func(yield func(int) bool) {
		for i := 1; i <= n && yield(i); i++ {
		}
	})
}
