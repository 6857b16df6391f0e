package main

import (
	"strings"
	"testing"
)

func TestConfigTellsAllMistakes(t *testing.T) {
	t.Setenv("APP_PORT", "eighty")
	t.Setenv("ERRAND_KAFKA", " ")
	t.Setenv("ERRAND_POSTGRES", "mysql://x")
	_, err := readConfig()
	if err == nil {
		t.Fatal("no mistake was found")
	}
	for _, name := range []string{"Port", "ERRAND_KAFKA", "ERRAND_POSTGRES"} {
		if !strings.Contains(err.Error(), name) {
			t.Errorf("%v does not name %s", err, name)
		}
	}
}

func TestConfigOnALaptop(t *testing.T) {
	cfg, err := readConfig()
	if err != nil {
		t.Fatal(err)
	}
	if cfg.Addr() != "127.0.0.1:8082" || cfg.Group != "audit" {
		t.Errorf("got %+v", cfg)
	}
	t.Setenv("ERRAND_KAFKA", "a:1,b:2")
	if cfg, err = readConfig(); err != nil || len(cfg.Kafka) != 2 {
		t.Errorf("got %+v, %v; want two brokers", cfg, err)
	}
}
