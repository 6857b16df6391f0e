package understand

import (
	"strings"
	"testing"
	"time"
)

// TestALongListIsTakenWholeOrNotAtAll: of more tasks than one message may add, none is added and none is lost unseen.
func TestALongListIsTakenWholeOrNotAtAll(t *testing.T) {
	now := time.Date(2026, 6, 17, 10, 0, 0, 0, time.UTC)
	whole := Understand(strings.Repeat("sweep the yard\n", maxTasks), now, time.UTC, Context{})
	if whole.Intent != AddMany || len(whole.Slots.Tasks) != maxTasks {
		t.Errorf("%d lines: %s with %d tasks", maxTasks, whole.Intent, len(whole.Slots.Tasks))
	}
	for _, unit := range []string{"sweep the yard\n", "sweep the yard; "} {
		r := Understand(strings.Repeat(unit, maxTasks+1), now, time.UTC, Context{})
		if r.Intent != Add || strings.Count(r.Slots.Title, "sweep the yard") != maxTasks+1 {
			t.Errorf("one too many of %q: %s, title of %d bytes", unit, r.Intent, len(r.Slots.Title))
		}
	}
}
