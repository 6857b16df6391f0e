package run

import (
	"context"
	"encoding/json"
	"net/http"
	"sync"
	"time"
)

// CheckTime is how long a check may take.
const CheckTime = 2 * time.Second

// A Check asks a dependency whether it answers; nil means that it does. It
// must heed its ctx.
type Check func(context.Context) error

// Checks are asked by name, all at once. As a handler they answer 200 when
// all went well, else 503, with
//
//	{"ready":false,"failed":{"postgres":"connection refused"}}
type Checks map[string]Check

// Failed asks all checks and tells which failed and why.
func (c Checks) Failed(ctx context.Context) map[string]string {
	ctx, cancel := context.WithTimeout(ctx, CheckTime)
	defer cancel()
	var (
		wait   sync.WaitGroup
		mu     sync.Mutex
		failed = map[string]string{}
	)
	for name, check := range c {
		wait.Go(func() {
			if err := check(ctx); err != nil {
				mu.Lock()
				defer mu.Unlock()
				failed[name] = err.Error()
			}
		})
	}
	wait.Wait()
	return failed
}

func (c Checks) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	failed := c.Failed(r.Context())
	answer := struct {
		Ready  bool              `json:"ready"`
		Failed map[string]string `json:"failed,omitempty"`
	}{len(failed) == 0, failed}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	if !answer.Ready {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	_ = json.NewEncoder(w).Encode(answer) // the asker has gone: nobody to tell
}
