package sheet

import (
	"bytes"
	"encoding/csv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/errandapp/errand/apps/audit/merkle"
)

func TestCSV(t *testing.T) {
	var out bytes.Buffer
	table, err := NewCSV(&out)
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	row := func(content string) *merkle.Row {
		return &merkle.Row{Envelope: merkle.Envelope{List: "-ann", Version: 5, Type: "errand.task.added", Time: at, RecordedAt: at, Partition: 3, Offset: 17},
			Salt: []byte{1}, Content: []byte(content)}
	}
	erased := row("")
	erased.Index, erased.Salt, erased.Content = 2, nil, nil
	rows := []*merkle.Row{
		row(`{"subject":"t-1","data":{"task":{"title":"=cmd|' /C calc'!A0, \"x\"\n"}}}`), row("no JSON"), erased,
		{Envelope: merkle.Envelope{Index: 3}, Dropped: true},
	}
	for _, r := range rows {
		if err := table.Row(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := table.Flush(); err != nil {
		t.Fatal(err)
	}
	got, err := csv.NewReader(&out).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	const none, when = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "2026-11-23T08:00:00Z"
	want := [][]string{
		{"index", "list", "version", "type", "time", "recordedAt", "task", "title", "partition", "offset", "state", "leaf", "fact"},
		{"0", "'-ann", "5", "errand.task.added", when, when, "t-1", "'=cmd|' /C calc'!A0, \"x\"\n", "3", "17", "kept", none,
			`{"subject":"t-1","data":{"task":{"title":"=cmd|' /C calc'!A0, \"x\"\n"}}}`},
		{"0", "'-ann", "5", "errand.task.added", when, when, "", "", "3", "17", "unreadable", none, "no JSON"},
		{"2", "'-ann", "5", "errand.task.added", when, when, "", "", "3", "17", "erased", none, ""},
		{"3", "", "", "", "", "", "", "", "", "", "dropped", none, ""},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
