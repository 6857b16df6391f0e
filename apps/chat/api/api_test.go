package api

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

func TestDocumentIsValid(t *testing.T) {
	doc, err := openapi3.NewLoader().LoadFromData(Document)
	if err != nil {
		t.Fatal(err)
	}
	if err := doc.Validate(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// What is checked in is what go generate makes.
func TestGeneratedCodeIsCurrent(t *testing.T) {
	config, err := os.ReadFile("generate.yaml")
	if err != nil {
		t.Fatal(err)
	}
	toStdout := filepath.Join(t.TempDir(), "generate.yaml")
	if err := os.WriteFile(toStdout, bytes.Replace(config, []byte("output: errand.gen.go\n"), nil, 1), 0o600); err != nil {
		t.Fatal(err)
	}
	want, err := exec.CommandContext(t.Context(), "go", "tool", "oapi-codegen", "-config", toStdout, "openapi.yaml").Output()
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("errand.gen.go")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("errand.gen.go is out of date: run go generate ./apps/chat/api")
	}
}
