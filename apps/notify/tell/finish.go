package tell

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/errandapp/errand/internal/telemetry"
)

// finish writes down what was sent and how: the claims and the receipts in
// one transaction, so that they always agree.
func (t *Teller) finish(ctx context.Context, list string, all []*telling, ways []*way) error {
	var writes []Write
	for _, w := range ways {
		if !w.ours {
			continue
		}
		write := Write{Key: claimOf(w.of.ID, w.route.Key()), Value: mustJSON(w.claim), TTL: Remembered}
		if w.item != nil {
			write.ETag = w.item.ETag
		}
		writes = append(writes, write)
	}
	writes = append(writes, keeping(ways)...)
	free, err := t.boxes.hold(ctx, list)
	if err != nil {
		return fmt.Errorf("write down what was told: %w", err)
	}
	defer free()
	now := t.Now()
	for range tries(ctx, rewriteTries) {
		var items []Item
		if items, err = t.Store.Get(ctx, boxKey(list)); err != nil {
			continue
		}
		b, bad := readBox(items[0])
		if bad != nil {
			return bad
		}
		for _, o := range all {
			var results []result
			for _, w := range o.ways {
				if !w.mute {
					results = append(results, w.result)
				}
			}
			b.note(o.Notice, results, now)
		}
		if err = t.Store.Write(ctx, append(writes, over(boxKey(list), items[0], b, 0))...); err == nil {
			return nil
		}
	}
	return fmt.Errorf("write down what was told: %w", err)
}

// said logs what became of a notice.
func (t *Teller) said(ctx context.Context, began time.Time, o *telling) {
	attrs := []any{telemetry.KeyList, o.List, telemetry.KeyVersion, o.Version, telemetry.KeyMS, t.Now().Sub(began).Milliseconds()}
	for _, w := range o.ways {
		attrs = append(attrs, w.route.Key(), w.claim.State)
	}
	if err := errors.Join(o.errs...); err != nil {
		t.Log.ErrorContext(ctx, "not told", append(attrs, telemetry.KeyErr, err)...)
		return
	}
	t.Log.InfoContext(ctx, "told", attrs...)
}
