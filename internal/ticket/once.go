package ticket

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"time"
)

// Why a good ticket is not taken.
var (
	ErrUsed = errors.New("the ticket has been used")
	errMany = errors.New("too many tickets are remembered as used")
)

// maxUsed bounds the tickets that are remembered, of 43 bytes: 200,000 a
// minute where the clocks agree.
const maxUsed = 300_000

// Once takes each ticket once, so that one which leaks, for example through a
// proxy's log of addresses, is of no use. It remembers a ticket for as long as
// it would be taken, which is longer than Life when its signer's clock is ahead
// of ours. It knows what it has seen itself: a ticket is good once for each
// process, and once more after a restart.
type Once struct {
	Log *slog.Logger // is told when clocks differ; nil: slog.Default()

	keys *Keys

	mu      sync.Mutex // guards the fields below
	used    used
	clocks  clocks
	maxUsed int
}

// NewOnce takes the tickets that keys believes.
func NewOnce(keys *Keys) *Once {
	return &Once{keys: keys, used: used{ends: map[int64]map[string]struct{}{}}, maxUsed: maxUsed}
}

// Verify is Keys.Verify; a second time the error is ErrUsed.
func (o *Once) Verify(ctx context.Context, ticket string, now time.Time) (user string, err error) {
	said, err := o.keys.check(ctx, ticket, now)
	if err != nil && !errors.Is(err, ErrExpired) {
		return "", err
	}
	_, mac, _ := strings.Cut(ticket, ".")
	o.mu.Lock()
	defer o.mu.Unlock()
	o.used.forget(now)
	if err == nil && o.used.has(mac, said) {
		return "", ErrUsed
	}
	o.clocks.see(ctx, o.log(), said, now)
	if err != nil {
		return "", err
	}
	if o.used.count >= o.maxUsed {
		return "", errMany
	}
	o.used.add(mac, said)
	return said.User, nil
}

func (o *Once) log() *slog.Logger {
	if o.Log == nil {
		return slog.Default()
	}
	return o.Log
}
