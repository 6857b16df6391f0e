package proc

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"syscall"
	"time"
)

// Process is one child and all its restarts. Its methods may be called from any
// goroutine.
type Process struct {
	spec Spec

	mu       sync.Mutex    // guards the fields below
	changed  chan struct{} // closed and replaced whenever one of them changes
	pid      int           // 0 when it does not run
	starts   int           // how often it was started
	exits    int           // how often it ended
	exit     error         // how it ended last; nil after exit code 0
	ready    bool          // it was ready at least once
	held     bool          // killed on purpose: stays down until Restart
	stopping bool          // Stop was called: it is not started again
	finished bool          // nobody watches it any more
}

// New makes a process that is not yet started.
func New(spec Spec) *Process {
	if spec.Stop == 0 {
		spec.Stop = syscall.SIGTERM
	}
	if spec.PerMinute == 0 {
		spec.PerMinute = 5
	}
	return &Process{spec: spec, changed: make(chan struct{})}
}

// Name is the name in the Spec.
func (p *Process) Name() string { return p.spec.Name }

// PID is the running process's id, 0 when it is down.
func (p *Process) PID() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.pid
}

// Starts is how often the process was started so far.
func (p *Process) Starts() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.starts
}

// set changes fields and tells whoever waits for a change.
func (p *Process) set(change func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	change()
	close(p.changed)
	p.changed = make(chan struct{})
}

// watch owns the process from Start to Stop: it starts it, waits for its end,
// sweeps what it leaves behind, and starts it again.
func (p *Process) watch() {
	defer p.set(func() { p.finished = true })
	pace := pace{limit: p.spec.PerMinute}
	for {
		if !p.mayRun() {
			return
		}
		began := time.Now()
		err := p.once()
		p.mu.Lock()
		stopping, held, early, exits := p.stopping, p.held, !p.ready, p.exits
		p.mu.Unlock()
		switch {
		case stopping:
			return
		case held:
			continue // mayRun waits until it is wanted again
		case early && exits > p.spec.Tries:
			return // Start reports it
		}
		delay := pace.next(began, time.Now())
		p.spec.Log.Printf("%s died unexpectedly (%s); starting it again in %s", p.spec.Name, describe(err), delay.Round(time.Millisecond))
		p.sleep(delay)
	}
}

// mayRun waits while the process is held down and tells whether to start it.
func (p *Process) mayRun() bool {
	for {
		p.mu.Lock()
		stopping, held, changed := p.stopping, p.held, p.changed
		p.mu.Unlock()
		if stopping || !held {
			return !stopping
		}
		<-changed
	}
}

// sleep waits for d, or until somebody stops, kills or restarts the process.
func (p *Process) sleep(d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	p.mu.Lock()
	changed := p.changed
	stopping := p.stopping || p.held
	p.mu.Unlock()
	if stopping {
		return
	}
	select {
	case <-timer.C:
	case <-changed:
	}
}

// once runs the process from start to end and returns how it ended.
func (p *Process) once() (err error) {
	defer func() {
		p.set(func() { p.pid, p.exit, p.exits = 0, err, p.exits+1 })
	}()
	cmd, err := p.spec.Command()
	if err != nil {
		return err
	}
	reader, writer, err := os.Pipe()
	if err != nil {
		return err
	}
	cmd.Stdout, cmd.Stderr = writer, writer
	err = spawn(cmd)
	writer.Close()
	if err != nil {
		reader.Close()
		return fmt.Errorf("start: %w", err)
	}
	drained := make(chan struct{})
	go func() {
		defer close(drained)
		p.spec.Log.Consume(reader)
	}()
	var late bool
	p.set(func() { p.pid, p.starts, late = cmd.Process.Pid, p.starts+1, p.stopping || p.held })
	if late { // stopped or killed between the decision to start and now
		signalTree(cmd.Process.Pid, syscall.SIGKILL)
	}
	err = waitAndSweep(cmd)
	select {
	case <-drained:
	case <-time.After(time.Second): // something unrelated still holds the pipe
	}
	reader.Close()
	<-drained
	return err
}

// describe says how a process ended in words.
func describe(err error) string {
	if err == nil {
		return "exit code 0"
	}
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		if s, ok := exit.Sys().(syscall.WaitStatus); ok && s.Signaled() {
			return "signal: " + s.Signal().String()
		}
		return fmt.Sprintf("exit code %d", exit.ExitCode())
	}
	return err.Error()
}
