package stack

import (
	"fmt"
	"net"
	"strings"
	"testing"
)

func TestPorts(t *testing.T) {
	dir := t.TempDir()
	first := reopen(t, dir)
	kafka, err := first.pick("kafka", 0)
	if err != nil {
		t.Fatal(err)
	}
	postgres, err := first.pick("postgres", 0)
	if err != nil {
		t.Fatal(err)
	}
	if kafka == postgres || kafka < lowestPort || kafka >= highestPort {
		t.Errorf("kafka %d, postgres %d", kafka, postgres)
	}
	if err := first.save(); err != nil {
		t.Fatal(err)
	}

	// The next run gets the same, unless another program took it meanwhile.
	l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", postgres))
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	second := reopen(t, dir)
	if n, err := second.pick("kafka", 0); err != nil || n != kafka {
		t.Errorf("kafka got %d, %v, had %d", n, err, kafka)
	}
	if n, err := second.pick("postgres", 0); err != nil || n == postgres {
		t.Errorf("postgres got %d, %v, which is in use", n, err)
	}

	if _, err := second.claim("chat appPort", postgres); err == nil || !strings.Contains(err.Error(), "in use by another program") {
		t.Errorf("claiming a used port gives %v", err)
	}
	if _, err := second.claim("chat appPort", kafka); err == nil || !strings.Contains(err.Error(), "also the port of kafka") {
		t.Errorf("claiming our own port gives %v", err)
	}
	second.given[kafka+1] = true
	if n, err := second.pick("mail", kafka+1); err != nil || n == kafka+1 {
		t.Errorf("mail got %d, %v, which the run file gives to an app", n, err)
	}
}

func reopen(t *testing.T, dir string) *ports {
	t.Helper()
	p, err := openPorts(dir)
	if err != nil {
		t.Fatal(err)
	}
	return p
}
