package postgres

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// find returns a folder with the binaries initdb and postgres. It looks at PATH
// and at Debian's place, then asks apt if it may, then downloads. An existing
// dataDir asks for the major version that made it. progress gets a line when
// something takes long.
func find(ctx context.Context, dataDir, downloadDir string, progress func(format string, args ...any)) (string, error) {
	want := madeBy(dataDir)
	found := installed(downloadDir)
	if bin := pick(found, want); bin != "" {
		return bin, nil
	}
	if want != "" && len(found) > 0 {
		return "", fmt.Errorf("%s was made by Postgres %s, but only %s is installed: install postgresql-%s, or move that folder away to start empty", dataDir, want, strings.Join(majors(found), ", "), want)
	}
	tried := errors.New("apt needs root and Debian")
	if mayApt() {
		progress("no Postgres on this machine: asking apt for it, which takes a minute")
		if tried = apt(ctx); tried == nil {
			if bin := pick(installed(downloadDir), want); bin != "" {
				return bin, nil
			}
			tried = errors.New("apt installed it, but no initdb appeared in /usr/lib/postgresql")
		}
	}
	progress("no Postgres on this machine: downloading one, which takes a minute")
	if err := download(downloadDir); err != nil {
		return "", fmt.Errorf("no Postgres: install the package postgresql, or set ERRAND_POSTGRES to the URL of a server (apt: %w; download: %w)", tried, err)
	}
	return filepath.Join(downloadDir, "bin"), nil
}

// candidate is one folder with binaries.
type candidate struct {
	bin   string
	major string // "15"
}

// installed lists the usable folders, the newest version first.
func installed(downloadDir string) []candidate {
	dirs, _ := filepath.Glob("/usr/lib/postgresql/*/bin") // the pattern is valid
	if p, err := exec.LookPath("postgres"); err == nil {
		if p, err = filepath.EvalSymlinks(p); err == nil {
			dirs = append(dirs, filepath.Dir(p))
		}
	}
	dirs = append(dirs, filepath.Join(downloadDir, "bin"))
	var found []candidate
	for _, dir := range dirs {
		if !executable(filepath.Join(dir, "initdb")) || !executable(filepath.Join(dir, "postgres")) {
			continue
		}
		out, err := exec.Command(filepath.Join(dir, "postgres"), "--version").Output()
		fields := strings.Fields(string(out)) // postgres (PostgreSQL) 15.13 (Debian …)
		if err != nil || len(fields) < 3 {
			continue
		}
		major, _, _ := strings.Cut(fields[2], ".")
		found = append(found, candidate{dir, major})
	}
	slices.SortStableFunc(found, func(a, b candidate) int { return number(b.major) - number(a.major) })
	return found
}

// pick takes the wanted major version, or the newest when any will do.
func pick(found []candidate, want string) string {
	for _, c := range found {
		if want == "" || c.major == want {
			return c.bin
		}
	}
	return ""
}

// madeBy is the major version that made a data folder; "" when there is none.
func madeBy(dataDir string) string {
	text, err := os.ReadFile(filepath.Join(dataDir, "PG_VERSION"))
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(text))
}

func majors(found []candidate) []string {
	var all []string
	for _, c := range found {
		all = append(all, c.major)
	}
	return all
}

func number(s string) int {
	n, _ := strconv.Atoi(s) // "16beta1" sorts last, which is where it belongs
	return n
}

func executable(path string) bool {
	info, err := os.Stat(path)
	return err == nil && !info.IsDir() && info.Mode()&0o111 != 0
}
