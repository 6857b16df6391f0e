package proc

import (
	"bytes"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// waitAndSweep waits for the end of a started command and kills what is left of
// its group. The process stays a zombie until the sweep is done, so that its
// number cannot be another process's by then.
func waitAndSweep(cmd *exec.Cmd) error {
	pid := cmd.Process.Pid
	for unix.Waitid(unix.P_PID, pid, nil, unix.WEXITED|unix.WNOWAIT, nil) == unix.EINTR {
		continue
	}
	signalTree(pid, syscall.SIGKILL)
	for i := 0; i < 100 && alive(pid); i++ {
		time.Sleep(5 * time.Millisecond) // the killed ones need a moment to go
	}
	return cmd.Wait()
}

// signalGroup sends to the process and its group. One that is gone is no error.
func signalGroup(pid int, s syscall.Signal) { _ = syscall.Kill(-pid, s) }

// signalTree sends to the process, its group, and its descendants, which may
// have groups of their own, as the backends of Postgres have.
func signalTree(pid int, s syscall.Signal) {
	below := descendants(pid) // before the signal: orphans forget their parent
	signalGroup(pid, s)
	for _, d := range below {
		_ = syscall.Kill(d, s)
	}
}

// descendants are the processes below pid.
func descendants(pid int) []int {
	children := map[int][]int{}
	for _, e := range table() {
		children[e.parent] = append(children[e.parent], e.pid)
	}
	var below []int
	for next := []int{pid}; len(next) > 0; next = next[1:] {
		below = append(below, children[next[0]]...)
		next = append(next, children[next[0]]...)
	}
	return below
}

// alive tells whether anything in a group still runs.
func alive(group int) bool {
	return slices.ContainsFunc(table(), func(e entry) bool { return e.group == group && e.state != "Z" })
}

// entry is one row of the process table.
type entry struct {
	pid, parent, group int
	state              string // Z: ended, and its parent has not asked yet
}

// table reads the process table. What cannot be read has just ended.
func table() []entry {
	files, err := os.ReadDir("/proc")
	if err != nil {
		return nil
	}
	var all []entry
	for _, f := range files {
		pid, err := strconv.Atoi(f.Name())
		if err != nil {
			continue
		}
		stat, err := os.ReadFile("/proc/" + f.Name() + "/stat")
		if err != nil {
			continue
		}
		// pid (name) state parent group …; the name may hold anything, even brackets.
		fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:]))
		if len(fields) < 3 {
			continue
		}
		e := entry{pid: pid, state: fields[0]}
		parent, err1 := strconv.Atoi(fields[1])
		group, err2 := strconv.Atoi(fields[2])
		if err1 != nil || err2 != nil {
			continue
		}
		e.parent, e.group = parent, group
		all = append(all, e)
	}
	return all
}
