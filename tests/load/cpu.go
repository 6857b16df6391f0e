package main

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

// Names in a usage that are not processes of the system.
const (
	itself    = "load"
	elsewhere = "elsewhere" // whatever else the machine does
)

// A usage is CPU time by process.
type usage map[string]time.Duration

// cpu is what each process has used so far. A process's children count as
// it: Postgres works in them.
func (l *running) cpu() (usage, error) {
	all, err := readProcesses()
	if err != nil {
		return nil, err
	}
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
	used := usage{itself: all[os.Getpid()].own}
	sum := used[itself]
	for _, name := range l.system.Names() {
		if pid := l.system.PID(name); pid != 0 {
			used[name] = tree(pid)
			sum += used[name]
		}
	}
	machine, err := machineCPU()
	used[elsewhere] = machine - sum
	return used, err
}

// A process as /proc/<pid>/stat has it.
type process struct {
	parent int
	own    time.Duration // its threads
	waited time.Duration // children that have ended
}

func readProcesses() (map[int]process, error) {
	files, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		return nil, err
	}
	all := make(map[int]process, len(files))
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
		// The name, in brackets, may hold anything; the rest is numbers.
		fields := strings.Fields(string(raw[strings.LastIndexByte(string(raw), ')')+1:]))
		if len(fields) < 15 {
			return nil, fmt.Errorf("%s: %q", file, raw)
		}
		var n [5]int64
		for i, field := range []int{1, 11, 12, 13, 14} { // ppid utime stime cutime cstime
			if n[i], err = strconv.ParseInt(fields[field], 10, 64); err != nil {
				return nil, fmt.Errorf("%s: %w", file, err)
			}
		}
		all[pid] = process{int(n[0]), time.Duration(n[1]+n[2]) * tick, time.Duration(n[3]+n[4]) * tick}
	}
	return all, nil
}
