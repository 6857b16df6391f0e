package main

import (
	"os"
	"path/filepath"
	"time"
)

// programs are what is built.
var programs = []string{"daprd", "placement", "scheduler", "sentry"}

// current tells whether every program is newer than all it is made from.
func current(source, bin string) (bool, error) {
	var files []string
	for _, pattern := range []string{"*.go", "*/*.go"} {
		found, err := filepath.Glob(filepath.Join(source, "daprd", pattern))
		if err != nil {
			return false, err
		}
		files = append(files, found...)
	}
	var newest time.Time
	for _, f := range append(files, filepath.Join(source, "go.mod"), filepath.Join(source, "go.sum")) {
		info, err := os.Stat(f)
		if err != nil {
			return false, err
		}
		if info.ModTime().After(newest) {
			newest = info.ModTime()
		}
	}
	for _, p := range programs {
		info, err := os.Stat(filepath.Join(bin, p))
		if os.IsNotExist(err) || err == nil && info.ModTime().Before(newest) {
			return false, nil
		}
		if err != nil {
			return false, err
		}
	}
	return true, nil
}

func hasAll(dir string, names ...string) bool {
	for _, n := range names {
		if _, err := os.Stat(filepath.Join(dir, n)); err != nil {
			return false
		}
	}
	return true
}
