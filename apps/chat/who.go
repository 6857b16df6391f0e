package main

import (
	"net/http"
	"regexp"

	"github.com/gin-gonic/gin"
)

// userHeader says who is asking, and localUser is who that is without it.
const (
	userHeader = "Errand-User"
	localUser  = "local"
)

var userPattern = regexp.MustCompile(`^[0-9A-Za-z_-]{1,64}$`)

// who decides whose list a request is about: the one place where that is
// done. Until there are accounts it believes what it is told; that is why the
// server listens on loopback only and why guarded turns pages of other sites
// away. The user's id is the list's.
func who(h http.Header) (user string, err error) {
	said := h.Values(userHeader)
	switch {
	case len(said) == 0:
		return localUser, nil
	case len(said) > 1 || !userPattern.MatchString(said[0]):
		return "", &problem{Status: http.StatusBadRequest, Code: codeBadParameter, Field: "errand-user",
			Detail: "errand-user must be one id of 1 to 64 letters, digits, - or _."}
	}
	return said[0], nil
}

const userKey = "user"

// known runs before every handler of the API.
func (a *app) known(c *gin.Context) {
	user, err := who(c.Request.Header)
	if err != nil {
		a.fail(c, err)
		return
	}
	c.Set(userKey, user)
}

// user is who asks; known has put it there.
func user(c *gin.Context) string { return c.MustGet(userKey).(string) }
