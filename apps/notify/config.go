package main

import (
	"errors"
	"fmt"
	"net/mail"
	"net/url"
	"strings"

	"github.com/caarlos0/env/v11"

	"github.com/errandapp/errand/internal/run"
	"github.com/errandapp/errand/internal/run/sidecar"
)

// Config is all that notify takes from its environment. The sidecar reads
// some of it too, for the components mail and webhook: give both the same.
type Config struct {
	run.Listen     // ERRAND_LISTEN_HOST, APP_PORT (8083)
	sidecar.Config // DAPR_HTTP_PORT, DAPR_GRPC_PORT, DAPR_API_TOKEN

	// SMTPHost is the mail server. E-mails are sent when it is set.
	SMTPHost string `env:"ERRAND_SMTP_HOST"`
	// SMTPPort is its port, 465 for TLS from the start. The sidecar also reads
	// ERRAND_SMTP_USER and ERRAND_SMTP_PASSWORD, both or neither.
	SMTPPort int `env:"ERRAND_SMTP_PORT"`
	// MailFrom is the sender's address.
	MailFrom string `env:"ERRAND_MAIL_FROM" envDefault:"errand@errand.localhost"`
	// MailTo is the address of a person; {user} stands for the user's id.
	MailTo string `env:"ERRAND_MAIL_TO" envDefault:"{user}@errand.localhost"`
	// WebhookURL is what notifications are posted to. They are when it is set.
	WebhookURL string `env:"ERRAND_WEBHOOK_URL"`
	// AppToken, when set, must come with every request, as dapr-api-token:
	// then only the sidecar, which has it too, gets in.
	AppToken string `env:"APP_API_TOKEN"`
}

// readConfig reads the environment; its error names every mistake in it.
func readConfig() (Config, error) {
	cfg := Config{Listen: run.Listen{Port: 8083}}
	mistakes := []error{env.Parse(&cfg)}
	mistake := func(format string, args ...any) { mistakes = append(mistakes, fmt.Errorf(format, args...)) }

	if cfg.SMTPHost != "" && (cfg.SMTPPort < 1 || cfg.SMTPPort > 65535) {
		mistake("ERRAND_SMTP_PORT is %d: with ERRAND_SMTP_HOST it must be a port", cfg.SMTPPort)
	}
	if err := oneAddress(cfg.MailFrom); err != nil {
		mistake("ERRAND_MAIL_FROM: %w", err)
	}
	if err := oneAddress(strings.ReplaceAll(cfg.MailTo, "{user}", "user")); err != nil {
		mistake("ERRAND_MAIL_TO: %w", err)
	}
	if u, err := url.Parse(cfg.WebhookURL); cfg.WebhookURL != "" && (err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https") {
		mistake("ERRAND_WEBHOOK_URL must be like https://example.com/hook")
	}
	return cfg, errors.Join(mistakes...)
}

// oneAddress refuses all but one bare address; the binding would take a list
// of them, with semicolons.
func oneAddress(s string) error {
	a, err := mail.ParseAddress(s)
	if err == nil && a.Address != s || strings.Contains(s, ";") {
		err = errors.New("it must be one address, without a name")
	}
	return err
}
