package merkle

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// A Checkpoint says what the whole log is: so many rows, with this root.
type Checkpoint struct {
	Size int64
	Root tlog.Hash
}

// Sign is the checkpoint as a note. Its name is the key's.
func (c Checkpoint) Sign(key note.Signer) (string, error) {
	text := fmt.Sprintf("%s\n%d\n%s\n", key.Name(), c.Size, c.Root)
	signed, err := note.Sign(&note.Note{Text: text}, key)
	if err != nil {
		return "", fmt.Errorf("sign the checkpoint of %d rows: %w", c.Size, err)
	}
	return string(signed), nil
}

// OpenCheckpoint reads a note that one of the keys has signed.
func OpenCheckpoint(signed string, keys note.Verifiers) (Checkpoint, error) {
	n, err := note.Open([]byte(signed), keys)
	if err != nil {
		return Checkpoint{}, fmt.Errorf("the checkpoint's signature: %w", err)
	}
	lines := strings.Split(n.Text, "\n")
	if len(lines) < 4 {
		return Checkpoint{}, errors.New("the checkpoint has fewer than three lines")
	}
	ours := false
	for _, s := range n.Sigs {
		ours = ours || s.Name == lines[0]
		// A signature is written in one way: bits that nobody reads are 0.
		if _, err := base64.StdEncoding.Strict().DecodeString(s.Base64); err != nil {
			return Checkpoint{}, fmt.Errorf("the checkpoint's signature: %w", err)
		}
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	root, hashErr := base64.StdEncoding.DecodeString(lines[2])
	switch {
	case !ours:
		return Checkpoint{}, fmt.Errorf("the checkpoint is of the log %q, and another one's key has signed it", lines[0])
	case err != nil || size < 0 || strconv.FormatInt(size, 10) != lines[1]:
		return Checkpoint{}, fmt.Errorf("the checkpoint's size is %q", lines[1])
	case hashErr != nil || len(root) != tlog.HashSize:
		return Checkpoint{}, fmt.Errorf("the checkpoint's root is %q", lines[2])
	}
	return Checkpoint{size, tlog.Hash(root)}, nil
}
