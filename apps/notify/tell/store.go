package tell

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"time"
)

// A Store keeps values under keys.
type Store interface {
	// Get are the items of the keys, in their order; those that are not there
	// are empty.
	Get(ctx context.Context, keys ...string) ([]Item, error)
	// Write makes all writes or none of them. Any error leaves open which.
	Write(ctx context.Context, writes ...Write) error
}

// An Item is a value, and the etag by which it is written over.
type Item struct {
	Value []byte
	ETag  string
}

// A Write is one of several values that are written together.
type Write struct {
	Key   string
	Value []byte
	TTL   time.Duration
	ETag  string // only in place of the value that has it
	First bool   // only where there is none
}

// over is a write in place of an item, or where there was none.
func over(key string, item Item, v any, ttl time.Duration) Write {
	return Write{Key: key, Value: mustJSON(v), TTL: ttl, ETag: item.ETag, First: item.ETag == ""}
}

// read reads an item, if it is there.
func (i Item) read(what string, into any) error {
	if len(i.Value) == 0 {
		return nil
	}
	if err := json.Unmarshal(i.Value, into); err != nil {
		return fmt.Errorf("read %s: %w", what, err)
	}
	return nil
}

// mustJSON writes what always can be written: strings, numbers and times.
func mustJSON(v any) []byte {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("notify: %T is not JSON: %v", v, err))
	}
	return raw
}

// rewriteTries bounds how often something is written anew when others write
// it too.
const rewriteTries = 10

// rewrite reads an item and writes what change makes of it, again when
// somebody was faster. Doing it again must change nothing.
func (t *Teller) rewrite(ctx context.Context, key string, change func(Item) (Write, error)) error {
	var err error
	for range tries(ctx, rewriteTries) {
		var items []Item
		if items, err = t.Store.Get(ctx, key); err != nil {
			continue
		}
		w, bad := change(items[0])
		if bad != nil {
			return bad
		}
		if err = t.Store.Write(ctx, w); err == nil {
			return nil
		}
	}
	return fmt.Errorf("write %s: %w", key, err)
}

// tries counts up to n tries of something, with a pause before each but the
// first that grows by 20 ms. It ends early when ctx does.
func tries(ctx context.Context, n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for try := range n {
			if try > 0 && !pause(ctx, time.Duration(try)*20*time.Millisecond) || !yield(try) {
				return
			}
		}
	}
}

// pause waits; false means that ctx is done.
func pause(ctx context.Context, d time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}
