package host

import "github.com/dapr/go-sdk/client"

// OnDapr makes lists whose state, reminders and timers are the sidecar's.
func OnDapr(dapr client.Client, deps Deps) *Lists {
	deps.Store = daprStore{dapr}
	deps.Alarm = daprAlarm{dapr}
	return New(deps)
}
