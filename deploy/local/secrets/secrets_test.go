package secrets

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/mod/sumdb/note"
)

func readFile(t *testing.T, file string) map[string]map[string]string {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]map[string]string
	if err := json.Unmarshal(raw, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

func TestSecretsAreMadeOnce(t *testing.T) {
	file := filepath.Join(t.TempDir(), "data", "secrets.json")
	env := map[string]string{"ERRAND_SMTP_PASSWORD": "hush"}
	getenv := func(k string) string { return env[k] }
	if err := Ensure(file, getenv); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(file)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("mode %v, %v", info.Mode(), err)
	}
	first := readFile(t, file)
	for _, name := range []string{"vapid-private-key", "webhook-secret", "unsubscribe-key"} {
		if len(first["notify"][name]) < 40 {
			t.Errorf("%s is %q", name, first["notify"][name])
		}
	}
	if key, err := note.NewSigner(first["audit"]["signing-key"]); err != nil || key.Name() != logName {
		t.Errorf("audit's key: %v", err)
	}
	if first["notify"]["smtp-password"] != "hush" {
		t.Error("the password is not there")
	}
	delete(env, "ERRAND_SMTP_PASSWORD")
	if err := Ensure(file, getenv); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(first, readFile(t, file)); diff != "" {
		t.Error(diff)
	}
	env["ERRAND_SMTP_PASSWORD"] = "other"
	if err := Ensure(file, getenv); err != nil {
		t.Fatal(err)
	}
	if got := readFile(t, file)["notify"]; got["smtp-password"] != "other" || got["webhook-secret"] != first["notify"]["webhook-secret"] {
		t.Error("the password was not changed, or something else was")
	}
}

// A file that cannot be read is not written over: what was signed with its
// keys would be lost.
func TestABrokenFileStays(t *testing.T) {
	file := filepath.Join(t.TempDir(), "secrets.json")
	if err := os.WriteFile(file, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Ensure(file, func(string) string { return "" }); err == nil {
		t.Error("got no error")
	}
	if raw, err := os.ReadFile(file); err != nil || string(raw) != "{" {
		t.Errorf("it is %q now, %v", raw, err)
	}
}
