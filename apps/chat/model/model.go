package model

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/dapr/go-sdk/client"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/understand"
	"github.com/errandapp/errand/internal/telemetry"
)

// Bounds of one question to the model.
const (
	MaxTime     = 8 * time.Second // until the answer
	MaxText     = 1000            // characters of a message that it is shown
	MaxTasks    = 40              // tasks that it is shown
	MaxData     = 12 << 10        // bytes of those
	MaxAnswer   = 16 << 10        // bytes of an answer, its words left out
	MaxCalls    = 10              // tool calls of an answer
	MaxChanges  = 20              // tasks that an answer changes, each time it does
	MaxAtOnce   = 8               // questions that wait for an answer, of all people
	MaxFailures = 3               // in a row, before nobody asks for Rest
)

// Why there is no answer. None of them changes anything.
var (
	ErrSilent   = errors.New("the model called no tool")
	ErrNonsense = errors.New("the model's answer is no sense")
	ErrLate     = errors.New("the model did not answer in time")
	ErrFailed   = errors.New("the model could not be asked")
	ErrBusy     = errors.New("the model is not asked now") // too many questions, or too many failures
)

// A Converser reaches the model.
type Converser interface {
	// Components are the sidecar's, by name; the values are their types.
	Components(context.Context) (map[string]string, error)
	Converse(context.Context, client.ConversationRequestAlpha2) (*client.ConversationResponseAlpha2, error)
}

// Asked is a message and what may be known to read it.
type Asked struct {
	Person string // whose it is; the model is not told
	Text   string
	Now    time.Time       // in the person's zone
	Tasks  []tasklist.Task // the open ones
	Meant  string          // id of the task last spoken of
	Shown  []string        // ids of the tasks last shown
}

// An Answer is how the model reads a message.
type Answer struct {
	// Readings are all of it: one List, or up to MaxCalls changes. Their
	// tasks are the Ref.Numbers, places in Shown from 1; an AddMany has all
	// tasks that are new.
	Readings []understand.Reading
	Shown    []tasklist.Task // what the model was shown, in that order
	// Own says that what is written and who is meant is in the person's own
	// words. Else they have to be asked.
	Own bool
}

// A Model reads messages. It may be used by many goroutines.
type Model struct {
	dapr    Converser
	figures *Figures
	log     *slog.Logger
	now     func() time.Time
	turns   turns
	present present
}

// New is a model that is not there until Watch has seen it.
func New(dapr Converser, figures *Figures, log *slog.Logger) *Model {
	return &Model{dapr: dapr, figures: figures, log: log, now: time.Now, turns: turns{asking: map[string]bool{}}}
}

// Read asks the model, within MaxTime. The error is one of those above, and
// says why there is no answer; it has no private text in it. The log has one
// line, without it either.
func (m *Model) Read(ctx context.Context, a Asked) (Answer, error) {
	began := m.now()
	answer, err := m.read(ctx, a)
	took := m.now().Sub(began)
	m.figures.count(err, took)
	args := []any{telemetry.KeyList, a.Person, "outcome", outcome(err), "calls", len(answer.Readings), telemetry.KeyMS, took.Milliseconds()}
	if err != nil {
		args = append(args, telemetry.KeyErr, err)
	}
	m.log.InfoContext(ctx, "model", args...)
	return answer, err
}

func (m *Model) read(ctx context.Context, a Asked) (Answer, error) {
	done, ok := m.turns.begin(a.Person, m.now())
	if !ok {
		return Answer{}, ErrBusy
	}
	went := failed
	defer func() { done(went, m.now()) }()

	shown := show(a)
	request, err := question(a, shown)
	if err != nil {
		return Answer{}, err
	}
	within, cancel := context.WithTimeout(ctx, MaxTime)
	defer cancel()
	response, err := m.dapr.Converse(within, request)
	switch {
	case ctx.Err() != nil: // whoever asked has gone: not the model's fault
		went = gaveUp
		return Answer{}, fmt.Errorf("%w: %w", ErrFailed, ctx.Err())
	case within.Err() != nil:
		return Answer{}, ErrLate
	case err != nil:
		return Answer{}, failure(err)
	}
	went = answered
	return read(response, a, shown)
}
