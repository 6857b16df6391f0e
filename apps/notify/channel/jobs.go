package channel

import (
	"context"
	"time"

	"github.com/dapr/go-sdk/client"
)

// Bounds of jobs.
const (
	jobTime  = 10 * time.Second // for setting one
	jobAgain = 5 * time.Second  // after which one that failed rings again, for ever
)

// scheduler is the part of a Dapr client that Jobs needs.
type scheduler interface {
	ScheduleJob(context.Context, *client.Job) error
}

// Jobs rings names at moments, by Dapr's scheduler, which keeps them in an
// etcd of its own. They hold nothing but their name.
type Jobs struct{ dapr scheduler }

// NewJobs schedules jobs of this app.
func NewJobs(dapr scheduler) Jobs { return Jobs{dapr: dapr} }

// Schedule lets a name ring at a moment, once; it takes the place of one that
// was to ring under it.
func (j Jobs) Schedule(ctx context.Context, name string, at time.Time) error {
	ctx, cancel := context.WithTimeout(ctx, jobTime)
	defer cancel()
	job := client.NewJob(name, client.WithJobDueTime(at.UTC().Format(time.RFC3339)), client.WithJobConstantFailurePolicyInterval(jobAgain))
	job.Overwrite = true
	return j.dapr.ScheduleJob(ctx, job)
}
