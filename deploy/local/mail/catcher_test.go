package mail

import (
	"fmt"
	"net/smtp"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestCatcher(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mail")
	var noted []string // deliver calls note before it answers the client
	c, err := Start(dir, 0, func(file string) { noted = append(noted, file) })
	if err != nil {
		t.Fatal(err)
	}
	address := fmt.Sprintf("127.0.0.1:%d", c.Port())
	body := "Subject: milk\r\n\r\nIt is due.\r\n"
	for range 2 {
		if err := smtp.SendMail(address, nil, "errand@localhost", []string{"a@localhost", "b@localhost"}, []byte(body)); err != nil {
			t.Fatal(err)
		}
	}
	if err := smtp.SendMail(address, nil, "errand@localhost", []string{"a@localhost"}, []byte(strings.Repeat("x\r\n", messageBytes))); err == nil {
		t.Error("a message of 3 MiB was taken")
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) != 2 || len(noted) != 2 {
		t.Fatalf("files %q, noted %q, %v", files, noted, err)
	}
	text, err := os.ReadFile(noted[0])
	if err != nil || string(text) != body {
		t.Errorf("got %q, %v", text, err)
	}
}

func TestPrune(t *testing.T) {
	c := &Catcher{dir: t.TempDir()}
	for i := range keep + 3 {
		if err := os.WriteFile(filepath.Join(c.dir, fmt.Sprintf("%04d.eml", i)), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.prune(); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(c.dir, "*"))
	if err != nil || len(files) != keep || filepath.Base(files[0]) != "0003.eml" {
		t.Errorf("%d files, the oldest is %s, %v", len(files), files[0], err)
	}
}
