package channel

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/errandapp/errand/apps/notify/tell"
)

// Push services take 4 KB, encrypted. A digest of long titles is cut, and is
// still whole JSON.
func TestPayloadFits(t *testing.T) {
	for _, text := range []string{"&<>", "🧀", "x", "\"\\\n"} {
		n := tell.Notice{ID: "ann/digest-1", Kind: tell.Digest, List: "ann", Title: strings.Repeat(text, 300)}
		for i := range 20 {
			n.Items = append(n.Items, tell.Notice{ID: fmt.Sprint("ann/", i), Title: strings.Repeat(text, 100)})
		}
		raw, err := payload(n)
		var p pushed
		if err != nil || len(raw) > 3<<10 || json.Unmarshal(raw, &p) != nil || p.Title == "" || p.Body == "" {
			t.Errorf("%q: %d bytes, %v: %s", text, len(raw), err, raw)
		}
	}
}
