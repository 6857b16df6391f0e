// Package secrets makes the file behind the Dapr component secrets on a
// laptop. It is made once, with keys that nobody has chosen, and only its
// owner can read it.
package secrets

import (
	"crypto/ecdh"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"golang.org/x/mod/sumdb/note"

	"github.com/errandapp/errand/deploy/local/replace"
)

// Variable is how the sidecars find the file.
const Variable = "ERRAND_SECRETS_FILE"

// A secret of the file has the name of the app that it is for.
const group = "notify"

// logName stands in audit's key. Each audit has a key of its own, so those of
// two that have one name are told apart.
const logName = "errand/audit"

// made are the keys that are drawn when they are not there yet, by secret.
var made = map[string]map[string]func() (string, error){
	"notify": madeForNotify,
	"audit": {
		"signing-key": func() (string, error) { // Ed25519, as sumdb/note writes it
			key, _, err := note.GenerateKey(rand.Reader, logName)
			return key, err
		},
	},
}

var madeForNotify = map[string]func() (string, error){
	"vapid-private-key": func() (string, error) { // P-256 (RFC 8292)
		key, err := ecdh.P256().GenerateKey(rand.Reader)
		if err != nil {
			return "", err
		}
		return base64.RawURLEncoding.EncodeToString(key.Bytes()), nil
	},
	"webhook-secret":  func() (string, error) { return "whsec_" + random(), nil }, // Standard Webhooks
	"unsubscribe-key": func() (string, error) { return random(), nil },
}

// given are the keys that the environment may give, by variable.
var given = map[string]string{"smtp-password": "ERRAND_SMTP_PASSWORD", "ntfy-token": "ERRAND_NTFY_TOKEN"}

// Ensure makes the file if it is not there, and adds what it lacks. What the
// environment gives is written over; all else stays as it is.
func Ensure(file string, getenv func(string) string) error {
	all := map[string]map[string]string{}
	raw, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(raw, &all)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("read the secrets: %w", err)
	}
	before := string(raw)
	for secret, keys := range made {
		if all[secret] == nil {
			all[secret] = map[string]string{}
		}
		for name, draw := range keys {
			if all[secret][name] == "" {
				if all[secret][name], err = draw(); err != nil {
					return fmt.Errorf("make %s: %w", name, err)
				}
			}
		}
	}
	for name, variable := range given {
		if value := getenv(variable); value != "" || all[group][name] == "" {
			all[group][name] = value
		}
	}
	out, err := json.MarshalIndent(all, "", "  ")
	if err != nil {
		return fmt.Errorf("write the secrets: %w", err)
	}
	if string(out) == before {
		return os.Chmod(file, 0o600)
	}
	return write(file, out)
}

// write puts the file in place at once, so that nobody ever reads half of it.
func write(file string, content []byte) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return fmt.Errorf("write the secrets: %w", err)
	}
	if err := replace.File(file, content, 0o600); err != nil {
		return fmt.Errorf("write the secrets: %w", err)
	}
	return nil
}

// random are 32 random bytes in base64.
func random() string {
	raw := make([]byte, 32)
	rand.Read(raw) //nolint:errcheck // it never fails
	return base64.StdEncoding.EncodeToString(raw)
}
