// Package door is where Dapr brings facts, and where chat asks what a person
// was told.
package door

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"log/slog"
	"net/http"
	"time"

	"github.com/errandapp/errand/apps/notify/tell"
	"github.com/errandapp/errand/internal/telemetry"
)

// Bounds of the door.
const (
	tellTime = 50 * time.Second // for a delivery; below tell.Abandoned and the timeout in components/resiliency.yaml
	listTime = 5 * time.Second
)

// Teller is who tells.
type Teller interface {
	Tell(context.Context, []tell.Notice) []error
	List(ctx context.Context, user string) ([]tell.Told, error)
}

// Topics put facts aside.
type Topics interface {
	// Later puts a fact of a list where it is brought again, one by one.
	Later(ctx context.Context, list string, fact []byte) error
	// Bury puts a fact where nobody brings it again.
	Bury(ctx context.Context, fact []byte) error
}

// A Door checks who comes, and passes on what they bring. A Token that is not
// empty must come as dapr-api-token: then only the sidecar gets in.
type Door struct {
	Teller Teller
	Topics Topics
	Token  string
	Log    *slog.Logger
}

// Handler has the routes of components/subscription.yaml, POST /facts, and
// components/again.yaml, POST /again; and GET /notifications for the user that the header errand-user names.
func (d Door) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /facts", d.facts)
	mux.HandleFunc("POST /again", d.again)
	mux.HandleFunc("GET /notifications", d.notifications)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if d.Token != "" && subtle.ConstantTimeCompare([]byte(r.Header.Get("dapr-api-token")), []byte(d.Token)) != 1 {
			tellProblem(w, problem{Status: http.StatusUnauthorized, Code: "bad_token", Detail: "Ask through the sidecar."})
			return
		}
		mux.ServeHTTP(w, r)
	})
}

func (d Door) notifications(w http.ResponseWriter, r *http.Request) {
	user := r.Header.Get("errand-user")
	if !tell.ValidUser(user) {
		tellProblem(w, problem{Status: http.StatusBadRequest, Code: "bad_request", Field: "errand-user",
			Detail: "The header errand-user says who asks: 1 to 64 letters, digits, - or _."})
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), listTime)
	defer cancel()
	list, err := d.Teller.List(ctx, user)
	if err != nil {
		d.Log.ErrorContext(ctx, "notifications", telemetry.KeyList, user, telemetry.KeyErr, err)
		tellProblem(w, problem{Status: http.StatusServiceUnavailable, Code: "notifications_unavailable",
			Detail: "What was told cannot be read right now."})
		return
	}
	answer(w, map[string]any{"notifications": list})
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
