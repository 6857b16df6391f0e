package main

import (
	"errors"
	"fmt"
	"net/mail"
	"net/url"
	"strings"
	"time"

	"github.com/caarlos0/env/v11"

	"github.com/errandapp/errand/apps/notify/tell"
	"github.com/errandapp/errand/internal/run"
	"github.com/errandapp/errand/internal/run/sidecar"
)

// Config is all that notify takes from its environment, beside the secrets,
// which come from the Dapr component secrets. The sidecar reads some of it
// too, for the components mail, webhook and ntfy: give both the same. What is
// set here a person may change for herself, as far as there is a choice.
type Config struct {
	run.Listen     // ERRAND_LISTEN_HOST, APP_PORT (8083)
	sidecar.Config // DAPR_HTTP_PORT, DAPR_GRPC_PORT, DAPR_API_TOKEN

	// PublicURL is where people reach chat, for links in messages. One-click
	// unsubscribe asks for https.
	PublicURL string `env:"ERRAND_PUBLIC_URL" envDefault:"http://127.0.0.1:8080"`
	// SMTPHost is the mail server. E-mails are sent when it is set.
	SMTPHost string `env:"ERRAND_SMTP_HOST"`
	// SMTPPort is its port, 465 for TLS from the start. The sidecar also reads
	// ERRAND_SMTP_USER; the password is the secret smtp-password.
	SMTPPort int `env:"ERRAND_SMTP_PORT"`
	// MailFrom is the sender's address.
	MailFrom string `env:"ERRAND_MAIL_FROM" envDefault:"errand@errand.localhost"`
	// MailTo is the address of a person who gave none; {user} stands for the
	// user's id.
	MailTo string `env:"ERRAND_MAIL_TO" envDefault:"{user}@errand.localhost"`
	// WebhookURL is what notifications are posted to. They are when it is set.
	WebhookURL string `env:"ERRAND_WEBHOOK_URL"`
	// NtfyURL is the ntfy server, https://ntfy.sh. People can give a topic on
	// it when it is set.
	NtfyURL string `env:"ERRAND_NTFY_URL"`
	// PushLocal lets browsers give push addresses on this machine. For
	// development and tests only.
	PushLocal bool `env:"ERRAND_PUSH_LOCAL"`
	// RetryWebhook and Retry say how long to wait after each try that failed,
	// for the webhook and for all else; after the last a notification is given
	// up: 5s,30s,5m. Empty is 24 hours for the webhook, under two for others.
	RetryWebhook []time.Duration `env:"ERRAND_RETRY_WEBHOOK"`
	Retry        []time.Duration `env:"ERRAND_RETRY"`
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
	for name, value := range map[string]string{"ERRAND_WEBHOOK_URL": cfg.WebhookURL, "ERRAND_NTFY_URL": cfg.NtfyURL, "ERRAND_PUBLIC_URL": cfg.PublicURL} {
		if u, err := url.Parse(value); value != "" && (err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https") {
			mistake("%s must be like https://example.com/hook", name)
		}
	}
	for name, plan := range map[string][]time.Duration{"ERRAND_RETRY_WEBHOOK": cfg.RetryWebhook, "ERRAND_RETRY": cfg.Retry} {
		for _, wait := range plan {
			if wait < time.Second || wait > 24*time.Hour {
				mistake("%s: %v is not between 1s and 24h", name, wait)
			}
		}
	}
	return cfg, errors.Join(mistakes...)
}

// plans are how often each channel tries.
func (cfg Config) plans() map[string]tell.Plan {
	plans := map[string]tell.Plan{tell.Webhook: tell.LongPlan, tell.Email: tell.ShortPlan, tell.Push: tell.ShortPlan, tell.Ntfy: tell.ShortPlan}
	if len(cfg.Retry) > 0 {
		plans[tell.Email], plans[tell.Push], plans[tell.Ntfy] = cfg.Retry, cfg.Retry, cfg.Retry
	}
	if len(cfg.RetryWebhook) > 0 {
		plans[tell.Webhook] = cfg.RetryWebhook
	}
	return plans
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
