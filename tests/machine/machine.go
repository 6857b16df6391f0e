// Package machine says what figures were measured on, and who used its CPUs
// meanwhile: each process of the system, the program that measures, and
// whatever else runs there. It reads /proc, as Linux has it.
package machine

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// tick is the unit of CPU time in /proc: USER_HZ, 100 a second on Linux.
const tick = 10 * time.Millisecond

// BusyCores is how much other programs may use before figures say little
// about the system, and much about the company it had.
const BusyCores = 0.2

// Describe is a line about the machine, and how busy it is now.
func Describe() (string, error) {
	line := fmt.Sprintf("%d cores, %s/%s, %s", runtime.NumCPU(), runtime.GOOS, runtime.GOARCH, runtime.Version())
	raw, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "", fmt.Errorf("CPU time is read from /proc, as Linux has it: %w", err)
	}
	first, _, _ := strings.Cut(string(raw), " ")
	load, err := strconv.ParseFloat(first, 64)
	if err != nil {
		return "", fmt.Errorf("/proc/loadavg: %w", err)
	}
	return line + fmt.Sprintf("; load average before the start %.1f", load), nil
}

// busy is the CPU time that all processes together have used.
func busy() (time.Duration, error) {
	raw, err := os.ReadFile("/proc/stat")
	if err != nil {
		return 0, err
	}
	first, _, _ := strings.Cut(string(raw), "\n")
	fields := strings.Fields(first) // cpu user nice system idle iowait irq softirq steal
	if len(fields) < 9 {
		return 0, fmt.Errorf("/proc/stat begins %q", first)
	}
	var busy time.Duration
	for _, i := range []int{1, 2, 3, 6, 7} {
		n, err := strconv.ParseInt(fields[i], 10, 64)
		if err != nil {
			return 0, fmt.Errorf("/proc/stat: %w", err)
		}
		busy += time.Duration(n) * tick
	}
	return busy, nil
}
