package proc

import (
	"os/exec"
	"runtime"
	"sync"
	"syscall"
)

// The kernel sends a child its Pdeathsig when the *thread* that started it
// ends, and Go ends threads when it likes. So one goroutine, bound to one
// thread for the life of the program, starts all children.
var (
	starter sync.Once
	orders  = make(chan order)
)

type order struct {
	cmd  *exec.Cmd
	done chan error
}

// spawn starts cmd in a process group of its own and has the kernel kill it if
// this program dies in whatever way.
func spawn(cmd *exec.Cmd) error {
	starter.Do(func() {
		go func() {
			runtime.LockOSThread() // never unlocked: the thread must not end
			for o := range orders {
				o.done <- o.cmd.Start()
			}
		}()
	})
	if cmd.SysProcAttr == nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{}
	}
	cmd.SysProcAttr.Setpgid = true
	cmd.SysProcAttr.Pdeathsig = syscall.SIGKILL
	o := order{cmd, make(chan error, 1)}
	orders <- o
	return <-o.done
}
