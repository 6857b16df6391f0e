//go:build e2e

package e2e

import (
	"context"
	"errors"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// TestVerify: `make verify` sees every station of a system that works, whatever
// it can reach of it, and leaves nothing on its list.
func TestVerify(t *testing.T) {
	program := buildVerify(t)
	for name, c := range map[string]struct {
		from []string // flags and environment, NAME=value
		want map[string]string
	}{
		"by the environment": {
			[]string{"ERRAND_POSTGRES=" + system.Postgres, "ERRAND_KAFKA=" + system.Kafka},
			map[string]string{"state row": `tasks\|\|TaskList\|\|verify-\S+\|\|head, version 1, \d+ bytes`, "fact": `partition \d+ offset \d+, read from the topic`},
		},
		"by the data folder": {
			[]string{"-data", system.Data},
			map[string]string{"state row": `\|\|head, version 1, \d+ bytes`, "fact": `read from the topic`},
		},
		"by the API alone": {
			nil,
			map[string]string{"state row": `^–  not reachable from here: set ERRAND_POSTGRES$`, "fact": `partition \d+ offset \d+, as audit noted`},
		},
	} {
		t.Run(name, func(t *testing.T) {
			code, said := verify(t, program, 60*time.Second, c.from...)
			if code != 0 {
				t.Fatalf("exit code %d", code)
			}
			want := map[string]string{
				"chat": `Added “`, "actor": `task \S+, list at version`, "audit": `/1, recorded `, "socket": `frame of version 1`,
				"reminder": `^due \+ \d+\.\d ms  came due \d+ ms after \S+Z, frame of version \d`, "notification": `email sent, webhook sent|webhook sent, email sent`,
				"clean-up": `2 tasks removed`,
			}
			maps.Copy(want, c.want)
			for station, words := range want {
				if got := lineOf(said, station); !regexp.MustCompile(words).MatchString(got) {
					t.Errorf("%s: %q, want %s", station, got, words)
				}
			}
			user := regexp.MustCompile(`verify-[0-9a-f-]{36}`).FindString(said)
			if left := (person{t, user}).list(); len(left.Tasks) != 0 {
				t.Errorf("%d tasks are left", len(left.Tasks))
			}
		})
	}
}

// TestVerifyNamesWhatIsBroken: with a process away the first station that
// misses the message is named; the others are still looked at.
func TestVerifyNamesWhatIsBroken(t *testing.T) {
	program := buildVerify(t)
	for _, c := range []struct {
		process, station string
		sees             []string
	}{
		{"audit", "audit", []string{"chat", "actor", "fact", "socket", "reminder", "notification", "clean-up"}},
		{"sync", "socket", []string{"chat", "actor", "fact", "audit", "reminder", "notification", "clean-up"}},
		{"notify", "notification", []string{"chat", "actor", "fact", "audit", "socket", "reminder", "clean-up"}},
		{"tasks", "chat", nil},
	} {
		t.Run(c.process, func(t *testing.T) {
			if err := system.Kill(c.process); err != nil {
				t.Fatal(err)
			}
			code, said := 0, ""
			func() {
				defer func() {
					if err := system.Restart(context.WithoutCancel(t.Context()), c.process); err != nil {
						t.Fatal(err)
					}
				}()
				code, said = verify(t, program, 120*time.Second, "-limit", "6s")
			}()
			if code != 1 {
				t.Errorf("exit code %d, want 1", code)
			}
			if strings.Contains(said, "ticket=") {
				t.Error("it shows its ticket")
			}
			last := said[strings.LastIndex(strings.TrimSpace(said), "\n")+1:]
			if !strings.HasPrefix(last, "It was not seen at: "+c.station+". Look at ") || !regexp.MustCompile(`\b`+c.process+`\b`).MatchString(last) {
				t.Errorf("it ends with %q, want %s named, and process %s", last, c.station, c.process)
			}
			if got := lineOf(said, c.station); !strings.HasPrefix(got, "MISSING  ") {
				t.Errorf("%s: %q", c.station, got)
			}
			for _, station := range c.sees {
				if got := lineOf(said, station); !strings.Contains(got, " ms  ") {
					t.Errorf("%s: %q, want it seen", station, got)
				}
			}
		})
	}
}

// TestVerifyWithoutAServer: nobody at the address, and no address at all.
func TestVerifyWithoutAServer(t *testing.T) {
	program := buildVerify(t)
	code, said := verify(t, program, 30*time.Second, "-url", "http://127.0.0.1:1", "-limit", "1s")
	if code != 1 || !strings.Contains(said, "It was not seen at: chat. ") || lineOf(said, "actor") != "–  not tried" {
		t.Errorf("exit code %d", code)
	}
	if code, _ := verify(t, program, 30*time.Second, "-url", "errand"); code != 2 {
		t.Errorf("exit code %d for an address that is none, want 2", code)
	}
}

func buildVerify(t *testing.T) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "verify")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", program, "../verify").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return program
}

// verify runs the program on the system. Of how, NAME=value goes into its
// environment, the rest are arguments.
func verify(t *testing.T, program string, limit time.Duration, how ...string) (code int, said string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, "-url", system.URL)
	cmd.Dir = t.TempDir() // where no .errand is
	cmd.Env = append(os.Environ(), "ERRAND_POSTGRES=", "ERRAND_KAFKA=")
	for _, h := range how {
		if strings.HasPrefix(h, "ERRAND_") {
			cmd.Env = append(cmd.Env, h)
		} else {
			cmd.Args = append(cmd.Args, h)
		}
	}
	out, err := cmd.CombinedOutput()
	t.Logf("%s", out)
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) || ctx.Err() != nil {
		t.Fatalf("verify: %v, %v", err, ctx.Err())
	}
	return cmd.ProcessState.ExitCode(), string(out)
}

// lineOf is what is said of a station: its time and words, with the spaces
// before them cut.
func lineOf(said, station string) string {
	for line := range strings.Lines(said) {
		if rest, ok := strings.CutPrefix(line, "  "+station+"  "); ok {
			return strings.TrimSpace(rest)
		}
	}
	return ""
}
