package host

import (
	"github.com/dapr/go-sdk/client"

	"github.com/errandapp/errand/actors/hosting"
	"github.com/errandapp/errand/actors/tasklist"
)

// A list is kept in a hosting.Store, as writes of its keys.
type (
	Store = hosting.Store
	Write = hosting.Write
)

// OnDapr makes lists whose state, reminders and timers are the sidecar's.
func OnDapr(dapr client.Client, deps Deps) *Lists {
	deps.Store = hosting.StoreOf(tasklist.ActorType, dapr)
	deps.Alarm = daprAlarm{dapr}
	return New(deps)
}
