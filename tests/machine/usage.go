package machine

import (
	"os"
	"time"
)

// Elsewhere is the name in a Usage of whatever else the machine does.
const Elsewhere = "elsewhere"

// A Usage is CPU time by process.
type Usage map[string]time.Duration

// Add adds what was used between two readings.
func (u Usage) Add(from, to Usage) {
	for name, t := range to {
		u[name] += t - from[name]
	}
}

// A System is what runs under names.
type System interface {
	Names() []string
	PID(name string) int // 0 while it does not run
}

// Used is what each process of the system has used so far, and this one,
// under the name itself. A process's children count as it: Postgres works in
// them.
func Used(s System, itself string) (Usage, error) {
	all, err := readProcesses()
	if err != nil {
		return nil, err
	}
	used := Usage{itself: all[os.Getpid()].own}
	sum := used[itself]
	trees := all.trees()
	for _, name := range s.Names() {
		if pid := s.PID(name); pid != 0 {
			used[name] = trees(pid)
			sum += used[name]
		}
	}
	total, err := busy()
	used[Elsewhere] = total - sum
	return used, err
}
