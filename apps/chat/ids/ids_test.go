package ids

import (
	"testing"

	"github.com/google/uuid"
)

func TestDerive(t *testing.T) {
	const v7 = "01935ba5-8b1a-7c3e-9b1f-0123456789ab"
	seen := map[string]bool{}
	for _, from := range []string{v7, "m1", "m2", ""} {
		for _, what := range []string{"task-0", "task-1", "add"} {
			got := Derive(from, what)
			if got != Derive(from, what) || seen[got] {
				t.Errorf("%s of %q is %s: not the same twice, or another's", what, from, got)
			}
			seen[got] = true
			id, err := uuid.Parse(got)
			if err != nil || id.Version() != 8 || id.Variant() != uuid.RFC4122 {
				t.Errorf("%s of %q is %s: want a UUIDv8", what, from, got)
			}
			if from == v7 && got[:13] != v7[:13] {
				t.Errorf("%s lost the time of %s", got, from)
			}
		}
	}
}
