//go:build !linux

package proc

import (
	"os/exec"
	"syscall"
)

// spawn starts cmd in a process group of its own. Only Linux can also have it
// killed when this program is killed.
func spawn(cmd *exec.Cmd) error {
	if cmd.SysProcAttr == nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{}
	}
	cmd.SysProcAttr.Setpgid = true
	return cmd.Start()
}

// waitAndSweep waits for the end of a started command and kills what is left of
// its group.
func waitAndSweep(cmd *exec.Cmd) error {
	err := cmd.Wait()
	signalGroup(cmd.Process.Pid, syscall.SIGKILL)
	return err
}

// signalGroup sends to the process and its group. One that is gone is no error.
func signalGroup(pid int, s syscall.Signal) { _ = syscall.Kill(-pid, s) }

// signalTree sends to the process's group.
func signalTree(pid int, s syscall.Signal) { signalGroup(pid, s) }
