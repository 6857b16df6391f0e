package main

import (
	"encoding/json"
	"html"
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"

	"github.com/errandapp/errand/apps/chat/api"
)

// The pages behind the link in an e-mail. They need no script and no style.
const (
	unsubscribePage = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Errand: no more e-mail</title>
<h1>No more e-mail from Errand?</h1>
<p>Reminders will not come by e-mail any more. You can turn that on again in the settings.</p>
`
	unsubscribedPage = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Errand: no more e-mail</title>
<h1>Done</h1>
<p>Reminders do not come by e-mail any more. You can turn that on again in the settings.</p>
`
)

// AskUnsubscribe shows the page with the button. It does nothing: programs
// that look for bad links open every one.
func (a *app) AskUnsubscribe(c *gin.Context, params api.AskUnsubscribeParams) {
	page := unsubscribePage + `<form method="post" action="/v1/notifications/unsubscribe?token=` + html.EscapeString(url.QueryEscape(params.Token)) +
		`"><button name="List-Unsubscribe" value="One-Click">No more e-mail</button></form>` + "\n"
	// With no-referrer a browser would send the form with the origin null.
	c.Header("Referrer-Policy", "same-origin")
	c.Data(http.StatusOK, "text/html; charset=utf-8", []byte(page))
}

// Unsubscribe turns e-mail off for the person whom the token names. Whoever
// has it may: it came by that person's e-mail.
func (a *app) Unsubscribe(c *gin.Context, params api.UnsubscribeParams) {
	raw, err := json.Marshal(map[string]string{"token": params.Token})
	if err != nil {
		a.fail(c, err)
		return
	}
	if _, err := a.apps.Do(c.Request.Context(), "notify", http.MethodPost, "notifications/unsubscribe", user(c), raw); err != nil {
		a.fail(c, err)
		return
	}
	c.Data(http.StatusOK, "text/html; charset=utf-8", []byte(unsubscribedPage))
}
