package stack

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/errandapp/errand/deploy/local/replace"
)

// leadership shortens the start after a scheduler was killed. A scheduler leads
// under a lease in its etcd, and a new one waits, for 20 s, until the old one's
// lease ends: it cannot know that the old one is dead. We know, because we hold
// the lock and started both. So we write down each leader's lease, and revoke it
// when the next scheduler starts. etcd is asked through its JSON gateway.
//
// In Start nobody waits for the first leader: it is written down at the end. A
// scheduler that is started later is ready when it leads and that is written
// down, so that a second death costs no more than the first.
type leadership struct {
	etcd    string                           // http://host:port
	file    string                           // holds the lease of the last leader that we saw
	printf  func(format string, args ...any) // takes the news; nil: the standard logger
	fresh   atomic.Bool                      // a scheduler was started that has not been yielded to
	unknown atomic.Bool                      // its lease is not written down yet
	started atomic.Bool                      // Start is over
}

// begin is called before each start of the scheduler.
func (l *leadership) begin() {
	l.fresh.Store(true)
	l.unknown.Store(true)
}

// ready yields to the scheduler that was started and, once Start is over, waits
// for it to lead.
func (l *leadership) ready(ctx context.Context) error {
	if err := l.yield(ctx); err != nil {
		return err
	}
	if !l.started.Load() || !l.unknown.Load() {
		return nil
	}
	return l.remember(ctx)
}

// leaders is the range of keys under which schedulers lead.
const (
	leadersFrom = "dapr/leadership/"
	leadersTo   = "dapr/leadership0" // the first key after all that begin so
)

// yield revokes the last leader's lease, once for each start of the scheduler.
// A file that holds no lease is as good as none: the start then takes 20 s more.
func (l *leadership) yield(ctx context.Context) error {
	if !l.fresh.Load() {
		return nil
	}
	lease, err := os.ReadFile(l.file)
	if errors.Is(err, os.ErrNotExist) {
		l.fresh.Store(false)
		return nil
	}
	if err != nil {
		return err
	}
	id := strings.TrimSpace(string(lease))
	if n, err := strconv.ParseInt(id, 10, 64); err != nil || n <= 0 {
		l.say("%s holds no lease but %.40q, and is removed: the scheduler may take 20 s to lead", l.file, id)
		if err := os.Remove(l.file); err != nil {
			return err
		}
		l.fresh.Store(false)
		return nil
	}
	// A lease that is not there any more was given back in an orderly stop.
	if err := l.call(ctx, "/v3/lease/revoke", map[string]string{"ID": id}, nil, http.StatusNotFound); err != nil {
		return fmt.Errorf("revoke the lease in %s: %w", l.file, err)
	}
	l.fresh.Store(false)
	return os.Remove(l.file)
}

// remember writes down the lease of the scheduler that leads now.
func (l *leadership) remember(ctx context.Context) error {
	request := map[string][]byte{"key": []byte(leadersFrom), "range_end": []byte(leadersTo)}
	var answer struct {
		Leaders []struct {
			Lease string `json:"lease"`
		} `json:"kvs"`
	}
	if err := l.call(ctx, "/v3/kv/range", request, &answer, 0); err != nil {
		return err
	}
	if len(answer.Leaders) != 1 {
		return fmt.Errorf("%d schedulers lead", len(answer.Leaders))
	}
	if err := replace.File(l.file, []byte(answer.Leaders[0].Lease+"\n"), 0o644); err != nil {
		return err
	}
	l.unknown.Store(false)
	return nil
}

func (l *leadership) say(format string, args ...any) {
	if l.printf == nil {
		log.Printf(format, args...)
		return
	}
	l.printf(format, args...)
}

// call posts to the gateway; the status in allowed is as good as success.
func (l *leadership) call(ctx context.Context, path string, request, answer any, allowed int) error {
	body, err := json.Marshal(request)
	if err != nil {
		return err
	}
	post, err := http.NewRequestWithContext(ctx, http.MethodPost, l.etcd+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	response, err := http.DefaultClient.Do(post)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode == allowed {
		return nil
	}
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("etcd %s: %s", path, response.Status)
	}
	if answer == nil {
		return nil
	}
	return json.NewDecoder(response.Body).Decode(answer)
}
