package host

import (
	"context"
	"fmt"
	"time"

	"github.com/dapr/go-sdk/client"

	"github.com/errandapp/errand/actors/tasklist"
)

// Names of the list's one reminder and one timer.
const (
	wakeReminder = "wake"
	flushTimer   = "flush"
)

// retryWake is how long after a ring that failed the next is tried. Dapr's
// own policy gives a one-shot reminder up after four tries; ours never does.
const retryWake = time.Second

// An Alarm wakes lists.
type Alarm interface {
	// Wake rings the list once, at the moment or soon after, even if this
	// process is gone by then. A later call replaces an earlier one. A moment
	// that has passed rings at once.
	Wake(ctx context.Context, list string, at time.Time) error
	// WakeIn is Wake after a pause, whatever time it is for who rings.
	WakeIn(ctx context.Context, list string, pause time.Duration) error
	// FlushSoon asks for one flush of the list's outbox after the pause. It
	// may be lost with the sidecar: the wake-up stands behind it.
	FlushSoon(ctx context.Context, list string, pause time.Duration) error
}

type daprAlarm struct{ dapr alarmClient }

type alarmClient interface {
	RegisterActorReminder(context.Context, *client.RegisterActorReminderRequest) error
	RegisterActorTimer(context.Context, *client.RegisterActorTimerRequest) error
}

func (a daprAlarm) Wake(ctx context.Context, list string, at time.Time) error {
	return a.wake(ctx, list, at.UTC().Format(time.RFC3339Nano))
}

func (a daprAlarm) WakeIn(ctx context.Context, list string, pause time.Duration) error {
	return a.wake(ctx, list, max(0, pause).String())
}

// wake takes a moment, RFC 3339, or a duration, as Go writes it.
func (a daprAlarm) wake(ctx context.Context, list, due string) error {
	interval := retryWake
	err := a.dapr.RegisterActorReminder(ctx, &client.RegisterActorReminderRequest{
		ActorType: tasklist.ActorType, ActorID: list, Name: wakeReminder,
		DueTime:       due,
		FailurePolicy: &client.JobFailurePolicyConstant{Interval: &interval},
	})
	if err != nil {
		return fmt.Errorf("arm %s: %w", list, err)
	}
	return nil
}

func (a daprAlarm) FlushSoon(ctx context.Context, list string, pause time.Duration) error {
	err := a.dapr.RegisterActorTimer(ctx, &client.RegisterActorTimerRequest{
		ActorType: tasklist.ActorType, ActorID: list, Name: flushTimer, CallBack: flushTimer,
		DueTime: pause.String(),
	})
	if err != nil {
		return fmt.Errorf("set flush timer of %s: %w", list, err)
	}
	return nil
}
