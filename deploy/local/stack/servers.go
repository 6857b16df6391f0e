package stack

import (
	"context"
	"fmt"
	"net"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/errandapp/errand/deploy/local/logs"
	"github.com/errandapp/errand/deploy/local/mail"
	"github.com/errandapp/errand/deploy/local/postgres"
	"github.com/errandapp/errand/deploy/local/proc"
)

const outsideTimeout = 5 * time.Second // for a server that somebody else runs

// findPostgres sets s.Postgres: the outside server, or a server to start.
func (s *System) findPostgres(ctx context.Context) (*proc.Spec, error) {
	if s.Postgres = s.getenv("ERRAND_POSTGRES"); s.Postgres != "" {
		ctx, cancel := context.WithTimeout(ctx, outsideTimeout)
		defer cancel()
		if err := postgres.Answers(ctx, s.Postgres); err != nil {
			return nil, fmt.Errorf("ERRAND_POSTGRES: %w", err)
		}
		return nil, nil
	}
	port, err := s.ports.pick("postgres", 0)
	if err != nil {
		return nil, err
	}
	server, err := postgres.Open(ctx, postgres.Options{
		Dir:      filepath.Join(s.Data, "postgres"),
		Port:     port,
		Progress: s.log.Printf,
	})
	if err != nil {
		return nil, err
	}
	log, err := s.hub.Stream("postgres", logs.PostgresTrouble)
	if err != nil {
		return nil, err
	}
	s.Postgres = server.URL()
	s.export("ERRAND_POSTGRES", s.Postgres)
	return &proc.Spec{
		Name:    "postgres",
		Command: server.Command,
		Ready:   server.Ready,
		Log:     log,
		Stop:    syscall.SIGINT,
		Tries:   2, // after a crash, the old backends may need a moment to go
	}, nil
}

// findKafka sets s.Kafka: the outside brokers, or a broker to start.
func (s *System) findKafka(ctx context.Context) (*proc.Spec, error) {
	if s.Kafka = s.getenv("ERRAND_KAFKA"); s.Kafka != "" {
		var err error
		for broker := range strings.SplitSeq(s.Kafka, ",") {
			if err = listens(broker)(ctx); err == nil {
				return nil, nil
			}
		}
		return nil, fmt.Errorf("ERRAND_KAFKA: %w", err)
	}
	command, err := s.kafkaCommand(ctx)
	if err != nil {
		return nil, err
	}
	port, err := s.ports.pick("kafka", 0)
	if err != nil {
		return nil, err
	}
	log, err := s.hub.Stream("kafka", nil)
	if err != nil {
		return nil, err
	}
	s.Kafka = fmt.Sprintf("127.0.0.1:%d", port)
	s.export("ERRAND_KAFKA", s.Kafka)
	args := append(command[1:len(command):len(command)], "-dir", filepath.Join(s.Data, "kafka"), "-port", strconv.Itoa(port))
	return &proc.Spec{
		Name:    "kafka",
		Command: s.command(s.Data, command[0], args...),
		Ready:   listens(s.Kafka),
		Log:     log,
	}, nil
}

// JudgeMail lets f see every caught mail first, and refuse it: a test's mail
// server that fails. There must be no other mail server.
func (s *System) JudgeMail(f func(text []byte) error) { s.mail.Judge(f) }

// startMail catches outgoing mail unless a server is named.
func (s *System) startMail() error {
	if s.getenv("ERRAND_SMTP_HOST") != "" {
		return nil
	}
	port, err := s.ports.pick("mail", 0)
	if err != nil {
		return err
	}
	log, err := s.hub.Stream("mail", nil)
	if err != nil {
		return err
	}
	s.MailDir = filepath.Join(s.Data, "mail")
	s.mail, err = mail.Start(s.MailDir, port, func(file string) { log.Printf("caught %s", file) })
	if err != nil {
		return fmt.Errorf("catch mail: %w", err)
	}
	s.export("ERRAND_SMTP_HOST", "127.0.0.1")
	s.export("ERRAND_SMTP_PORT", strconv.Itoa(port))
	return nil
}

// command makes a Spec.Command with the environment of s.
func (s *System) command(dir, name string, args ...string) func() (*exec.Cmd, error) {
	return func() (*exec.Cmd, error) {
		cmd := exec.Command(name, args...)
		cmd.Dir, cmd.Env = dir, s.env
		return cmd, nil
	}
}

// listens asks whether something accepts connections at host:port.
func listens(address string) func(context.Context) error {
	return func(ctx context.Context) error {
		ctx, cancel := context.WithTimeout(ctx, outsideTimeout)
		defer cancel()
		conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", address)
		if err != nil {
			return err
		}
		return conn.Close()
	}
}
