package host

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

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

// BenchmarkPage is what a page costs, packed and as plain JSON.
func BenchmarkPage(b *testing.B) {
	var page []tasklist.Task
	for i := range 16 {
		page = append(page, tasklist.Task{ID: fmt.Sprintf("0193-%08d-7000-8000-0123456789ab", i), Revision: uint64(i),
			Content: tasklist.Content{Title: fmt.Sprintf("Ask %d people about the plan", i), Labels: []string{"work"}, Priority: 2}, Order: fmt.Sprint("a", i),
			Due: &tasklist.Due{Date: "2027-03-04", TimeZone: "Europe/Berlin"}, DueAt: time.Unix(int64(i)*1e6, 0).UTC(), RingAt: time.Unix(int64(i)*1e6, 0).UTC(),
			CreatedAt: time.Unix(int64(i)*1e5, 0).UTC(), UpdatedAt: time.Unix(int64(i)*1e5, 0).UTC()})
	}
	for name, write := range map[string]func(any) ([]byte, error){"packed": pack, "plain": json.Marshal} {
		raw, err := write(page)
		if err != nil {
			b.Fatal(err)
		}
		b.Run("write/"+name, func(b *testing.B) {
			for b.Loop() {
				if _, err := write(page); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(len(raw)), "bytes")
		})
		b.Run("read/"+name, func(b *testing.B) {
			for b.Loop() {
				var tasks []tasklist.Task
				if err := unpack(raw, &tasks); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
