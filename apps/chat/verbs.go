package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"strings"

	"github.com/errandapp/errand/actors/tasklist"
)

// saidVerb is api.Command, its args not read yet.
type saidVerb struct {
	Verb string          `json:"verb"`
	Args json.RawMessage `json:"args"`
}

// read is the verb, its fields checked as those of any request. path is where
// in the request it stands.
func (s saidVerb) read(path string) (tasklist.Verb, error) {
	blank, err := newVerb(s.Verb, nil)
	if err != nil || !canBePart(blank) {
		return nil, &problem{Status: http.StatusUnprocessableEntity, Code: tasklist.CodeBadVerb, Field: path + ".verb",
			Detail: fmt.Sprintf("%.40q is no verb that can be said here.", s.Verb)}
	}
	fields := map[string]json.RawMessage{}
	if len(s.Args) > 0 {
		if err := json.Unmarshal(s.Args, &fields); err != nil || fields == nil {
			return nil, bad(codeBadField, path+".args", "%s.args must be an object.", path)
		}
	}
	if err := checkFields(fields, reflect.TypeOf(blank), path+".args."); err != nil {
		return nil, err
	}
	v, err := newVerb(s.Verb, s.Args)
	if err != nil {
		field := path + ".args." + badField(err, fields, reflect.TypeOf(blank))
		return nil, bad(codeBadField, field, "%s is not of the right kind.", field)
	}
	return filled(v), nil
}

// canBePart reports whether the verb can stand inside another.
func canBePart(v tasklist.Verb) bool {
	switch v.(type) {
	case tasklist.Batch, tasklist.Bulk, tasklist.Undo, tasklist.Redo, tasklist.RingDue:
		return false
	}
	return true
}

// newVerb is a verb by its name.
func newVerb(name string, args json.RawMessage) (tasklist.Verb, error) {
	payload, err := json.Marshal(tasklist.Call{Args: args})
	if err != nil {
		return nil, err
	}
	_, c, err := tasklist.ReadCall(name, payload)
	return c.Verb, err
}

// filled has what the routes of the API fill in too.
func filled(v tasklist.Verb) tasklist.Verb {
	switch v := v.(type) {
	case tasklist.AddTask:
		v.Source = cmp.Or(v.Source, sourceAPI)
		if v.Due != nil {
			v.Due.TimeZone = cmp.Or(v.Due.TimeZone, "UTC")
		}
		return v
	case tasklist.SetDue:
		v.Due.TimeZone = cmp.Or(v.Due.TimeZone, "UTC")
		return v
	}
	return v
}

// unbatched names the field of the request where a refusal names one of a
// batch: verbs[2].title is as[2].args.title, or title when as is empty.
func unbatched(err error, as string) error {
	var r *tasklist.Refusal
	var i int
	if !errors.As(err, &r) {
		return err
	}
	if n, scanErr := fmt.Sscanf(r.Field, "verbs[%d]", &i); scanErr != nil || n != 1 {
		return err
	}
	_, field, _ := strings.Cut(r.Field, "].")
	if as != "" {
		field = strings.TrimSuffix(fmt.Sprintf("%s[%d].args.%s", as, i, field), ".args.")
	}
	return &tasklist.Refusal{Code: r.Code, Field: field, Message: r.Message}
}
