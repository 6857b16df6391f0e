package kafka

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
)

// clusterID is what storage is formatted for: 16 bytes, in base64.
const clusterID = "ZXJyYW5kLXRlc3QtMDAwMQ"

func (n Node) data() string         { return filepath.Join(n.Dir, "data") }
func (n Node) settingsFile() string { return filepath.Join(n.Dir, "server.properties") }

// Exec formats the node's storage, unless it is, and becomes the broker. It
// returns only when it cannot.
func (n Node) Exec() error {
	if n.Dir == "" || n.Port <= 0 || n.Lib == "" {
		return errors.New("a node needs -dir, -port and -lib")
	}
	java, err := exec.LookPath("java")
	if err != nil {
		return fmt.Errorf("a Java of version 17 or newer is needed: %w", err)
	}
	if err := os.MkdirAll(n.Dir, 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(n.settingsFile(), []byte(n.settings()), 0o644); err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(n.data(), "meta.properties")); errors.Is(err, os.ErrNotExist) {
		format := exec.Command(java, n.java("64m", "kafka.tools.StorageTool", "format", "-t", clusterID, "-c", n.settingsFile())...)
		if out, err := format.CombinedOutput(); err != nil {
			return fmt.Errorf("format %s: %w: %s", n.data(), err, out)
		}
	}
	argv := append([]string{"java"}, n.java(n.Heap, "kafka.Kafka", n.settingsFile())...)
	return syscall.Exec(java, argv, os.Environ())
}

// java are the arguments that run a class. The quick compiler and the simple
// collector suit brokers that live for minutes, on cores that others need.
func (n Node) java(heap, class string, args ...string) []string {
	return append([]string{
		"-Xmx" + heap, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError", "-Djava.awt.headless=true",
		"-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-Dorg.slf4j.simpleLogger.showDateTime=true",
		"-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS",
		"-cp", filepath.Join(n.Lib, "*"), class,
	}, args...)
}
