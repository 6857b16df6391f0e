package stack

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

// RunningError is the answer to a second Start on the same data folder.
type RunningError struct {
	PID     int       `json:"pid"`
	URL     string    `json:"url"` // empty while it starts
	Started time.Time `json:"started"`
}

func (e *RunningError) Error() string {
	at := fmt.Sprintf("process %d", e.PID)
	if e.URL != "" {
		at = e.URL + ", " + at
	}
	return fmt.Sprintf("errand is already up (%s): use that one, or stop it with `kill %d`", at, e.PID)
}

// lock is held by a running system. The kernel lets go of it when the system
// ends, however it ends, so what is written in the file may be old but the lock
// never is.
type lock struct {
	file *os.File
	says RunningError
}

// acquire takes the lock of a data folder, or says who has it.
func acquire(data string) (*lock, error) {
	f, err := os.OpenFile(filepath.Join(data, "lock"), os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		defer f.Close()
		if !errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, fmt.Errorf("lock %s: %w", f.Name(), err)
		}
		other := &RunningError{}
		if err := json.NewDecoder(f).Decode(other); err != nil {
			return nil, fmt.Errorf("errand is already up: another process holds %s", f.Name())
		}
		return nil, other
	}
	l := &lock{file: f, says: RunningError{PID: os.Getpid(), Started: time.Now().UTC()}}
	return l, l.write()
}

// tell writes the URL for whoever comes second.
func (l *lock) tell(url string) error {
	l.says.URL = url
	return l.write()
}

func (l *lock) write() error {
	text, err := json.Marshal(l.says)
	if err != nil {
		return err
	}
	if err := l.file.Truncate(0); err != nil {
		return err
	}
	_, err = l.file.WriteAt(append(text, '\n'), 0)
	return err
}

func (l *lock) release() error {
	return errors.Join(l.file.Truncate(0), l.file.Close())
}
