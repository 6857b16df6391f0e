package postgres

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// clearStale removes what a server that was killed left behind. Postgres does
// so itself unless the number in postmaster.pid is by now another process's; we
// can tell, because nobody but us runs a server on this folder: the launcher
// holds a lock. A server that outlived its launcher is stopped.
func (s *Server) clearStale() error {
	file := filepath.Join(s.data, "postmaster.pid")
	text, err := os.ReadFile(file)
	if os.IsNotExist(err) || runtime.GOOS != "linux" { // elsewhere we could not tell
		return nil
	}
	if err != nil {
		return err
	}
	first, _, _ := strings.Cut(string(text), "\n")
	pid, err := strconv.Atoi(strings.TrimSpace(first))
	if err != nil || !s.serves(pid) {
		return os.Remove(file)
	}
	for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGQUIT, syscall.SIGKILL} {
		if err := syscall.Kill(pid, signal); err != nil && err != syscall.ESRCH {
			return fmt.Errorf("stop the server that an earlier run left (pid %d): %w", pid, err)
		}
		for range 30 {
			if !s.serves(pid) {
				return nil
			}
			time.Sleep(100 * time.Millisecond)
		}
	}
	return fmt.Errorf("the server that an earlier run left (pid %d) does not end", pid)
}

// serves tells whether pid is a Postgres server on our data folder.
func (s *Server) serves(pid int) bool {
	cmdline, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
	if err != nil {
		return false
	}
	args := strings.Split(string(cmdline), "\x00")
	for i, a := range args {
		if a == "-D" && i+1 < len(args) && args[i+1] == s.data {
			return true
		}
	}
	return false
}
