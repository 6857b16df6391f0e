// Package api is Errand's public API as its openapi.yaml says it: the types,
// and the interface that the chat app implements.
package api

import _ "embed"

//go:generate go tool oapi-codegen -config generate.yaml openapi.yaml

// Document is openapi.yaml, the source of all else here.
//
//go:embed openapi.yaml
var Document []byte
