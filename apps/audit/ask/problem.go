package ask

import (
	"encoding/json"
	"errors"
	"net/http"

	"github.com/errandapp/errand/apps/audit/ledger"
)

// A problem says why there is no answer (RFC 9457).
type problem struct {
	Type   string `json:"type"`
	Title  string `json:"title"`
	Status int    `json:"status"`
	Detail string `json:"detail,omitempty"`
	Code   string `json:"code"`
	Field  string `json:"field,omitempty"`
}

func (p *problem) Error() string { return p.Code + ": " + p.Detail }

func bad(field, detail string) *problem {
	return &problem{Status: http.StatusBadRequest, Code: "bad_request", Field: field, Detail: detail}
}

// errUnsayable says that an answer cannot be written as JSON.
var errUnsayable = errors.New("the answer cannot be written as JSON")

// asProblem tells what went wrong in words for the outside.
func asProblem(err error) problem {
	var p *problem
	switch {
	case errors.As(err, &p):
		return *p
	case errors.Is(err, ledger.ErrUnknown):
		return problem{Status: http.StatusNotFound, Code: "not_recorded", Detail: "The audit has nothing of that number."}
	case errors.Is(err, ledger.ErrDropped):
		return problem{Status: http.StatusGone, Code: "dropped", Detail: "Its month is not kept any more."}
	case errors.Is(err, ledger.ErrErased):
		return problem{Status: http.StatusGone, Code: "erased", Detail: "What the list said then was erased."}
	case errors.Is(err, ledger.ErrGap):
		return problem{Status: http.StatusConflict, Code: "incomplete", Detail: "The audit does not have all facts of the list from its beginning."}
	case errors.Is(err, errUnsayable):
		return problem{Status: http.StatusInternalServerError, Code: "unsayable", Detail: "The audit has it, and cannot put it into an answer. Export it instead."}
	case errors.Is(err, errBusy):
		return problem{Status: http.StatusServiceUnavailable, Code: "busy", Detail: "Others export their history. Try again in a moment."}
	case errors.Is(err, ledger.ErrNotSealed):
		return problem{Status: http.StatusServiceUnavailable, Code: "not_sealed", Detail: "No checkpoint covers it yet. One is signed every second."}
	}
	return problem{Status: http.StatusServiceUnavailable, Code: "audit_unavailable", Detail: "The audit cannot be read right now."}
}

func tell(w http.ResponseWriter, p problem) {
	p.Type, p.Title = "about:blank", http.StatusText(p.Status)
	h := w.Header()
	h.Set("Content-Type", "application/problem+json")
	h.Del("Content-Disposition")
	if p.Status == http.StatusServiceUnavailable {
		h.Set("Retry-After", "2")
	}
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p) // the asker has gone: nobody to tell
}
