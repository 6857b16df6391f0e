package machine

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// processes are all of the machine, by id.
type processes map[int]process

// A process as /proc/<pid>/stat has it.
type process struct {
	parent int
	own    time.Duration // its threads
	waited time.Duration // children that have ended
}

// trees tells what a process has used with all its children.
func (all processes) trees() func(pid int) time.Duration {
	children := map[int][]int{}
	for pid, p := range all {
		children[p.parent] = append(children[p.parent], pid)
	}
	var tree func(pid int) time.Duration
	tree = func(pid int) time.Duration {
		sum := all[pid].own + all[pid].waited
		for _, child := range children[pid] {
			sum += tree(child)
		}
		return sum
	}
	return tree
}

func readProcesses() (processes, error) {
	files, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		return nil, err
	}
	all := make(processes, len(files))
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ESRCH) {
			continue // it has just ended
		}
		if err != nil {
			return nil, err
		}
		pid, err := strconv.Atoi(filepath.Base(filepath.Dir(file)))
		if err != nil {
			return nil, err
		}
		if all[pid], err = parseProcess(string(raw)); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
	}
	return all, nil
}

// parseProcess reads a line of proc(5). The name, in brackets, may hold
// anything; the rest is numbers.
func parseProcess(line string) (process, error) {
	fields := strings.Fields(line[strings.LastIndexByte(line, ')')+1:])
	if len(fields) < 15 {
		return process{}, fmt.Errorf("%q", line)
	}
	var n [5]int64
	for i, field := range []int{1, 11, 12, 13, 14} { // ppid utime stime cutime cstime
		var err error
		if n[i], err = strconv.ParseInt(fields[field], 10, 64); err != nil {
			return process{}, err
		}
	}
	return process{int(n[0]), time.Duration(n[1]+n[2]) * tick, time.Duration(n[3]+n[4]) * tick}, nil
}
