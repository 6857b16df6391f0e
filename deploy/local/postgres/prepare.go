package postgres

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Options say where a server's things are.
type Options struct {
	Dir      string // the cluster; its password is kept beside it in Dir.password
	Port     int    // on 127.0.0.1
	Progress func(format string, args ...any)
}

// Open finds Postgres, makes the cluster unless it is there, and returns a
// server that can be started.
func Open(ctx context.Context, o Options) (*Server, error) {
	s := &Server{data: o.Dir, port: o.Port}
	var err error
	if s.as, err = runAs(); err != nil {
		return nil, err
	}
	if s.as != nil {
		if s.data, err = reachable(o.Dir, s.as); err != nil {
			return nil, err
		}
		if s.data != o.Dir {
			o.Progress("the user of Postgres may not enter %s; its data is in %s", filepath.Dir(o.Dir), s.data)
		}
	}
	if s.bin, err = find(ctx, s.data, s.data+".binaries", o.Progress); err != nil {
		return nil, err
	}
	passwordFile := o.Dir + ".password"
	if madeBy(s.data) != "" {
		text, err := os.ReadFile(passwordFile)
		if err == nil {
			s.password = strings.TrimSpace(string(text))
			return s, nil
		}
		if !errors.Is(err, os.ErrNotExist) || s.data == o.Dir {
			return nil, fmt.Errorf("%s is there but its password is not: %w", s.data, err)
		}
		// Whoever removed the folder that the data belongs to wants to start empty.
		old := s.data + time.Now().UTC().Format("-until-20060102T150405")
		o.Progress("%s is gone: its database is now %s", passwordFile, old)
		if err := os.Rename(s.data, old); err != nil {
			return nil, err
		}
	}
	s.password = rand.Text()
	if err := os.WriteFile(passwordFile, []byte(s.password+"\n"), 0o600); err != nil {
		return nil, err
	}
	return s, s.initialise()
}

// initialise runs initdb into a folder that gets its name only when it is whole,
// so that an interrupted first run is not taken for a cluster.
func (s *Server) initialise() error {
	fresh := s.data + ".new"
	if err := os.RemoveAll(fresh); err != nil {
		return err
	}
	if err := os.MkdirAll(fresh, 0o700); err != nil {
		return err
	}
	secret, err := os.CreateTemp("", "errand-postgres-")
	if err != nil {
		return err
	}
	defer os.Remove(secret.Name())
	_, err = fmt.Fprintln(secret, s.password)
	if err = errors.Join(err, secret.Close()); err != nil {
		return err
	}
	for _, path := range []string{fresh, secret.Name()} {
		if err := s.give(path); err != nil {
			return err
		}
	}
	cmd := s.command("initdb", "-D", fresh, "-U", Role, "-E", "UTF8", "--locale=C",
		"--auth=scram-sha-256", "--pwfile="+secret.Name(), "--no-instructions")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w: %s", err, lastLine(out))
	}
	return os.Rename(fresh, s.data)
}

// give makes the server's user the owner.
func (s *Server) give(path string) error {
	if s.as == nil {
		return nil
	}
	return os.Chown(path, int(s.as.Uid), int(s.as.Gid))
}

// runAs is the user to run as: ourselves, unless we are root.
func runAs() (*syscall.Credential, error) {
	if os.Geteuid() != 0 {
		return nil, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, uidErr := strconv.ParseUint(u.Uid, 10, 32)
		gid, gidErr := strconv.ParseUint(u.Gid, 10, 32)
		if err := errors.Join(uidErr, gidErr); err != nil {
			return nil, err
		}
		return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
	}
	return nil, errors.New("no user to run Postgres as: it refuses root, and there is neither a user postgres nor a user nobody: run as another user, or set ERRAND_POSTGRES")
}
