package ledger

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/audit/merkle"
)

// A TopicID tells a topic from one of the same name that was deleted.
type TopicID [16]byte

// A Record is what came from one place in a topic.
type Record struct {
	Partition int32
	Offset    int64
	Value     []byte
}

// A Batch is records on their way into the ledger.
type Batch struct {
	Topic   TopicID
	Records []Record // in order of offset within each partition
	// At is where the sender believes the ledger stands: the next offset of
	// partitions, as Resume or its last Record left it.
	At map[int32]int64
}

// MaxKept is how many bytes of a rejected record are kept.
const MaxKept = 4 << 10

// maxName is how long the names in a fact may be, in bytes: those that are
// columns.
const maxName = 512

// A Reject is a record that is no fact, and why.
type Reject struct {
	Record
	Reason string
}

// entry is a record that is a fact.
type entry struct {
	Record
	fact tasklist.Fact
}

// read tells what a record is. A fact of a type that this program does not
// know was made by a later one, and is kept like all others.
func read(r Record) (entry, error) {
	if len(r.Value) == 0 {
		return entry{}, errors.New("the record is empty")
	}
	f, err := tasklist.ParseFact(r.Value)
	if err != nil {
		return entry{}, err
	}
	if f.Data.Version > math.MaxInt64 {
		return entry{}, errors.New("data.version is beyond 2^63")
	}
	if _, err := f.Event(); err != nil && !errors.Is(err, tasklist.ErrUnknownType) {
		return entry{}, err
	}
	for field, text := range map[string]string{
		"data.list": f.Data.List, "type": f.Type, "subject": f.Subject, "data.command": f.Data.Command, "traceparent": f.TraceParent,
	} {
		if len(text) > maxName {
			return entry{}, fmt.Errorf("%s is longer than %d bytes", field, maxName)
		}
		if err := merkle.Plain(field, text); err != nil {
			return entry{}, err
		}
	}
	if strings.HasPrefix(f.Type, merkle.NoteTypes) {
		return entry{}, fmt.Errorf("type %q is of the audit's own notes", f.Type)
	}
	return entry{Record: r, fact: f}, nil
}

// item is the row that the entry becomes.
func (e entry) item() item {
	f := e.fact
	return item{
		list: f.Data.List, version: int64(f.Data.Version), typ: f.Type, task: f.Subject, command: f.Data.Command, trace: f.TraceParent,
		at: f.Time, partition: e.Partition, offset: e.Offset, raw: e.Value,
	}
}

// sort tells the facts among records from the others.
func sort(records []Record) (entries []entry, rejects []Reject) {
	entries = make([]entry, 0, len(records))
	for _, r := range records {
		if e, err := read(r); err != nil {
			rejects = append(rejects, Reject{r, err.Error()})
		} else {
			entries = append(entries, e)
		}
	}
	return entries, rejects
}
