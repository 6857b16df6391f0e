package channel

import (
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/errandapp/errand/apps/notify/tell"
)

// answered is what an HTTP status means: 2xx is success. What the sender did
// wrong does not get better by itself; 408, 425, 429 and 5xx may. retryAfter
// is the header, in seconds or a date.
func answered(status int, retryAfter string, now time.Time) error {
	if status >= 200 && status < 300 {
		return nil
	}
	f := &tell.Failure{Err: fmt.Errorf("the answer was %d", status), Words: fmt.Sprintf("It was answered with %d %s.", status, http.StatusText(status))}
	switch {
	case status == http.StatusRequestTimeout, status == http.StatusTooEarly, status == http.StatusTooManyRequests, status >= 500:
		f.RetryAfter = after(retryAfter, now)
	default:
		f.Permanent = true
	}
	return f
}

// after reads Retry-After (RFC 9110, section 10.2.3).
func after(header string, now time.Time) time.Duration {
	if seconds, err := strconv.Atoi(header); err == nil && seconds > 0 {
		return time.Duration(min(seconds, 1_000_000)) * time.Second
	}
	if at, err := http.ParseTime(header); err == nil && at.After(now) {
		return at.Sub(now)
	}
	return 0
}
