package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/dapr/go-sdk/client"
)

// A fault is how a call fails: before anything happened, or after.
type fault int

const (
	works fault = iota
	drops
	happens // but the caller hears of a failure
)

var errFault = errors.New("the connection to the sidecar was lost")

// fakeDapr is a sidecar with a state store and two bindings. It keeps Dapr's
// promises, fails in two ways, and complains when its caller breaks one.
type fakeDapr struct {
	client.Client
	t     *testing.T
	now   func() time.Time
	fault func(op, key string) fault // nil: everything works

	mu      sync.Mutex
	values  map[string]kept
	etags   int
	sending map[string]bool // bindings in use
	sent    []client.InvokeBindingRequest
	aside   map[string][]string // what was published, by component and topic
}

type kept struct {
	value   []byte
	etag    string
	expires time.Time // zero: never
}

func newFake(t *testing.T, now func() time.Time) *fakeDapr {
	return &fakeDapr{t: t, now: now, values: map[string]kept{}, sending: map[string]bool{}, aside: map[string][]string{}}
}

func (f *fakeDapr) faulty(op, key string) fault {
	if f.fault == nil {
		return works
	}
	return f.fault(op, key)
}

func (f *fakeDapr) check(ctx context.Context, store string) error {
	if _, ok := ctx.Deadline(); !ok {
		f.t.Errorf("a call to %s has no deadline", store)
	}
	return ctx.Err()
}

// get is the value that has not expired. f.mu is held.
func (f *fakeDapr) get(key string) (kept, bool) {
	k, ok := f.values[key]
	if ok && !k.expires.IsZero() && !f.now().Before(k.expires) {
		return kept{}, false
	}
	return k, ok
}

func (f *fakeDapr) GetState(ctx context.Context, store, key string, _ map[string]string) (*client.StateItem, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.check(ctx, store); err != nil {
		return nil, err
	}
	if f.faulty("get", key) != works {
		return nil, errFault
	}
	k, _ := f.get(key)
	return &client.StateItem{Key: key, Value: bytes.Clone(k.value), Etag: k.etag}, nil
}

// ExecuteStateTransaction is all or nothing, as Postgres makes it.
func (f *fakeDapr) ExecuteStateTransaction(ctx context.Context, store string, _ map[string]string, ops []*client.StateOperation) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.check(ctx, store); err != nil {
		return err
	}
	mode := f.faulty("save", ops[0].Item.Key)
	if mode == drops {
		return errFault
	}
	before := maps.Clone(f.values)
	for _, op := range ops {
		if op.Type != client.StateOperationTypeUpsert {
			f.t.Errorf("bad operation %v", op.Type)
		}
		if err := f.save(store, op.Item.Key, op.Item.Value, "", op.Item.Metadata, *op.Item.Options); err != nil {
			f.values = before
			return err
		}
	}
	if mode == happens {
		return errFault
	}
	return nil
}

func (f *fakeDapr) SaveStateWithETag(ctx context.Context, store, key string, data []byte, etag string, meta map[string]string, opts ...client.StateOption) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.check(ctx, store); err != nil {
		return err
	}
	var o client.StateOptions
	for _, opt := range opts {
		opt(&o)
	}
	mode := f.faulty("save", key)
	if mode == drops {
		return errFault
	}
	if err := f.save(store, key, data, etag, meta, o); err != nil {
		return err
	}
	if mode == happens {
		return errFault
	}
	return nil
}

// save writes one value. f.mu is held.
func (f *fakeDapr) save(store, key string, data []byte, etag string, meta map[string]string, o client.StateOptions) error {
	if store != "shared" || strings.Contains(key, "||") || o.Concurrency == client.StateConcurrencyUndefined {
		f.t.Errorf("bad save: %s %s %+v", store, key, o)
	}
	old, there := f.get(key)
	if etag != "" && etag != old.etag || etag == "" && there && o.Concurrency == client.StateConcurrencyFirstWrite {
		return errors.New("no item was updated")
	}
	f.etags++
	k := kept{value: bytes.Clone(data), etag: fmt.Sprint("etag-", f.etags)}
	if s := meta["ttlInSeconds"]; s != "" {
		ttl, err := strconv.Atoi(s)
		if err != nil {
			f.t.Errorf("bad ttl %q", s)
		}
		k.expires = f.now().Add(time.Duration(ttl) * time.Second)
	}
	f.values[key] = k
	return nil
}

// PublishEvent takes what is put aside.
func (f *fakeDapr) PublishEvent(ctx context.Context, pubsub, topic string, data any, _ ...client.PublishEventOption) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.check(ctx, pubsub); err != nil {
		return err
	}
	if f.faulty("publish", topic) != works {
		return errFault
	}
	f.aside[pubsub+" "+topic] = append(f.aside[pubsub+" "+topic], string(data.([]byte)))
	return nil
}

func (f *fakeDapr) InvokeOutputBinding(ctx context.Context, in *client.InvokeBindingRequest) error {
	f.mu.Lock()
	if err := f.check(ctx, in.Name); err != nil {
		f.mu.Unlock()
		return err
	}
	if in.Name == "mail" && f.sending[in.Name] {
		f.t.Error("two mails at once: the binding may mix them up")
	}
	f.sending[in.Name] = true
	mode := f.faulty("send", in.Name)
	f.mu.Unlock()

	time.Sleep(time.Millisecond) // let others in, who must not come

	f.mu.Lock()
	defer f.mu.Unlock()
	f.sending[in.Name] = false
	if mode != drops {
		f.sent = append(f.sent, *in)
	}
	if mode != works {
		return errFault
	}
	return nil
}

// count is how often a binding was used.
func (f *fakeDapr) count(binding string) (n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, in := range f.sent {
		if in.Name == binding {
			n++
		}
	}
	return n
}
