package door

import (
	"context"
	"encoding/json"
	"io"
	"net/http"

	"golang.org/x/sync/errgroup"

	"github.com/errandapp/errand/apps/notify/tell"
	"github.com/errandapp/errand/internal/telemetry"
)

// Bounds of one delivery; components/subscription.yaml says how many facts it
// has at most.
const (
	maxFact     = 1 << 20   // bytes, as Kafka's own default
	maxDelivery = 200 << 20 // bytes: as many facts as there can be, each as long as Kafka takes
	listsAtOnce = 20        // lists that are told at the same time
)

// What Dapr is told about each fact of a delivery. There is no "DROP": Dapr
// 1.18 finds the fact to drop by its place in the delivery, which is another
// one once some were delivered again. Dead letters are published here instead.
const (
	delivered = "SUCCESS"
	again     = "RETRY"
)

// A delivery is some facts of one partition, in order: Dapr's envelope of a
// bulk subscription.
type delivery struct {
	Entries []struct {
		ID    string          `json:"entryId"`
		Event json.RawMessage `json:"event"`
	} `json:"entries"`
}

// A verdict is the answer about one fact.
type verdict struct {
	Entry  string `json:"entryId"`
	Status string `json:"status"`
}

// facts takes a delivery: the first try of each. What fails is put aside, to
// be brought again one by one: Dapr's Kafka consumer waits with all other
// facts, of all partitions, until the last of a delivery is done.
func (d Door) facts(w http.ResponseWriter, r *http.Request) {
	var all delivery
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxDelivery)).Decode(&all); err != nil {
		tellProblem(w, problem{Status: http.StatusBadRequest, Code: "unreadable", Detail: "The facts could not be read."})
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), tellTime)
	defer cancel()
	verdicts := make([]verdict, len(all.Entries))
	rings := map[string]*ringing{}
	for i, e := range all.Entries {
		verdicts[i] = verdict{e.ID, delivered}
		switch n, rang, err := read(e.Event); {
		case err != nil:
			verdicts[i].Status = d.bury(ctx, e.Event, err)
		case rang:
			if rings[n.List] == nil {
				rings[n.List] = &ringing{}
			}
			rings[n.List].notices = append(rings[n.List].notices, n)
			rings[n.List].places = append(rings[n.List].places, i)
		}
	}
	var lists errgroup.Group
	lists.SetLimit(listsAtOnce)
	for _, ring := range rings {
		lists.Go(func() error {
			for i, err := range d.Teller.Tell(ctx, ring.notices) {
				if err != nil { // Tell has logged it
					at := ring.places[i]
					verdicts[at].Status = d.later(ctx, ring.notices[i].List, all.Entries[at].Event)
				}
			}
			return nil // it is in the verdicts
		})
	}
	_ = lists.Wait() // always nil, as above
	answer(w, map[string]any{"statuses": verdicts})
}

// A ringing is what rings for one list, and its places in the delivery.
type ringing struct {
	notices []tell.Notice
	places  []int
}

// read reads a fact, if it rings: most do not.
func read(raw []byte) (n tell.Notice, rang bool, err error) {
	var fact struct{ Type string }
	if err := json.Unmarshal(raw, &fact); err != nil {
		return n, false, err
	}
	if fact.Type != tell.ComeDue {
		return n, false, nil
	}
	n, err = tell.ReadNotice(raw)
	return n, err == nil, err
}

// again takes one fact that was put aside: 200 when it was told, 503 to bring
// it again.
func (d Door) again(w http.ResponseWriter, r *http.Request) {
	raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxFact))
	if err != nil {
		tellProblem(w, problem{Status: http.StatusBadRequest, Code: "unreadable", Detail: "The fact could not be read."})
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), tellTime)
	defer cancel()
	status := delivered
	if n, err := tell.ReadNotice(raw); err != nil {
		status = d.bury(ctx, raw, err)
	} else if err := d.Teller.Tell(ctx, []tell.Notice{n})[0]; err != nil { // Tell has logged it
		status = again
	}
	if status == again {
		tellProblem(w, problem{Status: http.StatusServiceUnavailable, Code: "not_told", Detail: "Not told by all channels yet: bring it again."})
		return
	}
	answer(w, map[string]string{"status": status})
}

// later puts a fact aside that could not be told by all channels.
func (d Door) later(ctx context.Context, list string, raw []byte) string {
	if err := d.Topics.Later(ctx, list, raw); err != nil {
		d.Log.ErrorContext(ctx, "not put aside", telemetry.KeyList, list, telemetry.KeyErr, err)
		return again
	}
	return delivered
}

// bury puts a fact that cannot be read among the dead letters: it would be no
// better next time.
func (d Door) bury(ctx context.Context, raw []byte, why error) string {
	d.Log.ErrorContext(ctx, "dropped", telemetry.KeyErr, why)
	if err := d.Topics.Bury(ctx, raw); err != nil {
		d.Log.ErrorContext(ctx, "dead letter", telemetry.KeyErr, err)
		return again
	}
	return delivered
}
