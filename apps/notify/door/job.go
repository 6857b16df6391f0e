package door

import (
	"context"
	"errors"
	"net/http"

	"github.com/errandapp/errand/apps/notify/tell"
	"github.com/errandapp/errand/internal/telemetry"
)

// job does what a job is for: 200 when it was done, 404 when it never should
// ring again, 503 to ring it again.
func (d Door) job(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), tellTime)
	defer cancel()
	name := r.PathValue("name")
	switch err := d.Teller.Ring(ctx, name); {
	case errors.Is(err, tell.ErrNoJob):
		d.Log.ErrorContext(ctx, "job", "job", name, telemetry.KeyErr, err)
		tellProblem(w, problem{Status: http.StatusNotFound, Code: "unknown_job", Detail: "There is no such job."})
	case err != nil:
		d.Log.ErrorContext(ctx, "job", "job", name, telemetry.KeyErr, err)
		tellProblem(w, problem{Status: http.StatusServiceUnavailable, Code: "not_done", Detail: "Ring it again."})
	default:
		answer(w, map[string]any{})
	}
}
