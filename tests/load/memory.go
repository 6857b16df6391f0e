package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// A memory is what sync and chat take up, in bytes, after a collection.
type memory map[string]taken

type taken struct{ rss, heap, stacks float64 }

// memory asks both, after they have collected their garbage.
func (l *running) memory() (memory, error) {
	m := memory{}
	for app, port := range l.pprof {
		if _, err := get(fmt.Sprintf("http://127.0.0.1:%d/debug/pprof/heap?gc=1", port)); err != nil {
			return nil, err
		}
		at, err := l.system.App(app)
		if err != nil {
			return nil, err
		}
		text, err := get(at.URL + "/metrics")
		if err != nil {
			return nil, err
		}
		status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", l.system.PID(app)))
		if err != nil {
			return nil, err
		}
		t := taken{}
		for _, f := range []struct {
			text, name string
			unit       float64
			into       *float64
		}{
			{string(status), "VmRSS:", 1024, &t.rss},
			{text, "go_memstats_heap_alloc_bytes", 1, &t.heap},
			{text, "go_memstats_stack_inuse_bytes", 1, &t.stacks},
		} {
			if *f.into, err = number(f.text, f.name); err != nil {
				return nil, fmt.Errorf("%s: %w", app, err)
			}
			*f.into *= f.unit
		}
		m[app] = t
	}
	return m, nil
}

// number finds the number after a name at the beginning of a line.
func number(text, name string) (float64, error) {
	lines := bufio.NewScanner(strings.NewReader(text))
	for lines.Scan() {
		if fields := strings.Fields(lines.Text()); len(fields) > 1 && fields[0] == name {
			return strconv.ParseFloat(fields[1], 64)
		}
	}
	return 0, fmt.Errorf("there is no %s", name)
}

// get reads a page of one of the processes.
func get(url string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return "", err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return "", err
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err == nil && res.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s", url, res.Status)
	}
	return string(raw), err
}

// profileTime is how long CPU profiles are taken.
const profileTime = 10 * time.Second

// startProfiles takes profiles, if they are wanted; collect waits for them.
func (l *running) startProfiles(ctx context.Context) (collect func() error, err error) {
	if l.options.profile == "" {
		return func() error { return nil }, nil
	}
	if err := os.MkdirAll(l.options.profile, 0o755); err != nil {
		return nil, err
	}
	ended := make(chan error, 2*len(l.pprof))
	for app, port := range l.pprof {
		for name, query := range map[string]string{"heap": "heap?gc=1", "cpu": fmt.Sprintf("profile?seconds=%d", int(profileTime.Seconds()))} {
			go func() {
				raw, err := get(fmt.Sprintf("http://127.0.0.1:%d/debug/pprof/%s", port, query))
				if err == nil {
					err = os.WriteFile(filepath.Join(l.options.profile, app+"-"+name+".pprof"), []byte(raw), 0o644)
				}
				ended <- err
			}()
		}
	}
	return func() error {
		for range cap(ended) {
			select {
			case err := <-ended:
				if err != nil {
					return err
				}
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	}, nil
}
