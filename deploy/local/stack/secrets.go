package stack

import (
	"path/filepath"

	"github.com/errandapp/errand/deploy/local/secrets"
)

// giveSecrets makes the file behind the component secrets, unless somebody
// else keeps one, and says where people reach the system, for links in
// messages.
func (s *System) giveSecrets() error {
	if s.getenv("ERRAND_PUBLIC_URL") == "" {
		s.export("ERRAND_PUBLIC_URL", s.URL)
	}
	if s.getenv(secrets.Variable) != "" {
		return nil
	}
	file := filepath.Join(s.Data, "secrets.json")
	s.export(secrets.Variable, file)
	return secrets.Ensure(file, s.getenv)
}
