package tell

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Jobs are named after what they are about and their second, so that a job
// never takes the place of the one that is just ringing.
//
//	look.<list>.<rest of the notice's id>.<route>.<unix second>
//	digest.<list>.<unix second>
func lookName(id, route string, at time.Time) string {
	list, rest, _ := strings.Cut(id, "/")
	return fmt.Sprintf("look.%s.%s.%s.%d", list, rest, route, at.Unix())
}

func digestName(list string, at time.Time) string {
	return fmt.Sprintf("digest.%s.%d", list, at.Unix())
}

var (
	aLook   = regexp.MustCompile(`^look\.([0-9A-Za-z_-]{1,64})\.([0-9A-Za-z-]{1,64})\.([0-9a-z-]{1,64})\.([0-9]{1,12})$`)
	aDigest = regexp.MustCompile(`^digest\.([0-9A-Za-z_-]{1,64})\.([0-9]{1,12})$`)
)

// ErrNoJob says that a job's name is none of ours.
var ErrNoJob = errors.New("there is no such job")

// Ring does what a job is for. An error means that the job should ring again
// soon; ErrNoJob, that it never should.
func (t *Teller) Ring(ctx context.Context, job string) error {
	if m := aLook.FindStringSubmatch(job); m != nil {
		return t.again(ctx, m[1], m[1]+"/"+m[2], m[3])
	}
	if m := aDigest.FindStringSubmatch(job); m != nil {
		at, err := strconv.ParseInt(m[2], 10, 64)
		if err == nil {
			return t.digest(ctx, m[1], time.Unix(at, 0).UTC())
		}
	}
	return fmt.Errorf("%w: %.200q", ErrNoJob, job)
}
