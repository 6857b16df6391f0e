package ask

import (
	"context"
	"time"

	"github.com/errandapp/errand/actors/tasklist"
)

type rewinder interface {
	AsOf(ctx context.Context, list string, moment time.Time, version int64) (tasklist.State, time.Time, error)
}

// list answers GET /history/list?at=&version=&status= with the list as it was
// at a moment, or after a version:
//
//	{"version":12,"at":"…","tasks":[…]}
//
// tasks have the shape that they have in facts. at is when the last fact
// happened that counts; it is absent when the list was empty and untouched.
func list(l rewinder) answer {
	return func(ctx context.Context, a asked) (any, error) {
		moment, err := a.moment("at")
		if err != nil {
			return nil, err
		}
		version, err := a.number("version", "a version")
		if err != nil {
			return nil, err
		}
		if moment.IsZero() == (version == 0) {
			return nil, bad("at", "Say one of the two: at, a time, or version.")
		}
		status := a.query.Get("status")
		if status == "" {
			status = tasklist.StatusOpen
		}
		if _, ok := (tasklist.State{}).ByStatus(status); !ok {
			return nil, bad("status", "status is open, done, all or trash.")
		}
		state, at, err := l.AsOf(ctx, a.user, moment, version)
		if err != nil {
			return nil, err
		}
		was := struct {
			Version uint64          `json:"version"`
			At      time.Time       `json:"at,omitzero"`
			Tasks   []tasklist.Task `json:"tasks"`
		}{state.Version, at, []tasklist.Task{}}
		tasks, _ := state.ByStatus(status) // it was asked above
		for t := range tasks {
			was.Tasks = append(was.Tasks, t)
		}
		return was, nil
	}
}
