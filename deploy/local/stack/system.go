package stack

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/errandapp/errand/deploy/local/logs"
	"github.com/errandapp/errand/deploy/local/mail"
	"github.com/errandapp/errand/deploy/local/proc"
	"github.com/errandapp/errand/deploy/local/runfile"
)

// System is everything that one Start started. The exported fields are set by
// Start and only read after it; the methods may be called from any goroutine.
type System struct {
	URL      string        // of the chat app, else of the first app with a port
	Postgres string        // connection URL of the database errand
	Kafka    string        // host:port[,host:port…]
	Apps     []App         // in the run file's order
	Data     string        // the data folder
	LogDir   string        // a file per process
	MailDir  string        // caught mail; empty when ERRAND_SMTP_HOST names a server
	Took     time.Duration // from Start to ready

	options   Options
	file      runfile.File
	lock      *lock
	ports     *ports
	hub       *logs.Hub
	log       *logs.Stream // the launcher's own lines
	mail      *mail.Catcher
	env       []string // of every app and sidecar
	names     string   // Dapr configuration for our build of daprd
	placement string   // address of ours; empty when no app uses it
	scheduler string
	leader    *leadership // nil without a scheduler of ours

	mu    sync.Mutex // guards procs
	procs map[string]*proc.Process
	stop  sync.Once
	ended error // of Stop
}

// App is where one app and its sidecar are reached.
type App struct {
	Name         string
	Port         int    // 0 when the app does not listen for Dapr
	URL          string // http://127.0.0.1:port; empty without a port
	Admin        string // http://host:port of ERRAND_ADMIN_ADDR; empty with a port
	DaprHTTP     string // http://127.0.0.1:port of the sidecar
	DaprHTTPPort int
	DaprGRPCPort int
	InternalPort int // sidecar to sidecar
	MetricsPort  int // of the sidecar
}

// App finds an app by its id.
func (s *System) App(name string) (App, error) {
	for _, a := range s.Apps {
		if a.Name == name {
			return a, nil
		}
	}
	return App{}, fmt.Errorf("there is no app %q", name)
}

// Names are the processes that were started, sorted.
func (s *System) Names() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Sorted(maps.Keys(s.procs))
}

// Process is one process by name, such as "kafka", "chat" or "chat/daprd".
func (s *System) Process(name string) (*proc.Process, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.procs[name]
	if p == nil {
		return nil, fmt.Errorf("there is no process %q", name)
	}
	return p, nil
}

// PID is a process's id; 0 when it is down or does not exist.
func (s *System) PID(name string) int {
	p, err := s.Process(name)
	if err != nil {
		return 0
	}
	return p.PID()
}

// Kill ends a process with SIGKILL and keeps it down until Restart.
func (s *System) Kill(name string) error { return s.with(name, (*proc.Process).Kill) }

// Crash ends a process with SIGKILL; it is started again after a moment, as any
// process that dies.
func (s *System) Crash(name string) error { return s.with(name, (*proc.Process).Crash) }

// Pause freezes a process with SIGSTOP.
func (s *System) Pause(name string) error { return s.with(name, (*proc.Process).Pause) }

// Resume lets a paused process go on with SIGCONT.
func (s *System) Resume(name string) error { return s.with(name, (*proc.Process).Resume) }

// Restart ends a process politely, if it runs, starts it and waits until it is
// ready. Ports and data stay.
func (s *System) Restart(ctx context.Context, name string) error {
	return s.with(name, func(p *proc.Process) error { return p.Restart(ctx) })
}

// AwaitReady waits until a process runs and answers, after Crash or Resume.
func (s *System) AwaitReady(ctx context.Context, name string) error {
	return s.with(name, func(p *proc.Process) error { return p.AwaitReady(ctx) })
}

func (s *System) with(name string, do func(*proc.Process) error) error {
	p, err := s.Process(name)
	if err != nil {
		return err
	}
	return do(p)
}
