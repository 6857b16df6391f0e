package channel

import (
	"context"
	"time"

	"github.com/dapr/go-sdk/client"
)

// Bounds of jobs.
const (
	jobTime  = 10 * time.Second // for setting or ending one
	jobAgain = 5 * time.Second  // after which one that failed rings again, for ever
	jobEvery = "@every 1m"      // how often one rings that is not ended
)

// scheduler is the part of a Dapr client that Jobs needs.
type scheduler interface {
	ScheduleJob(context.Context, *client.Job) error
	DeleteJob(ctx context.Context, name string) error
}

// Jobs rings names from a moment on, by Dapr's scheduler, which keeps them in
// an etcd of its own. They hold nothing but their name.
//
// They ring until they are ended, for an answer to a ring cannot be trusted:
// while the app is down, daprd 1.18 takes now and then a ring that nobody heard
// for one that was done, and a job that rings once is gone then
// (docs/decisions/0013).
type Jobs struct{ dapr scheduler }

// NewJobs schedules jobs of this app.
func NewJobs(dapr scheduler) Jobs { return Jobs{dapr: dapr} }

// Schedule lets a name ring from a moment on; it takes the place of a job of
// the same name.
func (j Jobs) Schedule(ctx context.Context, name string, at time.Time) error {
	ctx, cancel := context.WithTimeout(ctx, jobTime)
	defer cancel()
	job := client.NewJob(name, client.WithJobDueTime(at.UTC().Format(time.RFC3339)), client.WithJobSchedule(jobEvery),
		client.WithJobConstantFailurePolicyInterval(jobAgain))
	job.Overwrite = true
	return j.dapr.ScheduleJob(ctx, job)
}

// End lets a name ring no more.
func (j Jobs) End(ctx context.Context, name string) error {
	ctx, cancel := context.WithTimeout(ctx, jobTime)
	defer cancel()
	return j.dapr.DeleteJob(ctx, name)
}
