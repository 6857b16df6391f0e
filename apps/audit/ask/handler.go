// Package ask answers questions about the audit over HTTP. Who asks is in
// the header errand-user, and is told about that list only.
package ask

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/errandapp/errand/apps/audit/ledger"
	"github.com/errandapp/errand/internal/telemetry"
)

// Ledger is what is asked.
type Ledger interface {
	historian
	prover
	rewinder
	exporter
}

// answerTime bounds how long an answer may take, and exportTime an export.
const (
	answerTime = 5 * time.Second
	exportTime = 10 * time.Minute
)

// Handler answers, for the person in errand-user:
//
//	GET /history             what happened, newest first          history.go
//	GET /history/list        the list as it was                   list.go
//	GET /history/proof       that a fact is in the log            proof.go
//	GET /history/consistency that the log only grew               proof.go
//	GET /history/checkpoint  the signed size and root of the log  proof.go
//	GET /history/export      all facts, as JSON Lines or CSV      export.go
//
// A token that is not empty must come as dapr-api-token.
func Handler(l Ledger, token string, log *slog.Logger) http.Handler {
	mux := http.NewServeMux()
	for path, answer := range map[string]answer{
		"GET /history":             history(l),
		"GET /history/list":        list(l),
		"GET /history/proof":       proof(l),
		"GET /history/consistency": consistency(l),
		"GET /history/checkpoint":  checkpoint(l),
	} {
		mux.HandleFunc(path, guarded(token, log, answerTime, func(w http.ResponseWriter, r *http.Request, a asked) error {
			body, err := answer(r.Context(), a)
			if err != nil {
				return err
			}
			raw, err := json.Marshal(body) // before the first byte: half an answer is none
			if err != nil {
				return fmt.Errorf("%w: %w", errUnsayable, err)
			}
			w.Header().Set("Content-Type", "application/json")
			_, _ = w.Write(append(raw, '\n')) // the asker has gone: nobody to tell
			return nil
		}))
	}
	mux.HandleFunc("GET /history/export", guarded(token, log, exportTime, export(l)))
	return mux
}

// An answer is what is said in JSON to a question.
type answer func(context.Context, asked) (any, error)

// asked is who asks, and what.
type asked struct {
	user  string
	query url.Values
}

// guarded lets questions through that come from the sidecar for somebody, and
// turns errors into problems.
func guarded(token string, log *slog.Logger, limit time.Duration, do func(http.ResponseWriter, *http.Request, asked) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		if subtle.ConstantTimeCompare([]byte(r.Header.Get("dapr-api-token")), []byte(token)) != 1 && token != "" {
			tell(w, problem{Status: http.StatusUnauthorized, Code: "bad_token", Detail: "Ask through the sidecar."})
			return
		}
		a := asked{r.Header.Get("errand-user"), r.URL.Query()}
		if !anID.MatchString(a.user) {
			tell(w, *bad("errand-user", "The header errand-user says who asks: 1 to 64 letters, digits, - or _."))
			return
		}
		ctx, cancel := context.WithTimeout(r.Context(), limit)
		defer cancel()
		if err := do(w, r.WithContext(ctx), a); err != nil {
			p := asProblem(err)
			if p.Status >= http.StatusInternalServerError && !errors.Is(err, ledger.ErrNotSealed) && !errors.Is(err, errBusy) {
				log.ErrorContext(ctx, "not answered", "path", r.URL.Path, telemetry.KeyList, a.user, telemetry.KeyErr, err)
			}
			tell(w, p)
		}
	}
}

var anID = regexp.MustCompile(`^[0-9A-Za-z_-]{1,64}$`)

// number reads a whole number of at least 1; 0 when it is not asked for.
func (a asked) number(name, what string) (int64, error) {
	s := a.query.Get(name)
	if s == "" {
		return 0, nil
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 1 {
		return 0, bad(name, name+" is "+what+": 1 or more.")
	}
	return n, nil
}

// moment reads a time; zero when it is not asked for.
func (a asked) moment(name string) (time.Time, error) {
	s := a.query.Get(name)
	if s == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		return time.Time{}, bad(name, name+" is a time, as 2026-11-23T08:00:00Z.")
	}
	return t, nil
}

// kind reads the type of facts, with or without errand. before it.
func (a asked) kind() (string, error) {
	s := a.query.Get("type")
	switch {
	case s == "":
		return "", nil
	case !aType.MatchString(s):
		return "", bad("type", "type is a type of facts, as task.added.")
	case !strings.HasPrefix(s, "errand."):
		s = "errand." + s
	}
	return s, nil
}

var aType = regexp.MustCompile(`^[a-z_.]{1,64}$`)
