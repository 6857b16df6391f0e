package hub

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"net"
	"net/http"
)

// Buffers of a connection. The HTTP server's own, 4 KiB each way, were made
// for requests; a client of ours says next to nothing, and most frames are
// below a kilobyte.
const (
	readBuffer   = 256      // the largest control frame fits
	writeBuffer  = 2 << 10  // a larger frame takes two writes
	socketBuffer = 64 << 10 // in the kernel: what a slow client may be behind before frames queue up here
)

// errEarly says that a client said more than clients do before it can have
// heard that it may.
var errEarly = errors.New("the client did not wait")

// lean is a response that is taken over with small buffers.
type lean struct {
	http.ResponseWriter
	conn net.Conn // once it was taken over
}

// Hijack implements http.Hijacker.
func (l *lean) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, rw, err := http.NewResponseController(l.ResponseWriter).Hijack()
	if err != nil {
		return nil, nil, err
	}
	l.conn = conn
	early, err := rw.Reader.Peek(rw.Reader.Buffered()) // after the handshake's answer, before we got here
	if err != nil || len(early) > readBuffer {
		return nil, nil, errors.Join(errEarly, err)
	}
	in := bufio.NewReaderSize(io.MultiReader(bytes.NewReader(early), conn), readBuffer)
	if _, err := in.Peek(len(early)); err != nil { // Accept takes what is buffered, and then conn
		return nil, nil, err
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		if err := tcp.SetWriteBuffer(socketBuffer); err != nil {
			return nil, nil, err
		}
	}
	return conn, bufio.NewReadWriter(in, bufio.NewWriterSize(conn, writeBuffer)), nil
}

// close ends a connection that did not become a WebSocket.
func (l *lean) close() {
	if l.conn != nil {
		_ = l.conn.Close() // nobody is there to hear how that went
	}
}
