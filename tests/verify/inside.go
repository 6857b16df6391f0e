package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/errandapp/errand/deploy/local/postgres"
)

// inside is where the parts behind the API are; empty what is not known.
type inside struct {
	postgres string // URL
	kafka    string // host:port[,host:port]
}

// findInside takes what the environment says, and else, when base is the
// system that `make run` keeps in folder data, what that knows.
func findInside(data string, base *url.URL, getenv func(string) string) (inside, error) {
	in := inside{postgres: getenv("ERRAND_POSTGRES"), kafka: getenv("ERRAND_KAFKA")}
	if up, err := runsHere(data, base); err != nil || !up {
		return in, err
	}
	text, err := os.ReadFile(filepath.Join(data, "ports.json"))
	if err != nil {
		return in, err
	}
	var port map[string]int
	if err := json.Unmarshal(text, &port); err != nil {
		return in, fmt.Errorf("%s: %w", filepath.Join(data, "ports.json"), err)
	}
	// A server that somebody else runs has no port there.
	if n := port["kafka"]; n > 0 && in.kafka == "" {
		in.kafka = fmt.Sprintf("127.0.0.1:%d", n)
	}
	if n := port["postgres"]; n > 0 && in.postgres == "" {
		password, err := os.ReadFile(filepath.Join(data, "postgres.password"))
		if err != nil {
			return in, err
		}
		in.postgres = (&url.URL{
			Scheme: "postgres", User: url.UserPassword(postgres.Role, strings.TrimSpace(string(password))),
			Host: fmt.Sprintf("127.0.0.1:%d", n), Path: "/" + postgres.Database, RawQuery: "sslmode=disable",
		}).String()
	}
	return in, nil
}

// runsHere tells whether the launcher that has folder data is up, at base.
func runsHere(data string, base *url.URL) (bool, error) {
	text, err := os.ReadFile(filepath.Join(data, "lock"))
	if errors.Is(err, os.ErrNotExist) || err == nil && len(text) == 0 {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	var lock struct {
		PID int    `json:"pid"`
		URL string `json:"url"`
	}
	if err := json.Unmarshal(text, &lock); err != nil {
		return false, fmt.Errorf("%s: %w", filepath.Join(data, "lock"), err)
	}
	at, err := url.Parse(lock.URL)
	if err != nil {
		return false, fmt.Errorf("%s: %w", filepath.Join(data, "lock"), err)
	}
	if at.Port() == "" || at.Port() != base.Port() || !loopback(base.Hostname()) {
		return false, nil
	}
	// One that was killed leaves its words behind.
	err = syscall.Kill(lock.PID, 0)
	return err == nil || errors.Is(err, syscall.EPERM), nil
}

func loopback(host string) bool {
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.IsLoopback()
}
