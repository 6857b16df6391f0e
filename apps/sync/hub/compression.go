package hub

import (
	"fmt"

	"github.com/coder/websocket"
)

// Compression says which frames are compressed, for clients that can
// (RFC 7692). The zero value is none.
type Compression struct{ mode websocket.CompressionMode }

// UnmarshalText reads off, message or context.
func (c *Compression) UnmarshalText(text []byte) error {
	switch string(text) {
	case "off":
		c.mode = websocket.CompressionDisabled
	case "message":
		c.mode = websocket.CompressionNoContextTakeover
	case "context":
		c.mode = websocket.CompressionContextTakeover
	default:
		return fmt.Errorf("%q: it is off, message or context", text)
	}
	return nil
}
