package postgres

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
)

// elsewhere holds the data of checkouts that Postgres's user may not enter, such
// as one under /root.
const elsewhere = "/var/lib/errand"

// reachable returns dir if the given user may enter the folder it is in, else a
// folder under /var/lib/errand that belongs to this dir alone. Folders of our
// own below the system's temporary folder, which tests use, are opened for
// passing through instead.
func reachable(dir string, as *syscall.Credential) (string, error) {
	parent := filepath.Dir(dir)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return "", err
	}
	if mayEnter(parent, as) {
		return dir, nil
	}
	temporary := filepath.Clean(os.TempDir()) + string(filepath.Separator)
	for p := parent; strings.HasPrefix(p, temporary); p = filepath.Dir(p) {
		info, err := os.Stat(p)
		if err != nil {
			return "", err
		}
		if owner, ok := info.Sys().(*syscall.Stat_t); !ok || int(owner.Uid) != os.Geteuid() {
			break
		}
		if err := os.Chmod(p, info.Mode().Perm()|0o011); err != nil {
			return "", err
		}
	}
	if mayEnter(parent, as) {
		return dir, nil
	}
	sum := sha256.Sum256([]byte(dir))
	other := filepath.Join(elsewhere, hex.EncodeToString(sum[:8]))
	return filepath.Join(other, "postgres"), os.MkdirAll(other, 0o755)
}

// mayEnter asks the system, which knows about groups and access lists.
func mayEnter(dir string, as *syscall.Credential) bool {
	cmd := exec.Command("test", "-x", dir)
	cmd.Dir = "/"
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: as}
	return cmd.Run() == nil
}
