package postgres

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"

	embedded "github.com/fergusstrange/embedded-postgres"
)

// createNoCluster tells Debian's package not to start a server of its own on
// port 5432. It is there only while we install.
const createNoCluster = "/etc/postgresql-common/createcluster.d/errand.conf"

// mayApt tells whether this is Debian and we are root.
func mayApt() bool {
	_, err := exec.LookPath("apt-get")
	return err == nil && os.Geteuid() == 0
}

// apt installs Debian's Postgres.
func apt(ctx context.Context) error {
	if err := os.MkdirAll(filepath.Dir(createNoCluster), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(createNoCluster, []byte("create_main_cluster = false\n"), 0o644); err != nil {
		return err
	}
	defer os.Remove(createNoCluster)
	for _, args := range [][]string{
		{"update", "-qq"},
		{"install", "-y", "-qq", "--no-install-recommends", "postgresql"},
	} {
		cmd := exec.CommandContext(ctx, "apt-get", args...)
		cmd.Env = append(os.Environ(), "DEBIAN_FRONTEND=noninteractive")
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("apt-get %s: %w: %s", args[0], err, lastLine(out))
		}
	}
	return nil
}

// download fetches the binaries that the embedded-postgres project publishes.
// That package starts a server to do so; only its binaries are wanted here, so
// they are what decides whether it worked (as root it cannot start a server).
func download(dir string) error {
	port, err := freePort()
	if err != nil {
		return err
	}
	var log bytes.Buffer
	server := embedded.NewDatabase(embedded.DefaultConfig().
		BinariesPath(dir).
		RuntimePath(filepath.Join(dir, "run")).
		CachePath(filepath.Join(dir, "cache")).
		Port(uint32(port)).
		Logger(&log))
	err = server.Start()
	if err == nil {
		err = server.Stop()
	}
	if executable(filepath.Join(dir, "bin", "initdb")) && executable(filepath.Join(dir, "bin", "postgres")) {
		return os.RemoveAll(filepath.Join(dir, "run"))
	}
	if err == nil {
		err = fmt.Errorf("no binaries in %s", dir)
	}
	return err
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

func lastLine(out []byte) string {
	lines := bytes.Split(bytes.TrimSpace(out), []byte("\n"))
	return string(lines[len(lines)-1])
}
