package main

import (
	"context"
	"encoding/json"
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

// profilers are the ports of apps' profilers, set by writeRunFile.
var profilers = map[string]int{"tasks": 0, "chat": 0, "audit": 0, "notify": 0, "sync": 0}

// startProfiles takes CPU profiles of apps and sidecars during a measurement;
// what it returns waits for them. They are read with `go tool pprof`.
func (b *running) startProfiles(ctx context.Context, during string) (collect func() error, err error) {
	raw, err := os.ReadFile(filepath.Join(b.system.Data, "ports.json"))
	if err != nil {
		return nil, err
	}
	var given map[string]int
	if err := json.Unmarshal(raw, &given); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(b.options.profile, 0o755); err != nil {
		return nil, err
	}
	group, ctx := errgroup.WithContext(ctx)
	for app, port := range profilers {
		group.Go(func() error { return b.takeProfile(ctx, during+"-"+app, port) })
		group.Go(func() error { return b.takeProfile(ctx, during+"-"+app+"-daprd", given[app+" profilePort"]) })
	}
	return group.Wait, nil
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
