package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/uuid"
	"github.com/prometheus/client_golang/prometheus"
	"go.opentelemetry.io/otel/trace"

	"github.com/errandapp/errand/actors/conversation"
	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/actors/tasklist/query"
	"github.com/errandapp/errand/actors/tasklist/remote"
	"github.com/errandapp/errand/apps/chat/api"
	"github.com/errandapp/errand/apps/chat/model"
	"github.com/errandapp/errand/apps/chat/model/modeltest"
)

// noon is when the tests play: a Tuesday.
var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

// memory keeps lists in memory by the real rules, and makes the actor's
// promises: a call travels as JSON, one at a time, and a refusal changes
// nothing. It fails in the two ways a call can.
type memory struct {
	mu       sync.Mutex
	lists    map[string]tasklist.State
	away     bool // no command or question gets through
	failNext int  // so many commands do not get through
	loseNext int  // so many commands are followed, and their answers lost
	afterOK  int  // when above 0: commands fail after that many
	now      func() time.Time
	trace    string // id of the trace that the last command came with
	asked    []tasklist.Query
}

func (m *memory) Do(ctx context.Context, list string, c tasklist.Command) (tasklist.Reply, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.trace = trace.SpanContextFromContext(ctx).TraceID().String()
	args, err := json.Marshal(c.Verb)
	if err != nil {
		return tasklist.Reply{}, err
	}
	payload, err := json.Marshal(tasklist.Call{ID: c.ID, IfVersion: c.IfVersion, Args: args})
	if err != nil {
		return tasklist.Reply{}, err
	}
	_, c, err = tasklist.ReadCall(tasklist.MethodOf(c.Verb), payload)
	if err != nil {
		return tasklist.Reply{}, err
	}
	if m.away || m.failNext > 0 {
		m.failNext = max(0, m.failNext-1)
		return tasklist.Reply{}, fmt.Errorf("%w: test", remote.ErrUnavailable)
	}
	if m.afterOK > 0 {
		if m.afterOK--; m.afterOK == 0 {
			m.away = true
		}
	}
	s := m.lists[list]
	events, err := tasklist.Decide(s, c, m.now())
	if err != nil {
		refusal := err.(*tasklist.Refusal)
		return tasklist.Reply{Version: s.Version, Refusal: refusal}, refusal
	}
	before := s
	s = tasklist.Fold(s, events)
	m.lists[list] = s
	if m.loseNext > 0 {
		m.loseNext--
		return tasklist.Reply{}, fmt.Errorf("%w: the answer was lost", remote.ErrUnavailable)
	}
	reply := tasklist.Reply{Version: s.Version, Events: len(events)}
	touched := []string{tasklist.TaskOf(c.Verb)}
	for _, e := range events {
		touched = append(touched, e.Task)
	}
	slices.Sort(touched[1:])
	for _, id := range slices.Compact(touched) {
		if t, ok := s.Task(id); ok && !slices.ContainsFunc(reply.Tasks, func(o tasklist.Task) bool { return o.ID == id }) {
			reply.Tasks = append(reply.Tasks, t)
		} else if was, there := before.Task(id); !ok && there && !was.Waiting() && !slices.Contains(reply.Gone, id) {
			reply.Gone = append(reply.Gone, id)
		}
	}
	return reply, nil
}

// List answers as the actor does: see host/answer.go.
func (m *memory) List(_ context.Context, list string, q tasklist.Query) (tasklist.Reply, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.away {
		return tasklist.Reply{}, fmt.Errorf("%w: test", remote.ErrUnavailable)
	}
	m.asked = append(m.asked, q)
	s := m.lists[list]
	r := tasklist.Reply{Version: s.Version, Settings: s.Settings}
	if q.Command != "" && s.Recent.Has(q.Command) {
		r.Events = 1
	}
	if q.History {
		r.CanUndo, r.CanRedo = s.History.CanUndo(), s.History.CanRedo()
	}
	if q.Task != "" {
		if t, ok := s.Task(q.Task); ok {
			r.Tasks = []tasklist.Task{t}
		}
		return r, nil
	}
	tasks, ok := s.ByStatus(cmp.Or(q.Status, tasklist.StatusOpen))
	if !ok {
		return refusal(r, "status", errors.New("no such status"))
	}
	if q.Filter == "" && q.Sort == "" && q.Limit == 0 && q.Cursor == "" {
		r.Tasks = slices.Collect(tasks)
		r.Total = len(r.Tasks)
		return r, nil
	}
	filter, err := query.Parse(q.Filter)
	if err != nil {
		return refusal(r, "filter", err)
	}
	sort, err := query.ParseSort(q.Sort)
	if err != nil {
		return refusal(r, "sort", err)
	}
	zone, err := s.Settings.Zone(q.TimeZone)
	if wrong := (*tasklist.Refusal)(nil); errors.As(err, &wrong) {
		r.Refusal = wrong
		return r, wrong
	}
	items := func(yield func(*query.Item) bool) {
		for t := range tasks {
			if item := t.Item(); !yield(&item) {
				return
			}
		}
	}
	found, err := query.Query{Filter: filter, Sort: sort, Limit: q.Limit, Cursor: q.Cursor}.Page(items, query.Env{Now: m.now(), Zone: zone})
	if err != nil {
		return refusal(r, "cursor", err)
	}
	for _, item := range found.Items {
		if t, ok := s.Any(item.ID); ok {
			r.Tasks = append(r.Tasks, t)
		}
	}
	r.Next, r.Total = found.Next, found.Total
	return r, nil
}

func refusal(r tasklist.Reply, field string, err error) (tasklist.Reply, error) {
	r.Refusal = &tasklist.Refusal{Code: tasklist.CodeBadFilter, Field: field, Message: err.Error()}
	return r, r.Refusal
}

// signer signs nothing, by name.
type signer struct{ err error }

func (s signer) Sign(_ context.Context, user string, now time.Time) (string, time.Time, error) {
	return "ticket-of-" + user, now.Add(time.Minute), s.err
}

// neighbours are other apps that answer what they are told to.
type neighbours struct {
	answer string
	broken io.Reader // what comes after the answer, when it is opened
	err    error
	asked  []string
}

func (n *neighbours) Get(_ context.Context, app, path string, query url.Values, user string) ([]byte, error) {
	n.asked = append(n.asked, fmt.Sprintf("%s %s?%s for %s", app, path, query.Encode(), user))
	return []byte(n.answer), n.err
}

func (n *neighbours) Do(_ context.Context, app, method, path, user string, body []byte) ([]byte, error) {
	n.asked = append(n.asked, fmt.Sprintf("%s %s %s %s for %s", app, method, path, body, user))
	return []byte(n.answer), n.err
}

func (n *neighbours) Open(_ context.Context, app, path string, query url.Values, user string) (*http.Response, error) {
	n.asked = append(n.asked, fmt.Sprintf("%s %s?%s for %s", app, path, query.Encode(), user))
	if n.err != nil {
		return nil, n.err
	}
	header := http.Header{"Content-Type": {"text/csv"}, "Content-Disposition": {"attachment"}, "X-Other": {"x"}}
	if n.answer == "" {
		header = http.Header{} // daprd's own answer for an app that it could not reach
	}
	body := io.Reader(strings.NewReader(n.answer))
	if n.broken != nil {
		body = io.MultiReader(body, n.broken)
	}
	return &http.Response{Header: header, Body: io.NopCloser(body)}, nil
}

// world is a server with everything behind it.
type world struct {
	t       *testing.T
	memory  *memory
	talks   *recollection
	apps    *neighbours
	tickets *signer
	llm     *modeltest.Fake // not installed
	model   *model.Model
	log     *bytes.Buffer
	at      time.Time
	handler http.Handler
}

func newWorld(t *testing.T) *world {
	t.Helper()
	sync, err := url.Parse("http://127.0.0.1:1")
	if err != nil {
		t.Fatal(err)
	}
	return newWorldWith(t, doors{sync: sync, hosts: []string{"errand.example"}, page: fstest.MapFS{
		"index.html": {Data: []byte("<!doctype html>page")}, "assets/app-abc.js": {Data: []byte("1")}, ".gitkeep": {},
	}})
}

func newWorldWith(t *testing.T, d doors) *world {
	t.Helper()
	w := &world{t: t, apps: &neighbours{}, tickets: &signer{}, log: &bytes.Buffer{}, at: noon}
	w.memory = &memory{lists: map[string]tasklist.State{}, now: func() time.Time { return w.at }}
	w.talks = &recollection{talks: map[string]conversation.State{}, failing: map[string]failure{}, now: w.memory.now}
	w.serve(d)
	return w
}

// sibling is another server before the same lists and conversations.
func (w *world) sibling(t *testing.T) *world {
	t.Helper()
	other := *w
	other.log = &bytes.Buffer{}
	other.serve(doors{sync: &url.URL{Scheme: "http", Host: "127.0.0.1:1"}, page: fstest.MapFS{}})
	other.llm.Install(true)
	if err := other.model.Look(t.Context()); err != nil {
		t.Fatal(err)
	}
	return &other
}

// serve makes the server.
func (w *world) serve(d doors) {
	w.t.Helper()
	log := slog.New(slog.NewJSONHandler(w.log, nil))
	w.llm = &modeltest.Fake{}
	w.model = model.New(w.llm, model.NewFigures(prometheus.NewRegistry()), log)
	a := &app{
		lists: w.memory, talks: w.talks, apps: w.apps, tickets: w.tickets, model: w.model,
		now:   func() time.Time { return w.at },
		newID: func() string { return uuid.Must(uuid.NewV7()).String() },
		log:   log,
	}
	handler, err := a.routes(d)
	if err != nil {
		w.t.Fatal(err)
	}
	w.handler = handler
}

// send asks with headers given as "Name: value" and reads the answer.
func (w *world) send(method, path, body string, headers ...string) *httptest.ResponseRecorder {
	w.t.Helper()
	req := httptest.NewRequestWithContext(w.t.Context(), method, "http://localhost:8080"+path, strings.NewReader(body))
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		if name == "Host" {
			req.Host = value
		} else if req.Header.Set(name, value); value == "" {
			req.Header.Del(name)
		}
	}
	res := httptest.NewRecorder()
	w.handler.ServeHTTP(res, req)
	return res
}

// ok sends, wants the status, and reads the answer into a T.
func ok[T any](w *world, status int, method, path, body string, headers ...string) T {
	w.t.Helper()
	res := w.send(method, path, body, headers...)
	if res.Code != status {
		w.t.Fatalf("%s %s %.200s: got %d %s, want %d", method, path, body, res.Code, res.Body, status)
	}
	var v T
	d := json.NewDecoder(res.Body)
	d.DisallowUnknownFields()
	if err := d.Decode(&v); err != nil {
		w.t.Fatalf("%s %s: the answer is not a %T: %v", method, path, v, err)
	}
	return v
}

// refused sends and wants a problem with the status, code and field.
func (w *world) refused(status int, code, field, method, path, body string, headers ...string) api.Problem {
	w.t.Helper()
	res := w.send(method, path, body, headers...)
	raw, _ := io.ReadAll(bytes.NewReader(res.Body.Bytes()))
	var p api.Problem
	if err := json.Unmarshal(raw, &p); err != nil {
		w.t.Fatalf("%s %s: got %d %s, want a problem", method, path, res.Code, raw)
	}
	if res.Code != status || p.Status != status || p.Code != code || p.Field != field {
		w.t.Errorf("%s %s %.120s: got %d %s field %q (%s), want %d %s field %q", method, path, body, res.Code, p.Code, p.Field, p.Detail, status, code, field)
	}
	if kind := res.Header().Get("Content-Type"); kind != "application/problem+json" {
		w.t.Errorf("%s %s: Content-Type is %q", method, path, kind)
	}
	if p.Detail == "" || p.Title == "" || p.Type == "" {
		w.t.Errorf("%s %s: the problem has no words: %+v", method, path, p)
	}
	return p
}
