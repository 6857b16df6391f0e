// Package contract says what Errand's facts look like to those who read them:
// a JSON Schema for each type, and asyncapi.yaml, which says where they are to
// be had.
//
// Every shape that was ever published stays in testdata, one folder for each
// version of the shapes, which is the history of one list. New code reads all
// of them. A change that adds an optional property needs a line in its schema
// and, where a golden file changes by it, the next folder; anything else needs
// a new type. A new type needs a schema, a step in story.EveryType, and its
// name in asyncapi.yaml.
package contract

import "embed"

// Schemas are the JSON Schemas (draft 2020-12): <type>.schema.json for each
// type of fact, envelope.schema.json for what all have in common, and
// frame.schema.json for the frames of sync.
//
//go:embed schemas
var Schemas embed.FS
