package proc

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"syscall"
	"time"
)

// Start starts the process and waits until it is ready. If it ends first more
// often than the Spec forgives, or ctx ends first, the error names the process,
// says what it waited for and quotes the end of its log.
func (p *Process) Start(ctx context.Context) error {
	go p.watch()
	return p.AwaitReady(ctx)
}

// AwaitReady waits until the process runs and is ready.
func (p *Process) AwaitReady(ctx context.Context) error {
	last := errors.New("it did not start")
	for {
		p.mu.Lock()
		pid, finished, changed, exit := p.pid, p.finished, p.changed, p.exit
		p.mu.Unlock()
		if finished {
			return p.trouble("ended (" + describe(exit) + ")")
		}
		if pid != 0 {
			if last = p.ask(ctx); last == nil {
				p.set(func() { p.ready = true })
				return nil
			}
		}
		select {
		case <-ctx.Done():
			if errors.Is(ctx.Err(), context.Canceled) {
				return ctx.Err()
			}
			return p.trouble("is not ready: " + last.Error())
		case <-changed:
		case <-time.After(askEvery):
		}
	}
}

func (p *Process) ask(ctx context.Context) error {
	if p.spec.Ready == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, askTimeout)
	defer cancel()
	return p.spec.Ready(ctx)
}

// trouble is an error with the end of the log.
func (p *Process) trouble(what string) error {
	text := p.spec.Name + " " + what
	if tail := p.spec.Log.Tail(); len(tail) > 0 {
		text += "; its last lines (all are in " + p.spec.Log.Path() + "):\n    " + strings.Join(tail, "\n    ")
	}
	return errors.New(text)
}

// Kill ends the process and its children at once with SIGKILL, waits until it
// is gone, and keeps it down until Restart.
func (p *Process) Kill() error {
	pid, done := 0, false
	p.set(func() { pid, done, p.held = p.pid, p.finished || p.stopping, true })
	if done {
		return fmt.Errorf("kill %s: it was stopped for good", p.spec.Name)
	}
	if pid != 0 { // else it is between two starts, and now stays there
		signalTree(pid, syscall.SIGKILL)
		p.awaitGone(pid, nil)
	}
	return nil
}

// Crash ends the process like Kill, but lets the restarts of every day bring it
// back.
func (p *Process) Crash() error {
	pid := p.PID()
	if pid == 0 {
		return fmt.Errorf("crash %s: it does not run", p.spec.Name)
	}
	signalTree(pid, syscall.SIGKILL)
	p.awaitGone(pid, nil)
	return nil
}

// Pause freezes the process and its children with SIGSTOP.
func (p *Process) Pause() error { return p.signal(syscall.SIGSTOP) }

// Resume lets a paused process go on with SIGCONT.
func (p *Process) Resume() error { return p.signal(syscall.SIGCONT) }

func (p *Process) signal(s syscall.Signal) error {
	pid := p.PID()
	if pid == 0 {
		return fmt.Errorf("signal %s: it does not run", p.spec.Name)
	}
	signalTree(pid, s)
	return nil
}

// Restart ends the process politely if it runs, starts it and waits until it is
// ready. It also starts a process that was killed.
func (p *Process) Restart(ctx context.Context) error {
	pid, done := 0, false
	p.set(func() { pid, done, p.held = p.pid, p.finished || p.stopping, true })
	if done {
		return fmt.Errorf("restart %s: it was stopped for good", p.spec.Name)
	}
	if pid != 0 {
		p.end(pid, time.Now().Add(graceRestart))
	}
	p.set(func() { p.held = false })
	return p.AwaitReady(ctx)
}

// Stop ends the process for good: politely, and at the deadline with SIGKILL.
// It returns when nothing of it is left; the answer tells whether it went by
// itself. A process that was never started needs no Stop.
func (p *Process) Stop(deadline time.Time) (went bool) {
	pid, done := 0, false
	p.set(func() { pid, done, p.stopping = p.pid, p.finished, true })
	went = true
	if pid != 0 {
		went = p.end(pid, deadline)
	}
	for !done {
		p.mu.Lock()
		finished, changed := p.finished, p.changed
		p.mu.Unlock()
		if done = finished; !done {
			<-changed
		}
	}
	return went
}

// end asks the process to go and makes it go at the deadline.
func (p *Process) end(pid int, deadline time.Time) bool {
	signalGroup(pid, p.spec.Stop)
	signalTree(pid, syscall.SIGCONT) // a paused process would never hear it
	timer := time.NewTimer(time.Until(deadline))
	defer timer.Stop()
	if p.awaitGone(pid, timer.C) {
		return true
	}
	signalTree(pid, syscall.SIGKILL)
	p.awaitGone(pid, nil)
	return false
}

// awaitGone waits until pid does not run any more; false when limit came first.
func (p *Process) awaitGone(pid int, limit <-chan time.Time) bool {
	for {
		p.mu.Lock()
		now, changed := p.pid, p.changed
		p.mu.Unlock()
		if now != pid {
			return true
		}
		select {
		case <-changed:
		case <-limit:
			return false
		}
	}
}
