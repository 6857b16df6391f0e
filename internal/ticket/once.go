package ticket

import (
	"context"
	"errors"
	"strings"
	"sync"
	"time"
)

// Why a good ticket is not taken.
var (
	ErrUsed = errors.New("the ticket has been used")
	errMany = errors.New("too many tickets were used in the last minute")
)

// maxUsed bounds the tickets that are remembered for each Life, of 43 bytes.
const maxUsed = 200_000

// verifier is what Once needs of Keys.
type verifier interface {
	Verify(ctx context.Context, ticket string, now time.Time) (user string, err error)
}

// Once takes each ticket once, so that one which leaks, for example through a
// proxy's log of addresses, is of no use. It knows what it has seen itself:
// within its minute a ticket is good once for each process, and once more
// after a restart.
type Once struct {
	keys verifier

	mu      sync.Mutex
	used    map[string]struct{} // signatures, since began
	before  map[string]struct{} // and in the Life before that
	began   time.Time
	maxUsed int
}

// NewOnce takes the tickets that keys believes.
func NewOnce(keys verifier) *Once {
	return &Once{keys: keys, used: map[string]struct{}{}, maxUsed: maxUsed}
}

// Verify is Keys.Verify; a second time the error is ErrUsed.
func (o *Once) Verify(ctx context.Context, ticket string, now time.Time) (user string, err error) {
	user, err = o.keys.Verify(ctx, ticket, now)
	if err != nil {
		return "", err
	}
	_, mac, _ := strings.Cut(ticket, ".")
	o.mu.Lock()
	defer o.mu.Unlock()
	if now.Sub(o.began) >= Life { // what was used before before has expired
		o.before, o.used, o.began = o.used, map[string]struct{}{}, now
	}
	_, lately := o.used[mac]
	_, before := o.before[mac]
	switch {
	case lately || before:
		return "", ErrUsed
	case len(o.used) >= o.maxUsed:
		return "", errMany
	}
	o.used[strings.Clone(mac)] = struct{}{}
	return user, nil
}
