package ui

import (
	"io/fs"
	"testing"
)

func TestAssetsAreThereBeforeThePageIsBuilt(t *testing.T) {
	if _, err := fs.Stat(Assets(), ".gitkeep"); err != nil {
		t.Fatalf("the placeholder: %v", err)
	}
}
