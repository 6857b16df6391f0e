package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sync/errgroup"
)

// profileTime is how long CPU profiles are taken.
const profileTime = 10 * time.Second

// A profiler is where an app and its sidecar can be asked for profiles.
type profiler struct{ app, sidecar int } // ports, set by writeRunFile

var profilers = map[string]*profiler{"tasks": {}, "chat": {}, "audit": {}, "notify": {}, "sync": {}}

// startProfiles takes CPU profiles of apps and sidecars; what it returns
// waits for them. They are read with `go tool pprof`.
func (b *running) startProfiles(ctx context.Context) (collect func() error) {
	group, ctx := errgroup.WithContext(ctx)
	for app, at := range profilers {
		group.Go(func() error { return b.takeProfile(ctx, app, at.app) })
		group.Go(func() error { return b.takeProfile(ctx, app+"-daprd", at.sidecar) })
	}
	return group.Wait
}

func (b *running) takeProfile(ctx context.Context, name string, port int) error {
	url := fmt.Sprintf("http://127.0.0.1:%d/debug/pprof/profile?seconds=%d", port, int(profileTime.Seconds()))
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return fmt.Errorf("profile of %s: %w", name, err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("profile of %s: %s", name, res.Status)
	}
	if err := os.MkdirAll(b.options.profile, 0o755); err != nil {
		return err
	}
	file, err := os.Create(filepath.Join(b.options.profile, name+".pprof"))
	if err != nil {
		return err
	}
	if _, err := io.Copy(file, res.Body); err != nil {
		_ = file.Close() // the profile is broken anyway
		return fmt.Errorf("profile of %s: %w", name, err)
	}
	return file.Close()
}
