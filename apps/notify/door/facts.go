package door

import (
	"context"
	"encoding/json"
	"net/http"

	"golang.org/x/sync/errgroup"

	"github.com/errandapp/errand/apps/notify/tell"
	"github.com/errandapp/errand/internal/telemetry"
)

// Bounds of one delivery; components/subscription.yaml says how many facts it
// has at most.
const (
	maxDelivery = 280 << 20 // bytes: as many facts as there can be, each as long as Kafka takes, in base64
	ListsAtOnce = 20        // lists that are told at the same time, of all deliveries: what is on its way may be sent again after a crash
)

// What Dapr is told about each fact of a delivery. There is no "DROP": Dapr
// 1.18 finds the fact to drop by its place in the delivery, which is another
// one once some were delivered again. Dead letters are published here instead.
const (
	delivered = "SUCCESS"
	again     = "RETRY"
)

// A delivery is some facts of one partition, in order: Dapr's envelope of a
// bulk subscription. Each is the record as it stands on the topic, in base64:
// Dapr, which would read it first, stops at one that is no JSON for ever.
type delivery struct {
	Entries []struct {
		ID    string `json:"entryId"`
		Event []byte `json:"event"`
	} `json:"entries"`
}

// A verdict is the answer about one fact.
type verdict struct {
	Entry  string `json:"entryId"`
	Status string `json:"status"`
}

// facts takes a delivery: the first try of each. What fails is seen to by jobs,
// for Dapr's Kafka consumer waits with all other facts, of all partitions, until
// the last of a delivery is done. A fact is to be brought again only when not
// even a job could be set: then nobody else could be told either.
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
	for _, ring := range rings {
		lists.Go(func() error {
			for i, err := range d.tell(ctx, ring.notices) {
				if err != nil { // Tell has logged it
					verdicts[ring.places[i]].Status = again
				}
			}
			return nil // it is in the verdicts
		})
	}
	_ = lists.Wait() // always nil, as above
	answer(w, map[string]any{"statuses": verdicts})
}

// tell tells what rings for one list, in turn: Dapr brings a delivery for each
// partition at the same time.
func (d Door) tell(ctx context.Context, notices []tell.Notice) []error {
	select {
	case d.Turns <- struct{}{}:
		defer func() { <-d.Turns }()
		return d.Teller.Tell(ctx, notices)
	case <-ctx.Done():
		errs := make([]error, len(notices))
		for i := range errs {
			errs[i] = ctx.Err()
		}
		return errs
	}
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

// bury puts a fact that cannot be read among the dead letters: it would be no
// better next time.
func (d Door) bury(ctx context.Context, raw []byte, why error) string {
	d.Log.ErrorContext(ctx, "dropped", telemetry.KeyErr, why)
	if err := d.Graves.Bury(ctx, raw, tell.Why{Reason: "unreadable", Error: "The fact could not be read."}); err != nil {
		d.Log.ErrorContext(ctx, "dead letter", telemetry.KeyErr, err)
		return again
	}
	d.Figures.Unreadable()
	return delivered
}
