// Package door is where Dapr brings facts and rings jobs, and where chat asks
// for a person.
package door

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"github.com/errandapp/errand/apps/notify/tell"
	"github.com/errandapp/errand/internal/telemetry"
)

// Bounds of the door.
const (
	tellTime = 50 * time.Second // for a delivery or a job; below tell.Abandoned and the timeout in components/resiliency.yaml
	askTime  = 5 * time.Second
	maxAsked = 16 << 10 // bytes of what a person sends
)

// Teller is who tells.
type Teller interface {
	Tell(context.Context, []tell.Notice) []error
	Ring(ctx context.Context, job string) error
}

// People are the choices of persons, and what they were told.
type People interface {
	List(ctx context.Context, user string) (list []tell.Told, seen uint64, err error)
	Saw(ctx context.Context, user string, version uint64) error
	Settings(ctx context.Context, user string) (tell.Settings, error)
	Change(ctx context.Context, user string, c tell.Change) (tell.Settings, error)
	Subscribe(ctx context.Context, user string, d tell.Device) (tell.Device, error)
	Forget(ctx context.Context, user, device string) error
	TurnOffEmail(ctx context.Context, user string) error
	Test(ctx context.Context, user string) ([]tell.Outcome, error)
}

// A Door checks who comes, and passes on what they bring. A Token that is not
// empty must come as dapr-api-token: then only the sidecar gets in.
type Door struct {
	Teller  Teller
	People  People
	Graves  tell.Graves
	Figures *tell.Figures
	// PushKey is the public key that browsers subscribe with.
	PushKey func(context.Context) (string, error)
	// Endpoint refuses addresses of browsers that we would not send to.
	Endpoint func(string) error
	// Signed is the user of an unsubscribe token; ok is false for a bad one.
	Signed func(ctx context.Context, token string) (user string, ok bool, err error)
	Turns  chan struct{} // ListsAtOnce
	Token  string
	Log    *slog.Logger
}

// Handler has the routes that Dapr calls, POST /facts of
// components/subscription.yaml and POST /job/{name} of the scheduler, and those
// that chat calls for the user that the header errand-user names.
func (d Door) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /facts", d.facts)
	mux.HandleFunc("POST /job/{name}", d.job)
	mux.HandleFunc("GET /notifications", d.asked(d.notifications))
	mux.HandleFunc("POST /notifications/seen", d.asked(d.seen))
	mux.HandleFunc("POST /notifications/test", d.asked(d.test))
	mux.HandleFunc("GET /notifications/settings", d.asked(d.settings))
	mux.HandleFunc("PATCH /notifications/settings", d.asked(d.change))
	mux.HandleFunc("POST /notifications/push", d.asked(d.subscribe))
	mux.HandleFunc("DELETE /notifications/push", d.asked(d.forget))
	mux.HandleFunc("POST /notifications/unsubscribe", d.unsubscribe)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if d.Token != "" && subtle.ConstantTimeCompare([]byte(r.Header.Get("dapr-api-token")), []byte(d.Token)) != 1 {
			tellProblem(w, problem{Status: http.StatusUnauthorized, Code: "bad_token", Detail: "Ask through the sidecar."})
			return
		}
		mux.ServeHTTP(w, r)
	})
}

// An asking is a question of a person, and its answer.
type asking func(ctx context.Context, user string, body []byte) (answer any, err error)

// asked reads who asks and what, and answers.
func (d Door) asked(f asking) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		user := r.Header.Get("errand-user")
		if !tell.ValidUser(user) {
			tellProblem(w, problem{Status: http.StatusBadRequest, Code: "bad_request", Field: "errand-user",
				Detail: "The header errand-user says who asks: 1 to 64 letters, digits, - or _."})
			return
		}
		body, err := readAll(w, r)
		if err != nil {
			tellProblem(w, problem{Status: http.StatusBadRequest, Code: "bad_request", Detail: "The request could not be read."})
			return
		}
		ctx, cancel := context.WithTimeout(r.Context(), limitOf(r))
		defer cancel()
		said, err := f(ctx, user, body)
		d.reply(ctx, w, user, said, err)
	}
}

// limitOf is how long an answer may take: a test sends by every route.
func limitOf(r *http.Request) time.Duration {
	if r.URL.Path == "/notifications/test" {
		return tellTime
	}
	return askTime
}

func (d Door) reply(ctx context.Context, w http.ResponseWriter, user string, said any, err error) {
	var no *tell.Refusal
	switch {
	case errors.As(err, &no):
		tellProblem(w, problem{Status: http.StatusUnprocessableEntity, Code: "bad_setting", Field: no.Field, Detail: no.Detail})
	case err != nil:
		d.Log.ErrorContext(ctx, "notifications", telemetry.KeyList, user, telemetry.KeyErr, err)
		tellProblem(w, problem{Status: http.StatusServiceUnavailable, Code: "notifications_unavailable",
			Detail: "Notifications cannot be had right now."})
	default:
		answer(w, said)
	}
}

func answer(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	_ = json.NewEncoder(w).Encode(v) // the asker has gone: nobody to tell
}

// A problem says why not (RFC 9457).
type problem struct {
	Type   string `json:"type"`
	Title  string `json:"title"`
	Status int    `json:"status"`
	Detail string `json:"detail,omitempty"`
	Code   string `json:"code"`
	Field  string `json:"field,omitempty"`
}

func tellProblem(w http.ResponseWriter, p problem) {
	p.Type, p.Title = "about:blank", http.StatusText(p.Status)
	w.Header().Set("Content-Type", "application/problem+json")
	if p.Status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "2")
	}
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p) // the asker has gone: nobody to tell
}
