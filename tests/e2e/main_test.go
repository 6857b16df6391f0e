//go:build e2e

package e2e

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/errandapp/errand/deploy/local/stack"
	"github.com/errandapp/errand/tests/kafka"
)

// broker is the Kafka that every system of this run stands on.
var (
	broker      = kafka.Embedded
	kafkaServer []string // its command
)

func init() { flag.Var(&broker, "broker", "the Kafka to run on: embedded or apache") }

// system is the one that all tests share.
var (
	system  *stack.System
	webhook *hookSink
)

func TestMain(m *testing.M) { os.Exit(run(m)) }

func run(m *testing.M) int {
	flag.Parse()
	ctx, forget := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer forget()
	root, err := filepath.Abs("../..")
	if err != nil {
		return fail(err)
	}
	if kafkaServer, err = kafka.Command(ctx, broker); err != nil {
		return fail(err)
	}
	webhook, err = startHookSink()
	if err != nil {
		return fail(err)
	}
	defer webhook.stop()
	if err := startPostSink(inbox); err != nil {
		return fail(err)
	}
	defer inbox.server.Close()
	data, err := os.MkdirTemp("", "errand-e2e-")
	if err != nil {
		return fail(err)
	}
	if err := os.Chmod(data, 0o755); err != nil { // Postgres runs as another user
		return fail(err)
	}
	file, err := withProbe(root, data)
	if err != nil {
		return fail(err)
	}
	out, err := os.Create(filepath.Join(data, "console.log"))
	if err != nil {
		return fail(err)
	}
	defer out.Close()
	system, err = stack.Start(ctx, stack.Options{
		File: file, Data: filepath.Join(data, "run"), Bin: filepath.Join(root, "bin"), FreePorts: true,
		Env: append(os.Environ(), notifyEnv()...), Out: out, RestartsPerMinute: 100,
		Kafka: kafkaServer,
	})
	if err != nil {
		show(out.Name())
		return fail(err)
	}
	fmt.Printf("system ready on the %s Kafka in %.1f s, its log in %s\n", broker, system.Took.Seconds(), data)
	code := m.Run()
	if err := system.Stop(); err != nil {
		code = fail(err)
	}
	if code == 0 {
		if err := os.RemoveAll(data); err != nil {
			return fail(err)
		}
	}
	return code
}

func fail(err error) int {
	fmt.Fprintln(os.Stderr, "e2e:", err)
	return 1
}

// show prints the end of a file.
func show(path string) {
	raw, err := os.ReadFile(path)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return
	}
	os.Stderr.Write(raw[max(0, len(raw)-8000):])
}
