package main

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
)

var idPattern = regexp.MustCompile(`^[0-9A-Za-z_-]{1,64}$`)

// commandID is the id that a write has from its sender: the Idempotency-Key,
// or else what otherwise stands for one.
func commandID(key string, otherwise func() string) (string, error) {
	if key == "" {
		return otherwise(), nil
	}
	if !idPattern.MatchString(key) {
		return "", bad(codeBadParameter, "Idempotency-Key", "Idempotency-Key must be 1 to 64 letters, digits, - or _.")
	}
	return key, nil
}

// ifVersion is the version in an If-Match header; nil when there is none or
// it is *, which any version matches.
func ifVersion(header string) (*uint64, error) {
	header = strings.TrimSpace(header)
	if header == "" || header == "*" {
		return nil, nil
	}
	inner, ok := strings.CutPrefix(header, `"`)
	inner, ok2 := strings.CutSuffix(inner, `"`)
	v, err := strconv.ParseUint(inner, 10, 63)
	if !ok || !ok2 || err != nil || strconv.FormatUint(v, 10) != inner {
		return nil, bad(codeBadParameter, "If-Match", `If-Match must be the list's version in quotes, as ETag gives it: "7".`)
	}
	return &v, nil
}

// setETag tells the list's version.
func setETag(c *gin.Context, version uint64) {
	c.Header("ETag", `"`+strconv.FormatUint(version, 10)+`"`)
}
