package contract_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/errandapp/errand/actors/tasklist/contract"
)

// schemas compiles a schema for each type of fact. Strict ones refuse
// properties that they do not describe, as readers must not.
func schemas(t testing.TB, strict bool) map[string]*jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	files, err := contract.Schemas.ReadDir("schemas")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		raw, err := contract.Schemas.ReadFile("schemas/" + file.Name())
		if err != nil {
			t.Fatal(err)
		}
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
		if err != nil {
			t.Fatalf("%s: %v", file.Name(), err)
		}
		if strict {
			closeShapes(doc.(map[string]any))
		}
		if err := c.AddResource(file.Name(), doc); err != nil {
			t.Fatalf("%s: %v", file.Name(), err)
		}
	}
	compiled := map[string]*jsonschema.Schema{}
	for _, file := range files {
		s, err := c.Compile(file.Name())
		if err != nil {
			t.Fatalf("%s: %v", file.Name(), err)
		}
		compiled[strings.TrimSuffix(file.Name(), ".schema.json")] = s
	}
	return compiled
}

// closeShapes lets the shapes of a schema have no other properties than those
// that it describes. What others build upon (the envelope, $defs/data, content
// and added) stays open, and is closed where it is built upon.
func closeShapes(doc map[string]any) {
	at := func(path ...string) map[string]any {
		shape := doc
		for _, p := range path {
			shape, _ = shape[p].(map[string]any)
		}
		return shape
	}
	closed := []map[string]any{
		at("$defs", "due"), at("$defs", "reminder"), at("$defs", "task"),
		at("$defs", "repeat"), at("$defs", "repeat", "properties", "later"), at("$defs", "repeat", "properties", "below", "items"),
		at("properties", "data", "properties", "change"),
	}
	if _, builds := doc["$ref"]; builds {
		closed = append(closed, doc, at("properties", "data"))
	}
	for _, shape := range closed {
		if shape != nil {
			shape["unevaluatedProperties"] = false
		}
	}
}

func validate(schema *jsonschema.Schema, raw []byte) error {
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		return err
	}
	if schema == nil {
		return errors.New("there is no schema")
	}
	return schema.Validate(value)
}
