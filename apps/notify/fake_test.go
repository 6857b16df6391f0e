package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/dapr/go-sdk/client"

	"github.com/errandapp/errand/actors/tasklist"
)

// A fault is how a call fails: before anything happened, or after.
type fault int

const (
	works fault = iota
	drops
	happens // but the caller hears of a failure
)

var errFault = errors.New("the connection to the sidecar was lost")

// fakeDapr is a sidecar with a state store, bindings, a scheduler, secrets and
// task lists. It keeps Dapr's promises, fails in two ways, and complains when
// its caller breaks one.
type fakeDapr struct {
	client.Client
	t      *testing.T
	now    func() time.Time
	fault  func(op, key string) fault // nil: everything works
	stock  bool                       // Dapr's own SMTP binding
	midway func()                     // nil, or what happens once while a message is being sent
	ending func(job string)           // nil, or what happens before a job is ended

	mu        sync.Mutex
	values    map[string]kept
	etags     int
	sending   map[string]bool // bindings in use
	sent      []client.InvokeBindingRequest
	status    map[string]string // what a binding's other side answers, by name; 200 else
	header    map[string]string
	jobs      map[string]time.Time
	dead      []deadLetter
	tasks     map[string]tasklist.Task // by list and id; those that are not there are removed
	set       tasklist.Settings
	asked     int // lists
	conflicts int // writes over something else than was read
}

type kept struct {
	value   []byte
	etag    string
	expires time.Time // zero: never
}

type deadLetter struct {
	Fact string
	Meta map[string]string
}

func newFake(t *testing.T, now func() time.Time) *fakeDapr {
	return &fakeDapr{t: t, now: now, values: map[string]kept{}, sending: map[string]bool{}, status: map[string]string{}, header: map[string]string{},
		jobs: map[string]time.Time{}, tasks: map[string]tasklist.Task{}}
}

func (f *fakeDapr) faulty(op, key string) fault {
	if f.fault == nil {
		return works
	}
	return f.fault(op, key)
}

func (f *fakeDapr) check(ctx context.Context, what string) error {
	if _, ok := ctx.Deadline(); !ok {
		f.t.Errorf("a call to %s has no deadline", what)
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

// GetBulkState answers in an order of its own, as Postgres does.
func (f *fakeDapr) GetBulkState(ctx context.Context, store string, keys []string, _ map[string]string, _ int32) ([]*client.BulkStateItem, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.check(ctx, store); err != nil {
		return nil, err
	}
	if f.faulty("get", keys[0]) != works {
		return nil, errFault
	}
	var items []*client.BulkStateItem
	for _, key := range slices.Backward(keys) {
		k, _ := f.get(key)
		if f.faulty("row", key) != works {
			k = kept{} // the read was broken off, and Postgres' component does not say so
		}
		items = append(items, &client.BulkStateItem{Key: key, Value: bytes.Clone(k.value), Etag: k.etag})
	}
	return items, nil
}

func (f *fakeDapr) GetState(ctx context.Context, store, key string, _ map[string]string) (*client.StateItem, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.check(ctx, store); err != nil {
		return nil, err
	}
	if f.faulty("get one", key) != works {
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
		if err := f.save(store, op.Item); err != nil {
			f.values = before
			return err
		}
	}
	if mode == happens {
		return errFault
	}
	return nil
}

// save writes one value. f.mu is held.
func (f *fakeDapr) save(store string, item *client.SetStateItem) error {
	etag, first := "", item.Options.Concurrency == client.StateConcurrencyFirstWrite
	if item.Etag != nil {
		etag = item.Etag.Value
	}
	if store != "shared" || strings.Contains(item.Key, "||") || item.Options.Concurrency == client.StateConcurrencyUndefined {
		f.t.Errorf("bad save: %s %s %+v", store, item.Key, item.Options)
	}
	old, there := f.get(item.Key)
	if etag != "" && etag != old.etag || etag == "" && there && first {
		f.conflicts++
		return errors.New("no item was updated")
	}
	f.etags++
	k := kept{value: bytes.Clone(item.Value), etag: fmt.Sprint("etag-", f.etags)}
	if s := item.Metadata["ttlInSeconds"]; s != "" {
		ttl, err := strconv.Atoi(s)
		if err != nil {
			f.t.Errorf("bad ttl %q", s)
		}
		k.expires = f.now().Add(time.Duration(ttl) * time.Second)
	}
	f.values[item.Key] = k
	return nil
}

// PublishEvent takes dead letters.
func (f *fakeDapr) PublishEvent(ctx context.Context, pubsub, topic string, data any, opts ...client.PublishEventOption) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.check(ctx, pubsub); err != nil {
		return err
	}
	if pubsub != "facts" || topic != "tasklist.facts.dead" || len(opts) != 2 {
		f.t.Errorf("bad publish: %s %s", pubsub, topic)
	}
	mode := f.faulty("publish", topic)
	if mode != drops {
		f.dead = append(f.dead, deadLetter{Fact: string(data.([]byte))})
	}
	if mode != works {
		return errFault
	}
	return nil
}

func (f *fakeDapr) InvokeBinding(ctx context.Context, in *client.InvokeBindingRequest) (*client.BindingEvent, error) {
	f.mu.Lock()
	if err := f.check(ctx, in.Name); err != nil {
		f.mu.Unlock()
		return nil, err
	}
	if f.stock && in.Name == "mail" && in.Operation == "send" {
		f.mu.Unlock()
		return nil, errors.New("error invoking output binding mail: binding mail does not support operation send. supported operations:create")
	}
	if in.Operation == "create" && f.sending[in.Name] {
		f.t.Error("two mails at once: the binding may mix them up")
	}
	f.sending[in.Name] = true
	mode := f.faulty("send", in.Name)
	f.mu.Unlock()

	time.Sleep(time.Millisecond) // let others in, who must not come
	if midway := f.midway; midway != nil {
		f.midway = nil
		midway()
	}

	f.mu.Lock()
	defer f.mu.Unlock()
	f.sending[in.Name] = false
	status, said := f.status[in.Name], map[string]string{}
	switch {
	case in.Name == "mail":
		said["smtpCode"] = status
	case status == "":
		said["statusCode"] = "200"
	default:
		said["statusCode"] = status
	}
	maps.Copy(said, f.header)
	if mode != drops && status == "" {
		f.sent = append(f.sent, *in)
	}
	if mode != works {
		return nil, errFault
	}
	if err := ctx.Err(); err != nil {
		return nil, err // cut off; it went out all the same
	}
	return &client.BindingEvent{Metadata: said}, nil
}

// ScheduleJob keeps a job until it is deleted; the test lets it ring.
func (f *fakeDapr) ScheduleJob(ctx context.Context, job *client.Job) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.check(ctx, "the scheduler"); err != nil {
		return err
	}
	policy, ok := job.FailurePolicy.(*client.JobFailurePolicyConstant)
	if job.Schedule == nil || *job.Schedule != "@every 1m" || !job.Overwrite || !ok || policy.MaxRetries != nil || policy.Interval == nil || strings.ContainsAny(job.Name, `/\#?`) {
		f.t.Errorf("a bad job: %+v", job)
	}
	at, err := time.Parse(time.RFC3339, *job.DueTime)
	if err != nil {
		f.t.Error(err)
	}
	mode := f.faulty("job", job.Name)
	if mode != drops {
		f.jobs[job.Name] = at
	}
	if mode != works {
		return errFault
	}
	return nil
}

func (f *fakeDapr) DeleteJob(ctx context.Context, name string) error {
	if f.ending != nil {
		f.ending(name)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.check(ctx, "the scheduler"); err != nil {
		return err
	}
	mode := f.faulty("end", name)
	if mode != drops {
		delete(f.jobs, name)
	}
	if mode != works {
		return errFault
	}
	return nil
}

// jobAt is when a job rings; zero when there is none.
func (f *fakeDapr) jobAt(name string) time.Time {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.jobs[name]
}

// ringsAgain is what becomes of a job that rang at a moment, and was taken for
// done: it rings a minute later, unless it was ended or set anew.
func (f *fakeDapr) ringsAgain(name string, at time.Time) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.jobs[name].Equal(at) {
		f.jobs[name] = at.Add(time.Minute)
	}
}

func (f *fakeDapr) GetSecret(ctx context.Context, store, key string, _ map[string]string) (map[string]string, error) {
	if err := f.check(ctx, store); err != nil {
		return nil, err
	}
	if f.faulty("secret", key) != works {
		return nil, errFault
	}
	if store != "secrets" || key != "notify" {
		f.t.Errorf("bad secret: %s %s", store, key)
	}
	return map[string]string{
		"vapid-private-key": "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94",
		"webhook-secret":    "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
		"unsubscribe-key":   "a key of thirty-two bytes or more.",
	}, nil
}

// InvokeActor answers for the lists.
func (f *fakeDapr) InvokeActor(ctx context.Context, in *client.InvokeActorRequest) (*client.InvokeActorResponse, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.check(ctx, in.ActorType); err != nil {
		return nil, err
	}
	f.asked++
	var q tasklist.Query
	if err := json.Unmarshal(in.Data, &q); err != nil || in.ActorType != "TaskList" || in.Method != "List" {
		f.t.Errorf("a bad question: %+v %v", in, err)
	}
	if f.faulty("list", in.ActorID) != works {
		return nil, errFault
	}
	reply := tasklist.Reply{Settings: f.set}
	if task, ok := f.tasks[in.ActorID+"/"+q.Task]; ok {
		reply.Tasks = append(reply.Tasks, task)
	}
	raw, err := json.Marshal(reply)
	return &client.InvokeActorResponse{Data: raw}, err
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

// of is what went out by a binding.
func (f *fakeDapr) of(binding string) (all []client.InvokeBindingRequest) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, in := range f.sent {
		if in.Name == binding {
			all = append(all, in)
		}
	}
	return all
}
