package model

import (
	"context"
	"strings"
	"sync/atomic"
	"time"

	"github.com/errandapp/errand/internal/telemetry"
)

// Component is the name of the Dapr component that turns the model on.
const Component = "llm"

// How often Watch looks for the component: again soon while the sidecar does
// not answer.
const (
	lookEvery = 5 * time.Second
	lookAgain = time.Second
	lookTime  = 3 * time.Second
)

// present is whether the component is there.
type present struct{ is atomic.Bool }

// On reports whether there is a model. It costs nothing.
func (m *Model) On() bool { return m.present.is.Load() }

// Watch keeps On true, until ctx is done: whichever of the sidecar, the
// component and this process comes last or comes again. It says in the log
// when that changes. A sidecar that does not answer changes nothing.
func (m *Model) Watch(ctx context.Context) error {
	for {
		wait := lookEvery
		if err := m.Look(ctx); err != nil {
			wait = lookAgain
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(wait):
		}
	}
}

// Look looks for the component, once. An error changes nothing.
func (m *Model) Look(ctx context.Context) error {
	within, cancel := context.WithTimeout(ctx, lookTime)
	defer cancel()
	components, err := m.dapr.Components(within)
	if err != nil {
		return err
	}
	kind := components[Component]
	on := strings.HasPrefix(kind, "conversation.")
	if was := m.present.is.Swap(on); was != on {
		m.log.InfoContext(ctx, "model", "on", on, "component", kind)
	} else if kind != "" && !on {
		m.log.WarnContext(ctx, "the component "+Component+" is no conversation", "component", kind, telemetry.KeyErr, ErrFailed)
	}
	return nil
}
