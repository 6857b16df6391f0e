package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/actors/tasklist/remote"
	"github.com/errandapp/errand/apps/chat/api"
	"github.com/errandapp/errand/internal/telemetry"
)

// Codes of problems that are not a list's refusals. They never change.
const (
	codeNotJSON       = "not_json"       // 400
	codeMissingField  = "missing_field"  // 400
	codeUnknownField  = "unknown_field"  // 400
	codeBadField      = "bad_field"      // 400
	codeBadParameter  = "bad_parameter"  // 400: in the query or a header
	codeForeignHost   = "foreign_host"   // 403
	codeForeignOrigin = "foreign_origin" // 403
	codeNotFound      = "not_found"      // 404: no such address
	codeBadMethod     = "bad_method"     // 405
	codeTooLarge      = "too_large"      // 413
	codeInternal      = "internal"       // 500
	codeUnavailable   = "unavailable"    // 503: try again
)

// statuses is what each refusal of a list becomes.
var statuses = map[string]int{
	tasklist.CodeBadID:           http.StatusUnprocessableEntity,
	tasklist.CodeEmptyTitle:      http.StatusUnprocessableEntity,
	tasklist.CodeTitleTooLong:    http.StatusUnprocessableEntity,
	tasklist.CodeNotesTooLong:    http.StatusUnprocessableEntity,
	tasklist.CodeBadText:         http.StatusUnprocessableEntity,
	tasklist.CodeBadPriority:     http.StatusUnprocessableEntity,
	tasklist.CodeBadLabel:        http.StatusUnprocessableEntity,
	tasklist.CodeTooManyLabels:   http.StatusUnprocessableEntity,
	tasklist.CodeImpossibleDate:  http.StatusUnprocessableEntity,
	tasklist.CodeImpossibleTime:  http.StatusUnprocessableEntity,
	tasklist.CodeUnknownZone:     http.StatusUnprocessableEntity,
	tasklist.CodeUnknownTask:     http.StatusUnprocessableEntity, // 404 when it is asked for: see getTask
	tasklist.CodeTaskDone:        http.StatusUnprocessableEntity,
	tasklist.CodeListFull:        http.StatusUnprocessableEntity,
	tasklist.CodeBadDuration:     http.StatusUnprocessableEntity,
	tasklist.CodeBadReminder:     http.StatusUnprocessableEntity,
	tasklist.CodeTooManyRemind:   http.StatusUnprocessableEntity,
	tasklist.CodeNeedsDue:        http.StatusUnprocessableEntity,
	tasklist.CodeBadRule:         http.StatusUnprocessableEntity,
	tasklist.CodeNotRepeating:    http.StatusUnprocessableEntity,
	tasklist.CodeTooDeep:         http.StatusUnprocessableEntity,
	tasklist.CodeLoop:            http.StatusUnprocessableEntity,
	tasklist.CodeBadQuiet:        http.StatusUnprocessableEntity,
	tasklist.CodeBadMoment:       http.StatusUnprocessableEntity,
	tasklist.CodeNotInTrash:      http.StatusUnprocessableEntity,
	tasklist.CodeTooMuch:         http.StatusUnprocessableEntity,
	tasklist.CodeBadFilter:       http.StatusUnprocessableEntity,
	tasklist.CodeBadVerb:         http.StatusUnprocessableEntity,
	tasklist.CodeNothingToUndo:   http.StatusUnprocessableEntity,
	tasklist.CodeNothingToRedo:   http.StatusUnprocessableEntity,
	tasklist.CodeUndoBlocked:     http.StatusUnprocessableEntity,
	tasklist.CodeVersionConflict: http.StatusPreconditionFailed,
}

// retryAfter is how many seconds a client should wait after a 503.
const retryAfter = "2"

// A problem is why a request was not done, as RFC 9457 tells it.
type problem struct {
	Status int
	Code   string
	Detail string // words for a person
	Field  string // the part of the request at fault, or empty
}

func (p *problem) Error() string { return p.Code + ": " + p.Detail }

// asProblem finds the problem in what went wrong. What it does not know is
// ours: 500, with no words of it for the outside.
func asProblem(err error) *problem {
	var p *problem
	var refusal *tasklist.Refusal
	switch {
	case errors.As(err, &p):
		return p
	case errors.As(err, &refusal):
		field := refusal.Field
		if refusal.Code == tasklist.CodeVersionConflict {
			field = "If-Match" // where a request says the version
		}
		return &problem{statuses[refusal.Code], refusal.Code, refusal.Message, field}
	case errors.Is(err, remote.ErrUnavailable):
		return &problem{http.StatusServiceUnavailable, codeUnavailable, "The list cannot be reached right now. Send it again under the same id in a moment.", ""}
	case errors.Is(err, errAway), errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return &problem{http.StatusServiceUnavailable, codeUnavailable, "That part of Errand cannot be reached right now. Try again in a moment.", ""}
	}
	return &problem{http.StatusInternalServerError, codeInternal, "Something went wrong here. It has been written down.", ""}
}

// fail answers with the problem and ends the request.
func (a *app) fail(c *gin.Context, err error) {
	p := asProblem(err)
	if p.Status == 0 { // a refusal that is missing above; a test looks for those
		p.Status = http.StatusUnprocessableEntity
	}
	if p.Status >= http.StatusInternalServerError {
		a.log.ErrorContext(c.Request.Context(), "not done", "route", c.FullPath(), "status", p.Status, telemetry.KeyErr, err)
	}
	c.Abort()
	writeProblem(c.Writer, p)
}

func writeProblem(w http.ResponseWriter, p *problem) {
	h := w.Header()
	h.Set("Content-Type", "application/problem+json")
	h.Set("Cache-Control", "no-store")
	if p.Status == http.StatusServiceUnavailable {
		h.Set("Retry-After", retryAfter)
	}
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(api.Problem{ // the asker has gone: nobody to tell
		Type: "about:blank", Title: http.StatusText(p.Status), Status: p.Status,
		Detail: p.Detail, Code: p.Code, Field: p.Field,
	})
}

// badParameter names the parameter in a generated binder's error.
func badParameter(err error) *problem {
	message := err.Error()
	p := &problem{Status: http.StatusBadRequest, Code: codeBadParameter, Detail: message}
	for _, before := range []string{"Invalid format for parameter ", "Expected one value for "} {
		if rest, ok := strings.CutPrefix(message, before); ok {
			p.Field, _, _ = strings.Cut(rest, ":")
			p.Field, _, _ = strings.Cut(p.Field, ",")
			p.Detail = fmt.Sprintf("%s cannot be read.", p.Field)
		}
	}
	return p
}
