package postgres

import (
	"context"
	"fmt"
	"net/url"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"

	"github.com/jackc/pgx/v5"
)

// Role is the superuser and Database the database that a first run makes.
const (
	Role     = "errand"
	Database = "errand"
)

// Server is a server that Open made ready to start.
type Server struct {
	bin      string
	data     string // the cluster; may be elsewhere than asked, see reachable
	port     int
	password string
	as       *syscall.Credential // nil: as ourselves
}

// settings are for one busy small system on a laptop that also runs everything
// else. fsync, full_page_writes and synchronous_commit stay on.
var settings = map[string]string{
	"listen_addresses":             "127.0.0.1",
	"unix_socket_directories":      "",
	"max_connections":              "200",
	"shared_buffers":               "128MB",
	"effective_cache_size":         "1GB",
	"work_mem":                     "8MB",
	"maintenance_work_mem":         "64MB",
	"min_wal_size":                 "128MB",
	"max_wal_size":                 "1GB",
	"checkpoint_completion_target": "0.9",
	"checkpoint_timeout":           "15min",
	"wal_compression":              "on",
	"random_page_cost":             "1.1",
	"jit":                          "off",
	"log_min_messages":             "warning",
	"logging_collector":            "off",
	"log_destination":              "stderr",
	"timezone":                     "UTC",
}

// Command starts the server in the foreground. SIGINT stops it without waiting
// for its clients.
func (s *Server) Command() (*exec.Cmd, error) {
	if err := s.clearStale(); err != nil {
		return nil, err
	}
	args := []string{"-D", s.data, "-p", strconv.Itoa(s.port)}
	for k, v := range settings {
		args = append(args, "-c", k+"="+v)
	}
	return s.command("postgres", args...), nil
}

// command runs one of the binaries as the right user.
func (s *Server) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(filepath.Join(s.bin, name), args...)
	cmd.Dir = "/"
	cmd.Env = []string{"PATH=/usr/bin:/bin", "LC_ALL=C", "TZ=UTC"}
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: s.as}
	return cmd
}

// URL is where apps connect, password included.
func (s *Server) URL() string { return s.url(Database) }

func (s *Server) url(database string) string {
	u := url.URL{
		Scheme:   "postgres",
		User:     url.UserPassword(Role, s.password),
		Host:     fmt.Sprintf("127.0.0.1:%d", s.port),
		Path:     "/" + database,
		RawQuery: "sslmode=disable",
	}
	return u.String()
}

// Ready tells whether the server answers, and makes the database if it is not
// there yet, with the table in which Dapr's components note their migrations:
// sidecars that meet an empty database at once trip over each other while they
// make it (components-contrib 1.18.3 takes 42710 and 42P07 for fatal).
func (s *Server) Ready(ctx context.Context) error {
	if err := s.make(ctx); err != nil {
		return err
	}
	return once(ctx, s.URL(), `create table if not exists dapr_metadata (key text not null primary key, value text not null)`)
}

// make makes the database, unless it is there.
func (s *Server) make(ctx context.Context) error {
	conn, err := pgx.Connect(ctx, s.url("postgres"))
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	var there bool
	if err := conn.QueryRow(ctx, `select exists (select from pg_database where datname = $1)`, Database).Scan(&there); err != nil || there {
		return err
	}
	_, err = conn.Exec(ctx, `create database `+pgx.Identifier{Database}.Sanitize())
	return err
}

// once runs a statement on a connection of its own.
func once(ctx context.Context, url, statement string) error {
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, statement)
	return err
}

// Answers tells whether a server that somebody else runs takes our URL.
func Answers(ctx context.Context, url string) error {
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	return conn.Ping(ctx)
}
