package main

import (
	"fmt"
	"net/http"

	"github.com/gin-gonic/gin"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/api"
)

// GetTask shows one task.
func (a *app) GetTask(c *gin.Context, id api.TaskID, _ api.GetTaskParams) {
	reply, err := a.lists.List(c.Request.Context(), user(c), tasklist.Query{Task: id})
	if err != nil {
		a.fail(c, err)
		return
	}
	if len(reply.Tasks) == 0 {
		a.fail(c, &problem{Status: http.StatusNotFound, Code: tasklist.CodeUnknownTask, Field: "id",
			Detail: fmt.Sprintf("There is no task %.64q on this list.", id)})
		return
	}
	a.answerTask(c, http.StatusOK, id, reply)
}
