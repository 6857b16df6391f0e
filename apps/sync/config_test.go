package main

import (
	"strings"
	"testing"
)

func TestConfigTellsAllMistakes(t *testing.T) {
	t.Setenv("APP_PORT", "eighty")
	t.Setenv("ERRAND_KAFKA", "localhost")
	t.Setenv("ERRAND_ORIGINS", "https://good.example,bad.example")
	_, _, err := readConfig()
	if err == nil {
		t.Fatal("no mistake was found")
	}
	for _, name := range []string{"Port", "ERRAND_KAFKA", "ERRAND_ORIGINS", "bad.example"} {
		if !strings.Contains(err.Error(), name) {
			t.Errorf("%v does not name %s", err, name)
		}
	}
}

func TestConfigOnALaptop(t *testing.T) {
	cfg, origins, err := readConfig()
	if err != nil || cfg.Addr() != "127.0.0.1:8081" || len(origins) != 0 {
		t.Errorf("got %+v, %v, %v", cfg, origins, err)
	}
}
