// Package ids makes ids out of the ids that senders made.
package ids

import (
	"crypto/sha256"

	"github.com/google/uuid"
)

// Derive makes an id out of the id that a sender made, the same one every
// time: so a message that is sent again asks for the same tasks under the
// same commands. what tells ids of one sender's id apart.
//
// It is a UUIDv8 (RFC 9562). Out of a UUIDv7 it keeps the time in front, so
// that tasks stay in the order in which they were made.
func Derive(id, what string) string {
	sum := sha256.Sum256([]byte(what + "/" + id))
	out := uuid.UUID(sum[:16])
	if from, err := uuid.Parse(id); err == nil && from.Version() == 7 {
		copy(out[:6], from[:6])
	}
	out[6] = out[6]&0x0f | 0x80
	out[8] = out[8]&0x3f | 0x80
	return out.String()
}
