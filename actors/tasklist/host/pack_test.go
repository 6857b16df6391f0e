package host

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/errandapp/errand/actors/tasklist"
)

// Pages that were saved as JSON are read as they are.
func TestAPlainPageIsRead(t *testing.T) {
	var got []tasklist.Task
	if err := unpack([]byte(`[{"id":"a","title":"A"}]`), &got); err != nil || len(got) != 1 || got[0].ID != "a" {
		t.Errorf("got %+v, %v", got, err)
	}
}

// The bound of a page lets everything through that a page may hold.
func TestTheLongestPage(t *testing.T) {
	worst := tasklist.Task{ID: strings.Repeat("a", tasklist.MaxID), Content: tasklist.Content{
		Title: strings.Repeat("\u0001", tasklist.MaxTitle), Notes: strings.Repeat("\u0001", tasklist.MaxNotes)}}
	for range tasklist.MaxLabels {
		worst.Labels = append(worst.Labels, strings.Repeat("\u0001", tasklist.MaxLabel))
	}
	later := worst.Content
	worst.Repeat = &tasklist.Repeat{Later: &later}
	var page, got []tasklist.Task
	for range 16 {
		page = append(page, worst)
	}
	raw, err := pack(page)
	if err == nil {
		err = unpack(raw, &got)
	}
	if diff := cmp.Diff(page, got); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

func TestAPageIsBounded(t *testing.T) {
	raw, err := pack(strings.Repeat("a", maxPage))
	if err != nil {
		t.Fatal(err)
	}
	var got string
	if err := unpack(raw, &got); err == nil || !strings.Contains(err.Error(), "more than") {
		t.Errorf("got %d bytes and %v", len(got), err)
	}
}

// FuzzPage: whatever a page holds, it is read or refused; what was read comes
// back the same once it is packed.
func FuzzPage(f *testing.F) {
	f.Add([]byte(`[{"id":"a","title":"A","createdAt":"2026-11-23T09:00:00Z"}]`))
	f.Add([]byte{packedMark})
	f.Add([]byte("null"))
	if raw, err := pack([]tasklist.Task{{ID: "a"}}); err == nil {
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		var tasks, again []tasklist.Task
		if unpack(raw, &tasks) != nil {
			return
		}
		packed, err := pack(tasks)
		if err != nil {
			return // such as a year that JSON cannot say
		}
		if err := unpack(packed, &again); err != nil {
			t.Fatal(err)
		}
		a, _ := json.Marshal(tasks)
		b, _ := json.Marshal(again)
		if !bytes.Equal(a, b) {
			t.Errorf("%s came back as %s", a, b)
		}
	})
}
