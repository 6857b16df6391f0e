package main

import (
	"strings"
	"testing"
)

func TestConfigTellsAllMistakes(t *testing.T) {
	for k, v := range map[string]string{
		"APP_PORT": "eighty", "ERRAND_SMTP_HOST": "mail", "ERRAND_MAIL_FROM": "no address",
		"ERRAND_MAIL_TO": "{user}@a.example;boss@a.example", "ERRAND_WEBHOOK_URL": "ftp://x",
	} {
		t.Setenv(k, v)
	}
	_, err := readConfig()
	if err == nil {
		t.Fatal("no mistake was found")
	}
	for _, name := range []string{"Port", "ERRAND_SMTP_PORT", "ERRAND_MAIL_FROM", "ERRAND_MAIL_TO", "ERRAND_WEBHOOK_URL"} {
		if !strings.Contains(err.Error(), name) {
			t.Errorf("%v does not name %s", err, name)
		}
	}
}

func TestConfigOnALaptop(t *testing.T) {
	cfg, err := readConfig()
	if err != nil || cfg.Addr() != "127.0.0.1:8083" || cfg.MailTo != "{user}@errand.localhost" {
		t.Errorf("got %+v, %v", cfg, err)
	}
}
