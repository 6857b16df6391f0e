package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"reflect"
	"strings"
	"unicode/utf8"

	"github.com/gin-gonic/gin"
)

// maxBody is how large a request may be, in bytes.
const maxBody = 64 << 10

var errTooLarge = &problem{Status: http.StatusRequestEntityTooLarge, Code: codeTooLarge, Field: "body",
	Detail: fmt.Sprintf("A request has at most %d bytes.", maxBody)}

// bounded keeps bodies small, before anything reads them.
func (a *app) bounded(c *gin.Context) {
	if c.Request.ContentLength > maxBody {
		a.fail(c, errTooLarge)
		return
	}
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, maxBody)
}

// readBody reads the request's one JSON object into v, a pointer to a struct.
// required are the fields that must be there; one inside another, like
// due.date, must be there when the other is. What is wrong is a *problem that
// names the field.
func readBody(c *gin.Context, v any, required ...string) error {
	raw, err := rawBody(c)
	if err != nil {
		return err
	}
	return parseBody(raw, v, required...)
}

func parseBody(raw []byte, v any, required ...string) error {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(raw, &fields); err != nil || fields == nil {
		return bad(codeNotJSON, "body", "The request must be one JSON object.")
	}
	if err := checkFields(fields, reflect.TypeOf(v).Elem(), ""); err != nil {
		return err
	}
	for _, field := range required {
		if missing(fields, field) {
			return bad(codeMissingField, field, "%s is missing.", field)
		}
	}
	if err := json.Unmarshal(raw, v); err != nil {
		field := badField(err, fields, reflect.TypeOf(v).Elem())
		return bad(codeBadField, field, "%s is not of the right kind.", field)
	}
	return nil
}

// badField is the field that made an object unreadable as a t.
func badField(err error, fields map[string]json.RawMessage, t reflect.Type) string {
	if wrong := (*json.UnmarshalTypeError)(nil); errors.As(err, &wrong) && wrong.Field != "" {
		return strings.TrimPrefix(wrong.Field, "Content.") // a task's content is embedded
	}
	for name, raw := range fields { // a moment, say, does not tell its name
		alone, err := json.Marshal(map[string]json.RawMessage{name: raw})
		if err == nil && json.Unmarshal(alone, reflect.New(t).Interface()) != nil {
			return name
		}
	}
	return "body"
}

// noBody allows a write that says everything in its address to come with an
// empty body or an empty object.
func noBody(c *gin.Context) error {
	if c.Request.ContentLength == 0 {
		return nil
	}
	return readBody(c, &struct{}{})
}

// rawBody is the body, of a request that says it is JSON. A page of another
// site cannot say so without asking first, which is never granted.
func rawBody(c *gin.Context) ([]byte, error) {
	raw, err := io.ReadAll(c.Request.Body)
	if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
		return nil, errTooLarge
	}
	if err != nil {
		return nil, bad(codeNotJSON, "body", "The request ended too early.")
	}
	if kind, _, err := mime.ParseMediaType(c.GetHeader("Content-Type")); err != nil || kind != "application/json" {
		return nil, bad(codeNotJSON, "Content-Type", "Content-Type must be application/json.")
	}
	if !utf8.Valid(raw) || !json.Valid(raw) {
		return nil, bad(codeNotJSON, "body", "The request is not JSON.")
	}
	return raw, nil
}

// checkFields finds fields that the type does not have, spelt exactly, also
// in the objects within.
func checkFields(fields map[string]json.RawMessage, t reflect.Type, path string) error {
	for name, raw := range fields {
		inner, ok := fieldType(t, name)
		if !ok {
			return bad(codeUnknownField, path+name, "There is no field %s.", path+name)
		}
		if err := checkWithin(raw, inner, path+name); err != nil {
			return err
		}
	}
	return nil
}

// checkWithin is checkFields for an object, or each of a list of objects.
func checkWithin(raw json.RawMessage, t reflect.Type, path string) error {
	raw = bytes.TrimSpace(raw)
	switch {
	case t.Kind() == reflect.Struct && bytes.HasPrefix(raw, []byte("{")):
		var within map[string]json.RawMessage
		if err := json.Unmarshal(raw, &within); err != nil {
			return bad(codeBadField, path, "%s is not of the right kind.", path)
		}
		return checkFields(within, t, path+".")
	case t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Struct && bytes.HasPrefix(raw, []byte("[")):
		var each []json.RawMessage
		if err := json.Unmarshal(raw, &each); err != nil {
			return bad(codeBadField, path, "%s is not of the right kind.", path)
		}
		for i, one := range each {
			if err := checkWithin(one, t.Elem(), fmt.Sprintf("%s[%d]", path, i)); err != nil {
				return err
			}
		}
	}
	return nil
}

// fieldType is the type of a field by its JSON name, without its pointer.
func fieldType(t reflect.Type, name string) (reflect.Type, bool) {
	for f := range t.Fields() {
		tag, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case f.Anonymous && tag == "":
			if inner, ok := fieldType(f.Type, name); ok {
				return inner, true
			}
		case tag == name && f.Type.Kind() == reflect.Pointer:
			return f.Type.Elem(), true
		case tag == name:
			return f.Type, true
		}
	}
	return nil, false
}

// missing reports whether a field that is asked for is absent or null.
func missing(fields map[string]json.RawMessage, field string) bool {
	outer, inner, nested := strings.Cut(field, ".")
	raw, ok := fields[outer]
	absent := !ok || string(bytes.TrimSpace(raw)) == "null"
	if !nested {
		return absent
	}
	var within map[string]json.RawMessage
	if absent || json.Unmarshal(raw, &within) != nil {
		return false
	}
	return missing(within, inner)
}

func bad(code, field, format string, args ...any) *problem {
	return &problem{Status: http.StatusBadRequest, Code: code, Field: field, Detail: fmt.Sprintf(format, args...)}
}
