package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
)

// A gauge is what tasks says of itself: Prometheus samples by name, labels
// included.
type gauge map[string]float64

// readHost reads the metrics of the process that hosts the lists.
func (b *running) readHost(ctx context.Context) (gauge, error) {
	app, err := b.system.App("tasks")
	if err != nil {
		return nil, err
	}
	body, err := fetch(ctx, app.Admin+"/metrics")
	if err != nil {
		return nil, err
	}
	defer body.Close()
	samples, lines := gauge{}, bufio.NewScanner(body)
	for lines.Scan() {
		at := strings.LastIndexByte(lines.Text(), ' ')
		if strings.HasPrefix(lines.Text(), "#") || at < 0 {
			continue
		}
		if samples[lines.Text()[:at]], err = strconv.ParseFloat(lines.Text()[at+1:], 64); err != nil {
			return nil, fmt.Errorf("metrics of tasks: %w", err)
		}
	}
	return samples, lines.Err()
}

// mean is the mean of a histogram's observations since before, in
// milliseconds, and how many there were. The name comes with its labels.
func (g gauge) mean(before gauge, name, labels string) (ms float64, n int) {
	count := g[name+"_count"+labels] - before[name+"_count"+labels]
	if count == 0 {
		return 0, 0
	}
	return 1000 * (g[name+"_sum"+labels] - before[name+"_sum"+labels]) / count, int(count)
}

// turns are the labels of a command that went well.
func turns(command string) string {
	return fmt.Sprintf(`{command=%q,outcome="ok"}`, command)
}

// heap is what tasks has on its heap right after a collection, in MiB: what
// lives, and what it takes from the machine for that. The profile counts
// before it is written, so it does not count itself.
func (b *running) heap(ctx context.Context) (alive, inUse float64, err error) {
	var text []byte
	for range 2 { // what pools hold goes with the second collection
		body, err := fetch(ctx, fmt.Sprintf("http://127.0.0.1:%d/debug/pprof/heap?gc=1&debug=1", profilers["tasks"]))
		if err != nil {
			return 0, 0, err
		}
		text, err = io.ReadAll(body)
		_ = body.Close() // it has been read
		if err != nil {
			return 0, 0, err
		}
	}
	said := func(name string) (mib float64) {
		_, after, found := strings.Cut(string(text), "\n# "+name+" = ")
		number, _, _ := strings.Cut(after, "\n")
		n, bad := strconv.ParseInt(number, 10, 64)
		if !found || bad != nil {
			err = errors.Join(err, fmt.Errorf("the heap profile of tasks does not say %s: %q", name, number))
		}
		return float64(n) / (1 << 20)
	}
	alive, inUse = said("HeapAlloc"), said("HeapInuse")
	return alive, inUse, err
}

func fetch(ctx context.Context, url string) (io.ReadCloser, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	if res.StatusCode != http.StatusOK {
		_ = res.Body.Close() // its status says it all
		return nil, fmt.Errorf("%s: %s", url, res.Status)
	}
	return res.Body, nil
}
