package main

import (
	"context"
	"io/fs"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"github.com/gin-gonic/gin"

	"github.com/errandapp/errand/actors/conversation"
	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/api"
	"github.com/errandapp/errand/internal/telemetry"
)

// lists are the task lists, wherever they are.
type lists interface {
	Do(ctx context.Context, list string, c tasklist.Command) (tasklist.Reply, error)
	List(ctx context.Context, list string, q tasklist.Query) (tasklist.Reply, error)
}

// talks are the conversations, wherever they are.
type talks interface {
	Ask(ctx context.Context, user string, m conversation.Ask) (conversation.Reply, error)
	Settle(ctx context.Context, user string, m conversation.Settle) (conversation.Reply, error)
	Remember(ctx context.Context, user string, m conversation.Remember) (conversation.Reply, error)
	Back(ctx context.Context, user string, m conversation.Back) (conversation.Reply, error)
}

// tickets lets people into sync.
type tickets interface {
	Sign(ctx context.Context, user string, now time.Time) (ticket string, expires time.Time, err error)
}

// apps are the other apps, which are asked for a person.
type apps interface {
	Get(ctx context.Context, app, path string, query url.Values, user string) ([]byte, error)
	Open(ctx context.Context, app, path string, query url.Values, user string) (*http.Response, error)
	Do(ctx context.Context, app, method, path, user string, body []byte) ([]byte, error)
}

// app answers requests. It keeps nothing between them, so any number of
// processes can answer side by side.
type app struct {
	lists   lists
	talks   talks
	model   models // nil for none
	tickets tickets
	apps    apps
	now     func() time.Time
	newID   func() string // a UUIDv7
	log     *slog.Logger
}

var _ api.ServerInterface = (*app)(nil)

// doors are the ways in and on.
type doors struct {
	hosts []string // names, beside loopback, under which the server is reached
	sync  *url.URL // the sync app
	page  fs.FS    // the built user interface; without index.html it is not built
}

// routes is the map of the server.
func (a *app) routes(d doors) (http.Handler, error) {
	page, err := newAssets(d.page)
	if err != nil {
		return nil, err
	}
	gin.SetMode(gin.ReleaseMode)
	r := gin.New()
	r.RedirectTrailingSlash = false
	r.HandleMethodNotAllowed = true
	r.Use(a.named, a.recovered, secured, a.guarded(d.hosts), a.bounded)
	r.NoMethod(func(c *gin.Context) {
		a.fail(c, &problem{Status: http.StatusMethodNotAllowed, Code: codeBadMethod, Detail: "This address cannot be asked with " + c.Request.Method + "."})
	})
	r.NoRoute(func(c *gin.Context) { a.pageOr404(c, page) })

	r.GET("/openapi.yaml", func(c *gin.Context) { c.Data(http.StatusOK, "application/yaml", api.Document) })
	r.GET("/v1/sync", gin.WrapH(a.syncProxy(d.sync)))
	api.RegisterHandlersWithOptions(r, a, api.GinServerOptions{
		Middlewares:  []api.MiddlewareFunc{a.known},
		ErrorHandler: func(c *gin.Context, err error, _ int) { a.fail(c, badParameter(err)) },
	})
	return r, nil
}

// named tells telemetry which route this is.
func (a *app) named(c *gin.Context) {
	if path := c.FullPath(); path != "" {
		telemetry.SetRoute(c.Request.Context(), path)
	} else if c.Request.Method == http.MethodGet {
		telemetry.SetRoute(c.Request.Context(), "page")
	}
}
