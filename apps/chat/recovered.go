package main

import (
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"

	"github.com/gin-gonic/gin"

	"github.com/errandapp/errand/internal/telemetry"
)

// recovered turns a panic into a 500 and a log line: one request's bug does
// not take the others down.
func (a *app) recovered(c *gin.Context) {
	defer func() {
		p := recover()
		if p == nil {
			return
		}
		if err, ok := p.(error); ok && errors.Is(err, http.ErrAbortHandler) {
			panic(p) // a proxied connection broke: net/http knows what to do
		}
		a.log.ErrorContext(c.Request.Context(), "panic", telemetry.KeyErr, fmt.Sprint(p), "stack", string(debug.Stack()))
		if c.Writer.Written() {
			panic(http.ErrAbortHandler) // too late for words: cut the answer off
		}
		a.fail(c, &problem{Status: http.StatusInternalServerError, Code: codeInternal, Detail: "Something went wrong here. It has been written down."})
	}()
	c.Next()
}
