package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"path/filepath"
	"strings"

	"github.com/errandapp/errand/deploy/local/stack"
	"github.com/errandapp/errand/tests/kafka"
	"github.com/errandapp/errand/tests/machine"
)

// A running is the system under load.
type running struct {
	options options
	system  *stack.System
	dir     string // everything temporary
	out     *os.File
	pprof   map[string]int // ports of the profilers of sync and chat
}

// root is the project's folder.
var root = func() string {
	dir, err := os.Getwd()
	for err == nil && dir != filepath.Dir(dir) {
		if _, missing := os.Stat(filepath.Join(dir, "dapr.yaml")); missing == nil {
			return dir
		}
		dir = filepath.Dir(dir)
	}
	return "."
}()

// start starts the system; on an error nothing is left running.
func start(ctx context.Context, o options) (_ *running, err error) {
	l := &running{options: o, pprof: map[string]int{}}
	defer func() {
		if err != nil {
			err = errors.Join(err, l.stop(true))
		}
	}()
	if l.dir, err = os.MkdirTemp("", "errand-load-"); err != nil {
		return nil, err
	}
	if err := os.Chmod(l.dir, 0o755); err != nil { // Postgres may run as another user
		return nil, err
	}
	if l.out, err = os.Create(filepath.Join(l.dir, "console.log")); err != nil {
		return nil, err
	}
	file, err := l.writeRunFile()
	if err != nil {
		return nil, err
	}
	server, err := kafka.Command(ctx, o.broker)
	if err != nil {
		return nil, err
	}
	l.system, err = stack.Start(ctx, stack.Options{
		File: file, Data: filepath.Join(l.dir, "run"), Bin: o.bin, FreePorts: true, Out: l.out, RestartsPerMinute: 100, Kafka: server,
	})
	return l, err
}

// itself is what this program is called where CPU time is told.
const itself = "load"

// cpu is what each process has used so far.
func (l *running) cpu() (machine.Usage, error) { return machine.Used(l.system, itself) }

// stop stops everything; keep leaves the logs for somebody to read.
func (l *running) stop(keep bool) error {
	var errs []error
	if l.system != nil {
		errs = append(errs, l.system.Stop())
	}
	if l.out != nil {
		errs = append(errs, l.out.Close())
	}
	if keep {
		fmt.Fprintln(os.Stderr, "the system's logs are in", l.dir)
	} else if l.dir != "" {
		errs = append(errs, os.RemoveAll(l.dir))
	}
	return errors.Join(errs...)
}

// writeRunFile writes the project's own run file, with profilers that cost
// nothing until they are asked, and without e-mails.
func (l *running) writeRunFile() (file string, err error) {
	raw, err := os.ReadFile(filepath.Join(root, "dapr.yaml"))
	if err != nil {
		return "", err
	}
	text := strings.NewReplacer(
		"./components", filepath.Join(root, "components"),
		"./deploy", filepath.Join(root, "deploy"),
		"./apps", filepath.Join(root, "apps"),
		"../../bin", l.options.bin,
	).Replace(string(raw))
	for _, app := range []string{"sync", "chat"} {
		if l.pprof[app], err = freePort(); err != nil {
			return "", err
		}
		env := fmt.Sprintf(`ERRAND_PPROF_ADDR: "127.0.0.1:%d"`, l.pprof[app])
		if app == "sync" && l.options.compression != "" {
			env += fmt.Sprintf(", ERRAND_COMPRESSION: %q", l.options.compression)
		}
		line := "  - appID: " + app + "\n"
		if strings.Count(text, line) != 1 {
			return "", fmt.Errorf("dapr.yaml has no app %s", app)
		}
		text = strings.Replace(text, line, line+"    env: {"+env+"}\n", 1)
	}
	file = filepath.Join(l.dir, "dapr.yaml")
	return file, os.WriteFile(file, []byte(text), 0o644)
}

// freePort takes one below those that the kernel gives to outgoing
// connections.
func freePort() (int, error) {
	for range 100 {
		ln, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", 20000+rand.IntN(12000)))
		if err == nil {
			return ln.Addr().(*net.TCPAddr).Port, ln.Close()
		}
	}
	return 0, errors.New("no free port found")
}
