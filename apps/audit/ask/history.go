// Package ask answers questions about the audit over HTTP. Who asks is in
// the header errand-user, and is told about that list only.
package ask

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"time"

	"github.com/errandapp/errand/apps/audit/ledger"
	"github.com/errandapp/errand/internal/telemetry"
)

// Ledger is what is asked.
type Ledger interface {
	History(context.Context, ledger.Question) ([]ledger.Entry, error)
}

// answerTime bounds how long an answer may take.
const answerTime = 5 * time.Second

// Handler answers GET /history?task=&before=&limit= with
//
//	{"entries":[{"fact":{…},"recordedAt":"…","partition":3,"offset":17}]}
//
// newest first. A token that is not empty must come as dapr-api-token.
func Handler(l Ledger, token string, log *slog.Logger) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /history", func(w http.ResponseWriter, r *http.Request) {
		if subtle.ConstantTimeCompare([]byte(r.Header.Get("dapr-api-token")), []byte(token)) != 1 && token != "" {
			tell(w, problem{Status: http.StatusUnauthorized, Code: "bad_token", Detail: "Ask through the sidecar."})
			return
		}
		q, p := question(r.Header.Get("errand-user"), r.URL.Query())
		if p != nil {
			tell(w, *p)
			return
		}
		ctx, cancel := context.WithTimeout(r.Context(), answerTime)
		defer cancel()
		entries, err := l.History(ctx, q)
		if err != nil {
			log.ErrorContext(ctx, "history", telemetry.KeyList, q.List, telemetry.KeyErr, err)
			w.Header().Set("Retry-After", "2")
			tell(w, problem{Status: http.StatusServiceUnavailable, Code: "audit_unavailable", Detail: "The audit cannot be read right now."})
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Cache-Control", "no-store")
		_ = json.NewEncoder(w).Encode(map[string]any{"entries": entries}) // the asker has gone: nobody to tell
	})
	return mux
}

var anID = regexp.MustCompile(`^[0-9A-Za-z_-]{1,64}$`)

// question reads what is asked, or says what is wrong with it.
func question(user string, query url.Values) (ledger.Question, *problem) {
	q := ledger.Question{List: user, Task: query.Get("task"), Limit: 50}
	bad := func(field, detail string) (ledger.Question, *problem) {
		return ledger.Question{}, &problem{Status: http.StatusBadRequest, Code: "bad_request", Field: field, Detail: detail}
	}
	if !anID.MatchString(user) {
		return bad("errand-user", "The header errand-user says who asks: 1 to 64 letters, digits, - or _.")
	}
	if q.Task != "" && !anID.MatchString(q.Task) {
		return bad("task", "A task's id is 1 to 64 letters, digits, - or _.")
	}
	if s := query.Get("before"); s != "" {
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil || n < 1 {
			return bad("before", "before is a version: 1 or more.")
		}
		q.Before = n
	}
	if s := query.Get("limit"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 || n > ledger.MaxHistory {
			return bad("limit", "limit is 1 to "+strconv.Itoa(ledger.MaxHistory)+".")
		}
		q.Limit = n
	}
	return q, nil
}
