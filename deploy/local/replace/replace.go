// Package replace writes small files that must outlive a power cut: whoever
// reads one finds what it held before or what it holds now, never half of it.
package replace

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// File puts content in place of what the file held. It is on disk before it
// gets its name. After an error the file is as it was.
func File(file string, content []byte, mode fs.FileMode) error {
	part, err := os.CreateTemp(filepath.Dir(file), "."+filepath.Base(file)+"-") // 0600
	if err != nil {
		return fmt.Errorf("replace %s: %w", file, err)
	}
	_, err = part.Write(content)
	err = errors.Join(err, part.Chmod(mode), part.Sync(), part.Close())
	if err == nil {
		err = os.Rename(part.Name(), file)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("replace %s: %w", file, err), os.Remove(part.Name()))
	}
	return nil
}
