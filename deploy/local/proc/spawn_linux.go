package proc

import (
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"syscall"

	"golang.org/x/sys/unix"
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

// waitAndSweep waits for the end of a started command and kills what is left of
// its group. The process stays a zombie until the sweep is done, so that its
// number cannot be another process's by then.
func waitAndSweep(cmd *exec.Cmd) error {
	pid := cmd.Process.Pid
	for unix.Waitid(unix.P_PID, pid, nil, unix.WEXITED|unix.WNOWAIT, nil) == unix.EINTR {
		continue
	}
	signalTree(pid, syscall.SIGKILL)
	return cmd.Wait()
}

// signalGroup sends to the process and its group. One that is gone is no error.
func signalGroup(pid int, s syscall.Signal) { _ = syscall.Kill(-pid, s) }

// signalTree sends to the process, its group, and its descendants, which may
// have groups of their own, as the backends of Postgres have.
func signalTree(pid int, s syscall.Signal) {
	below := descendants(pid) // before the signal: orphans forget their parent
	_ = syscall.Kill(-pid, s)
	for _, d := range below {
		_ = syscall.Kill(d, s)
	}
}

// descendants reads the process table for everything below pid.
func descendants(pid int) []int {
	entries, err := os.ReadDir("/proc")
	if err != nil {
		return nil
	}
	children := map[int][]int{}
	for _, e := range entries {
		id, err := strconv.Atoi(e.Name())
		if err != nil {
			continue
		}
		stat, err := os.ReadFile("/proc/" + e.Name() + "/stat")
		if err != nil {
			continue // it ended while we looked
		}
		// pid (name) state ppid …; the name may hold anything, even brackets.
		_, rest, _ := strings.Cut(string(stat[strings.LastIndexByte(string(stat), ')')+1:]), " ")
		fields := strings.Fields(rest)
		if len(fields) < 2 {
			continue
		}
		if parent, err := strconv.Atoi(fields[1]); err == nil {
			children[parent] = append(children[parent], id)
		}
	}
	var below []int
	for next := []int{pid}; len(next) > 0; next = next[1:] {
		below = append(below, children[next[0]]...)
		next = append(next, children[next[0]]...)
	}
	return below
}
