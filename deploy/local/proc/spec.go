package proc

import (
	"context"
	"os/exec"
	"syscall"
	"time"

	"github.com/errandapp/errand/deploy/local/logs"
)

// Spec says how one process is run.
type Spec struct {
	// Name is how people and tests call it: "chat", "chat/daprd", "kafka".
	Name string
	// Command makes the command of each start. Its output and its process
	// group are set by this package.
	Command func() (*exec.Cmd, error)
	// Ready asks once whether the process can do its work; nil means that a
	// process that runs is ready. It is asked until it says so.
	Ready func(context.Context) error
	// Log takes the output and the news about the process.
	Log *logs.Stream
	// Stop is the polite signal; 0 means SIGTERM.
	Stop syscall.Signal
	// Tries is how many exits before the first readiness are forgiven.
	// A process whose configuration is wrong should not be tried for ever.
	Tries int
	// PerMinute bounds the restarts; 0 means 5.
	PerMinute int
}

const (
	askEvery     = 50 * time.Millisecond // between two questions to Ready
	askTimeout   = 2 * time.Second       // for one answer
	graceRestart = 3 * time.Second       // for the old process of a Restart
)
