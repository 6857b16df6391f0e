package main

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/errandapp/errand/actors/tasklist"
)

// openTime is for opening the socket, and for finding the topic.
const openTime = 5 * time.Second

// A journey is the way of one message, and what is learned on it.
type journey struct {
	api    api
	inside inside
	limit  time.Duration // for each station
	title  string        // of the task that the message asks for

	socket *socket
	topic  *topic // nil when Kafka is not reachable

	// What chat makes of the message; set at that station.
	said    time.Time // when the message was sent, by the clock here
	task    tasklist.Task
	version int64
	ahead   time.Duration // of their clock, before the one here

	live bool // whether facts come over the socket; set at that station

	// The task that comes due; set at the reminder's station.
	ring tasklist.Task
	due  time.Time // its second, by the clock here
}

// A fresh person's list tells nothing but this journey, and nobody else sees it.
func newJourney(base *url.URL, in inside, limit time.Duration) *journey {
	id := uuid.New()
	letters := make([]byte, 6)
	for i := range letters { // letters only: words of the grammar have digits
		letters[i] = "bcdfghjklmnpqrstvwxz"[id[i]%20]
	}
	return &journey{
		api:    api{base, "verify-" + id.String(), &http.Client{}},
		inside: in, limit: limit, title: "Check the way of " + string(letters),
	}
}

// open begins to listen where facts come by.
func (j *journey) open(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, min(j.limit, openTime))
	defer cancel()
	if j.inside.kafka != "" {
		j.topic = openTopic(ctx, j.inside.kafka, j.api.user)
	}
	j.socket = openSocket(ctx, j.api)
}

func (j *journey) close() {
	j.socket.close()
	if j.topic != nil {
		j.topic.close()
	}
}

// legs are the stations in their order. Those of one leg are looked at
// together.
func (j *journey) legs() [][]station {
	return [][]station{
		{
			{name: "chat", look: j.say, hint: "chat and its sidecar; when it answers 503, also tasks and its sidecar, placement, scheduler and Postgres"},
		}, {
			{name: "actor", look: j.inList, hint: "tasks and its sidecar, and placement"},
			{name: "state row", look: j.stateRow, hint: "the component statestore of tasks, and whether ERRAND_POSTGRES is the database that it uses"},
			{name: "fact", look: j.onTopic, hint: "tasks, which tells the facts, and Kafka; until it is told a fact waits in the list's outbox"},
			{name: "audit", look: j.inAudit, hint: "audit and its sidecar"},
			{name: "socket", look: j.onSocket, hint: "sync, and chat's ERRAND_SYNC_URL"},
		}, {
			{name: "reminder", look: j.rings, since: "due", limit: j.limit + soon + time.Second, hint: "scheduler, and tasks and its sidecar"},
		}, {
			{name: "notification", look: j.told, since: "due", hint: "notify and its sidecar, its subscription to the facts, and the components mail and webhook"},
		},
	}
}

// travel goes from station to station, tells each outcome in order, and
// removes what it added.
func (j *journey) travel(ctx context.Context, tell func(outcome)) {
	for _, leg := range j.legs() {
		outcomes := make([]outcome, len(leg))
		var visits sync.WaitGroup
		for i, s := range leg {
			s.limit = cmp.Or(s.limit, j.limit)
			visits.Go(func() { outcomes[i] = s.visit(ctx) })
		}
		visits.Wait()
		for _, o := range outcomes {
			tell(o)
		}
	}
	// Also when we were told to stop.
	last := station{name: "clean-up", look: j.remove, limit: j.limit, hint: "chat, and tasks and its sidecar"}
	tell(last.visit(context.WithoutCancel(ctx)))
}
