//go:build e2e

package e2e

import (
	"bytes"
	"context"
	"crypto/ecdh"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"hash/fnv"
	"maps"
	mrand "math/rand/v2"
	"net/http"
	"net/mail"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
	"github.com/twmb/franz-go/pkg/kgo"
	"golang.org/x/sync/errgroup"

	"github.com/errandapp/errand/actors/tasklist"
)

var (
	notifyMoments = flag.Int("notify.moments", 1000, "how many due moments TestAStormOfNotifications has")
	notifyFails   = flag.Float64("notify.fails", 0.2, "how much of what it sends fails, 0 to 1")
)

// stormEach is how many due moments a person has: as many as receipts are kept.
const stormEach = 50

// A tally is what receivers saw of the storm, by channel and by the id that
// the receiver knows a repeat by.
type tally struct {
	mu      sync.Mutex
	of      map[string]bool           // ids that are the storm's
	taken   map[string]map[string]int // by channel and id: how often it was taken
	refused map[string]int            // by channel: how often something was not
	random  *mrand.Rand
}

// judge takes one message, or not: one in five fails, and one in a hundred
// moments is refused for good on each channel. It answers with 0, 5 (for now)
// or 4 (for good).
func (c *tally) judge(channel, id string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.of[channel+" "+id] {
		return 0
	}
	if neverTaken(channel, id) {
		c.refused[channel]++
		return 4
	}
	if c.random.Float64() < *notifyFails {
		c.refused[channel]++
		return 5
	}
	c.taken[channel][id]++
	return 0
}

func (c *tally) count(channel string) (raw, distinct int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, n := range c.taken[channel] {
		raw += n
	}
	return raw, len(c.taken[channel])
}

// neverTaken are one in a hundred, drawn by the id.
func neverTaken(channel, id string) bool {
	h := fnv.New32a()
	fmt.Fprint(h, channel, id)
	return h.Sum32()%100 == 0
}

// idOn is the id under which a channel's receiver knows a moment.
func idOn(channel, user string, version uint64) string {
	id := fmt.Sprintf("%s/%d", user, version)
	switch channel {
	case "webhook":
		return id
	case "email":
		id += " " + user + "@errand.localhost"
	}
	sum := sha256.Sum256([]byte(id))
	return hex.EncodeToString(sum[:16])
}

var stormChannels = []string{"email", "webhook", "push", "ntfy"}

// TestAStormOfNotifications: many moments come due at once, every channel
// fails one time in five and refuses some for good, and notify is killed three
// times in the middle. Each moment is told on each channel under one id, or is a dead
// letter with its reason, and the receipts say which.
func TestAStormOfNotifications(t *testing.T) {
	mend(t)
	c := &tally{of: map[string]bool{}, taken: map[string]map[string]int{}, refused: map[string]int{}, random: mrand.New(mrand.NewPCG(1, 2))}
	for _, channel := range stormChannels {
		c.taken[channel] = map[string]int{}
	}
	receive(t, c)
	dead := readDead(t)

	var people []person
	lead := 15*time.Second + time.Duration(*notifyMoments)*3*time.Millisecond
	at := time.Now().Add(lead).Truncate(time.Second)
	var setting errgroup.Group
	setting.SetLimit(8)
	for range max(1, *notifyMoments/stormEach) {
		p := someone(t)
		people = append(people, p)
		for v := uint64(stormEach + 1); v <= 2*stormEach; v++ {
			for _, channel := range stormChannels {
				c.of[channel+" "+idOn(channel, p.user, v)] = true
			}
		}
		setting.Go(func() error {
			if err := p.choosesAll(); err != nil {
				return err
			}
			return p.willBeRung(at)
		})
	}
	must(t, setting.Wait())
	if left := time.Until(at); left < time.Second {
		t.Fatalf("the machine is too slow: it was %v late to set all reminders", -left)
	}
	moments := len(people) * stormEach
	time.Sleep(time.Until(at))

	within(t, 2*time.Minute, "a third is told", func() error {
		if _, n := c.count("webhook"); n < moments/3 {
			return fmt.Errorf("%d webhooks", n)
		}
		return nil
	})
	killed := time.Since(at)
	for range 3 { // jobs ring while it is down: Dapr may take some of those for done
		must(t, system.Crash("notify"))
		must(t, system.AwaitReady(t.Context(), "notify"))
		time.Sleep(2 * time.Second)
	}

	states := map[string]map[uint64]map[string]string{} // by user, version and channel
	for _, p := range people {
		within(t, 8*time.Minute, "all receipts of "+p.user, func() (err error) {
			states[p.user], err = p.receipts()
			return err
		})
	}
	took := time.Since(at)

	lost := 0
	for _, p := range people {
		for v := uint64(stormEach + 1); v <= 2*stormEach; v++ {
			for _, channel := range stormChannels {
				id := idOn(channel, p.user, v)
				c.mu.Lock()
				taken := c.taken[channel][id]
				c.mu.Unlock()
				reason := dead.why(fmt.Sprintf("%s/%d", p.user, v), channel)
				switch state := states[p.user][v][channel]; {
				case state == "sent" && taken >= 1 && reason == "":
				case state == "failed" && taken == 0 && reason != "":
				default:
					if lost++; lost <= 10 {
						t.Errorf("%s/%d on %s: the receipt says %q, it arrived %d times, dead letter %q", p.user, v, channel, state, taken, reason)
					}
				}
			}
		}
	}
	t.Logf("%d moments on %d channels; notify was killed three times from %.1f s after they came due on; all receipts were there after %.1f s; %d disagree",
		moments, len(stormChannels), killed.Seconds(), took.Seconds(), lost)
	for _, channel := range stormChannels {
		raw, distinct := c.count(channel)
		c.mu.Lock()
		t.Logf("%-8s %5d taken, %5d by id (%d repeats), %5d dead letters; %d tries failed", channel, raw, distinct, raw-distinct, moments-distinct, c.refused[channel])
		c.mu.Unlock()
	}
	t.Logf("dead letters by reason: %v", dead.reasons())
}

// receive lets the receivers of all channels be judged.
func receive(t *testing.T, c *tally) {
	status := func(w int) int {
		return map[int]int{0: http.StatusCreated, 5: http.StatusServiceUnavailable, 4: http.StatusBadRequest}[w]
	}
	inbox.says(func(path string, p posted) int {
		if strings.HasPrefix(path, "/ntfy") {
			var m struct {
				Sequence string `json:"sequence_id"`
			}
			if err := json.Unmarshal(p.body, &m); err != nil {
				t.Error(err)
			}
			return status(c.judge("ntfy", m.Sequence))
		}
		return status(c.judge("push", p.header.Get("Topic")))
	})
	webhook.judge(func(h http.Header) int { return status(c.judge("webhook", h.Get("Webhook-Id"))) })
	system.JudgeMail(func(text []byte) error {
		m, err := mail.ReadMessage(bytes.NewReader(text))
		if err != nil {
			return err
		}
		id, _, _ := strings.Cut(strings.Trim(m.Header.Get("Message-Id"), "<>"), "@")
		switch c.judge("email", id) {
		case 5:
			return &smtp.SMTPError{Code: 451, Message: "made to fail"}
		case 4:
			return &smtp.SMTPError{Code: 550, Message: "made to fail"}
		}
		return nil
	})
	t.Cleanup(func() {
		inbox.says(nil)
		webhook.judge(nil)
		system.JudgeMail(nil)
	})
}

// choosesAll turns every channel on.
func (p person) choosesAll() error {
	key, err := ecdh.P256().GenerateKey(rand.Reader)
	if err != nil {
		return err
	}
	auth := make([]byte, 16)
	if _, err := rand.Read(auth); err != nil {
		return err
	}
	b64 := base64.RawURLEncoding.EncodeToString
	push := fmt.Sprintf(`{"endpoint":"%s/push/%s","keys":{"p256dh":%q,"auth":%q},"name":"Test"}`, inbox.url, p.user, b64(key.PublicKey().Bytes()), b64(auth))
	if err := p.doing(http.StatusCreated, "POST", "/v1/notifications/push", push); err != nil {
		return err
	}
	return p.doing(http.StatusOK, "PATCH", "/v1/notifications/settings", fmt.Sprintf(`{"ntfyTopic":%q}`, p.user))
}

// willBeRung gives the person stormEach tasks, all due at one moment.
func (p person) willBeRung(at time.Time) error {
	var commands []string
	for i := range stormEach {
		commands = append(commands, fmt.Sprintf(`{"verb":"AddTask","args":{"id":"t%d","title":"Moment %d","due":{"date":%q,"time":%q,"timeZone":"UTC"}}}`,
			i, i, at.UTC().Format(time.DateOnly), at.UTC().Format(time.TimeOnly)))
	}
	return p.doing(http.StatusOK, "POST", "/v1/batch", `{"commands":[`+strings.Join(commands, ",")+`]}`)
}

// doing asks until there is an answer, which must be the status.
func (p person) doing(status int, method, path, body string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	key := strconv.FormatUint(mrand.Uint64(), 36)
	for {
		a, err := p.try(ctx, method, path, body, "Idempotency-Key", key)
		if err == nil && a.status == status {
			return nil
		}
		if ctx.Err() != nil || err == nil && a.status < 500 {
			return fmt.Errorf("%s %s: %d %s %s: %w", method, path, a.status, a.Field, a.Detail, err)
		}
		time.Sleep(100 * time.Millisecond)
	}
}

// receipts are the person's, by version and channel, once nothing is left to
// do.
func (p person) receipts() (map[uint64]map[string]string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	a, err := p.try(ctx, "GET", "/v1/notifications", "")
	if err != nil || a.status != http.StatusOK || len(a.Notifications) != stormEach {
		return nil, fmt.Errorf("%d, %d notifications: %w", a.status, len(a.Notifications), err)
	}
	all := map[uint64]map[string]string{}
	for _, n := range a.Notifications {
		all[n.Version] = map[string]string{}
		for _, s := range n.Channels {
			if s.Outcome != "sent" && s.Outcome != "failed" {
				return nil, fmt.Errorf("%d on %s: %s %s", n.Version, s.Channel, s.Outcome, s.Error)
			}
			all[n.Version][s.Channel] = s.Outcome
		}
		for _, channel := range stormChannels {
			tries := slices.DeleteFunc(slices.Clone(n.Attempts), func(a struct {
				Channel, Device, Outcome, Error string
				Attempt                         int
			}) bool {
				return a.Channel != channel
			})
			if len(tries) == 0 || tries[len(tries)-1].Outcome != all[n.Version][channel] {
				return nil, fmt.Errorf("%d on %s is %s, and its last receipt is another: %v", n.Version, channel, all[n.Version][channel], tries)
			}
		}
	}
	return all, nil
}

// graves are the dead letters that came while a test was running.
type graves struct {
	mu  sync.Mutex
	all map[string]string // reason, by fact and channel
}

// readDead reads the dead letters from now on.
func readDead(t *testing.T) *graves {
	t.Helper()
	g := &graves{all: map[string]string{}}
	kafka, err := kgo.NewClient(kgo.SeedBrokers(system.Kafka), kgo.ConsumeTopics(tasklist.Topic+".dead"), kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()))
	must(t, err)
	ctx, stop := context.WithCancel(context.Background())
	var reading sync.WaitGroup
	reading.Go(func() {
		for ctx.Err() == nil {
			kafka.PollFetches(ctx).EachRecord(g.take)
		}
	})
	t.Cleanup(func() {
		stop()
		reading.Wait()
		kafka.Close()
	})
	return g
}

func (g *graves) take(r *kgo.Record) {
	var fact struct{ ID string }
	if json.Unmarshal(r.Value, &fact) != nil {
		return // another test's
	}
	header := map[string]string{}
	for _, h := range r.Headers {
		header[h.Key] = string(h.Value)
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.all[fact.ID+" "+header["errand-dead-channel"]] = header["errand-dead-reason"]
}

func (g *graves) why(fact, channel string) string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.all[fact+" "+channel]
}

func (g *graves) reasons() map[string]int {
	g.mu.Lock()
	defer g.mu.Unlock()
	n := map[string]int{}
	for reason := range maps.Values(g.all) {
		n[reason]++
	}
	return n
}
