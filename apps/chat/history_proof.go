package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"github.com/gin-gonic/gin"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/api"
)

// exportTime is how long an export may take.
const exportTime = 10 * time.Minute

// picked are those of the request's parameters that are asked of another app
// as they came: it says what is wrong with them.
func picked(c *gin.Context, names ...string) url.Values {
	query := url.Values{}
	for _, name := range names {
		if v := c.Query(name); v != "" {
			query.Set(name, v)
		}
	}
	return query
}

// ListAsItWas shows the list of another day.
func (a *app) ListAsItWas(c *gin.Context, _ api.ListAsItWasParams) {
	answer, err := a.apps.Get(c.Request.Context(), "audit", "history/list", picked(c, "at", "version", "status"), user(c))
	if err != nil {
		a.fail(c, err)
		return
	}
	var was struct {
		Version int64
		At      time.Time
		Tasks   []tasklist.Task
	}
	if err := json.Unmarshal(answer, &was); err != nil {
		a.fail(c, fmt.Errorf("read what audit answered: %w", err))
		return
	}
	inOrder(was.Tasks)
	c.JSON(http.StatusOK, api.ListAsItWas{Version: was.Version, At: was.At, Tasks: asTasks(was.Tasks)})
}

// HistoryProof proves that a fact is in the audit's log.
func (a *app) HistoryProof(c *gin.Context, _ api.HistoryProofParams) {
	passOn[api.HistoryProof](a, c, "audit", "history/proof", picked(c, "version", "size"))
}

// HistoryConsistency proves that the audit's log only grew.
func (a *app) HistoryConsistency(c *gin.Context, _ api.HistoryConsistencyParams) {
	passOn[api.HistoryConsistency](a, c, "audit", "history/consistency", picked(c, "from", "to"))
}

// HistoryCheckpoint shows the signed size and root of the audit's log.
func (a *app) HistoryCheckpoint(c *gin.Context, _ api.HistoryCheckpointParams) {
	passOn[api.HistoryCheckpoint](a, c, "audit", "history/checkpoint", picked(c, "size"))
}

// ExportHistory passes the export on as it comes. When it breaks off so does
// the answer, and nobody takes a part for the whole.
func (a *app) ExportHistory(c *gin.Context, _ api.ExportHistoryParams) {
	res, err := a.apps.Open(c.Request.Context(), "audit", "history/export", picked(c, "format", "task", "type", "since", "until"), user(c))
	if err != nil {
		a.fail(c, err)
		return
	}
	defer res.Body.Close()
	if res.Header.Get("Content-Disposition") == "" {
		a.fail(c, fmt.Errorf("export: %w: %w", errAway, errNothing))
		return
	}
	// The server's own limit is for answers that are short. Where none can be
	// set there is none.
	_ = http.NewResponseController(c.Writer).SetWriteDeadline(time.Now().Add(exportTime))
	for _, name := range []string{"Content-Type", "Content-Disposition"} {
		c.Header(name, res.Header.Get(name))
	}
	c.Header("Cache-Control", "no-store")
	c.Status(http.StatusOK)
	if _, err := io.Copy(c.Writer, res.Body); err != nil {
		panic(http.ErrAbortHandler)
	}
}
