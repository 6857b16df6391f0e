package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"github.com/errandapp/errand/apps/chat/api"
)

// Notifications shows what notify has told the person.
func (a *app) Notifications(c *gin.Context, _ api.NotificationsParams) {
	passOn[api.Notifications](a, c, "notify", "notifications", nil)
}

// GetNotificationSettings shows how the person is told.
func (a *app) GetNotificationSettings(c *gin.Context, _ api.GetNotificationSettingsParams) {
	passOn[api.NotificationSettings](a, c, "notify", "notifications/settings", nil)
}

// ChangeNotificationSettings changes those that are said.
func (a *app) ChangeNotificationSettings(c *gin.Context, _ api.ChangeNotificationSettingsParams) {
	raw, err := rawBody(c)
	if err == nil {
		err = parseBody(raw, new(api.NotificationSettingsChange))
	}
	if err == nil {
		err = noNulls(raw, "email", "Say what to change: email, push, webhook, ntfy, digest …")
	}
	if err != nil {
		a.fail(c, err)
		return
	}
	tellOn[api.NotificationSettings](a, c, http.StatusOK, http.MethodPatch, "notifications/settings", raw)
}

// SeeNotifications remembers what the person has looked at.
func (a *app) SeeNotifications(c *gin.Context, _ api.SeeNotificationsParams) {
	var said api.SeenUpTo
	if err := readBody(c, &said, "version"); err != nil {
		a.fail(c, err)
		return
	}
	if said.Version < 0 {
		a.fail(c, bad(codeBadField, "version", "version must be 0 or more."))
		return
	}
	raw, err := json.Marshal(said)
	if err != nil {
		a.fail(c, err)
		return
	}
	tellOn[struct{}](a, c, http.StatusNoContent, http.MethodPost, "notifications/seen", raw)
}

// AddPush adds a browser that takes push messages.
func (a *app) AddPush(c *gin.Context, _ api.AddPushParams) {
	raw, err := rawBody(c)
	if err == nil {
		err = parseBody(raw, new(api.PushSubscription), "endpoint", "keys", "keys.p256dh", "keys.auth")
	}
	if err != nil {
		a.fail(c, err)
		return
	}
	tellOn[api.PushDevice](a, c, http.StatusCreated, http.MethodPost, "notifications/push", raw)
}

// RemovePush takes a browser away; one that is not there is none.
func (a *app) RemovePush(c *gin.Context, params api.RemovePushParams) {
	raw, err := json.Marshal(map[string]string{"id": params.Id})
	if err != nil {
		a.fail(c, err)
		return
	}
	tellOn[struct{}](a, c, http.StatusNoContent, http.MethodDelete, "notifications/push", raw)
}

// testTime is how long a test may take: notify waits for every receiver.
const testTime = 45 * time.Second

// TestNotifications sends the person a test.
func (a *app) TestNotifications(c *gin.Context, _ api.TestNotificationsParams) {
	ctx, cancel := context.WithTimeout(c.Request.Context(), testTime)
	defer cancel()
	c.Request = c.Request.WithContext(ctx)
	tellOn[api.NotificationTest](a, c, http.StatusOK, http.MethodPost, "notifications/test", nil)
}

// tellOn tells notify something for the person, and answers with what it says,
// which must be of the shape that the API promises.
func tellOn[T any](a *app, c *gin.Context, status int, method, path string, body []byte) {
	answer, err := a.apps.Do(c.Request.Context(), "notify", method, path, user(c), body)
	if err != nil {
		a.fail(c, err)
		return
	}
	if status == http.StatusNoContent {
		c.Status(status)
		return
	}
	var shape T
	if err := json.Unmarshal(answer, &shape); err != nil {
		a.fail(c, fmt.Errorf("read what notify answered: %w", err))
		return
	}
	c.Data(status, "application/json; charset=utf-8", answer)
}

// noNulls refuses a change that changes nothing, or says null.
func noNulls(raw []byte, field, nothing string) error {
	var said map[string]json.RawMessage
	if err := json.Unmarshal(raw, &said); err != nil {
		return err
	}
	for name, value := range said {
		if string(value) == "null" {
			return bad(codeBadField, name, "%s must not be null.", name)
		}
	}
	if len(said) == 0 {
		return bad(codeMissingField, field, "%s", nothing)
	}
	return nil
}
