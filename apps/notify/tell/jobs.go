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
//	plan.<list>.<unix second>
func lookName(id, route string, at time.Time) string {
	list, rest, _ := strings.Cut(id, "/")
	return fmt.Sprintf("look.%s.%s.%s.%d", list, rest, route, at.Unix())
}

func digestName(list string, at time.Time) string {
	return fmt.Sprintf("digest.%s.%d", list, at.Unix())
}

func planName(list string, at time.Time) string {
	return fmt.Sprintf("plan.%s.%d", list, at.Unix())
}

var (
	aPlan   = regexp.MustCompile(`^plan\.([0-9A-Za-z_-]{1,64})\.[0-9]{1,12}$`)
	aLook   = regexp.MustCompile(`^look\.([0-9A-Za-z_-]{1,64})\.([0-9A-Za-z-]{1,64})\.([0-9a-z-]{1,64})\.([0-9]{1,12})$`)
	aDigest = regexp.MustCompile(`^digest\.([0-9A-Za-z_-]{1,64})\.([0-9]{1,12})$`)
)

// ErrNoJob says that a job's name is none of ours.
var ErrNoJob = errors.New("there is no such job")

// errSoon says that what is next has the name of the job that rings: a clock is
// slow. Then that job is not ended.
var errSoon = errors.New("it rings too soon")

// Ring does what a job is for, and ends it. An error means that the job should
// ring again soon; ErrNoJob, that it never should.
func (t *Teller) Ring(ctx context.Context, job string) error {
	var digest string // of this list
	err := fmt.Errorf("%w: %.200q", ErrNoJob, job)
	if m := aLook.FindStringSubmatch(job); m != nil {
		err = t.again(ctx, job, m[1], m[1]+"/"+m[2], m[3])
	} else if m := aPlan.FindStringSubmatch(job); m != nil {
		err = t.planDigest(ctx, m[1])
	} else if m := aDigest.FindStringSubmatch(job); m != nil {
		var second int64
		if second, err = strconv.ParseInt(m[2], 10, 64); err == nil {
			var putOff bool
			if putOff, err = t.digest(ctx, job, m[1], time.Unix(second, 0).UTC()); !putOff {
				digest = m[1]
			}
		}
	}
	if err != nil && !errors.Is(err, ErrNoJob) {
		return err
	}
	ctx = context.WithoutCancel(ctx) // what was done is ended, even when the asker has gone
	if endErr := t.Jobs.End(ctx, job); endErr != nil {
		err = fmt.Errorf("end the job: %w", endErr) // and perhaps it was ended
	}
	if digest != "" {
		err = errors.Join(err, t.late(ctx, digest))
	}
	return err
}

// late sees to what was put aside while a digest was told: its job was set
// under the name that has just been ended.
func (t *Teller) late(ctx context.Context, list string) error {
	var err error
	for range tries(ctx, rewriteTries) {
		var items []Item
		if items, err = t.Store.Get(ctx, asideKey(list)); err != nil {
			continue
		}
		a, bad := readAside(items[0])
		if bad != nil {
			return bad
		}
		if a.waiting() == 0 {
			return nil
		}
		at := t.Now().Add(time.Second)
		if err = t.Jobs.Schedule(ctx, digestName(list, at), at); err == nil {
			return nil
		}
	}
	return fmt.Errorf("see to what came late: %w", err)
}
