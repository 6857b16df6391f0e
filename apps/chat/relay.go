package main

import (
	"bufio"
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// What a WebSocket that is passed on may take up. There are thousands of
// them, and nearly all are silent: httputil.ReverseProxy would keep 64 KiB of
// buffers, the request and its goroutines for each (measured: 103 kB; this: 14).
const (
	handshakeTime = 10 * time.Second // for sync to answer
	passTime      = 10 * time.Second // for one side to take what the other said
	downBuffer    = 2 << 10          // bytes on their way to the browser
	upBuffer      = 256              // from it: it only answers heartbeats
	socketBuffer  = 64 << 10         // in the kernel, so that sync notices who is slow
)

// hopHeaders are between the browser and us (RFC 9110, 7.6.1).
var hopHeaders = []string{"Connection", "Keep-Alive", "Proxy-Connection", "Te", "Trailer", "Transfer-Encoding", "Upgrade", "Forwarded",
	"X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto"}

// A back is a connection to sync.
type back struct {
	net.Conn
	in *bufio.Reader // what came from sync
}

func (b *back) close() { _ = b.Conn.Close() } // it may have ended already

// askSync sends the browser's request to sync, and reads how it is answered.
func askSync(ctx context.Context, to *url.URL, r *http.Request) (_ *back, _ *http.Response, err error) {
	ctx, cancel := context.WithTimeout(ctx, handshakeTime)
	defer cancel()
	conn, err := dialSync(ctx, to)
	if err != nil {
		return nil, nil, err
	}
	b := &back{conn, bufio.NewReaderSize(conn, downBuffer)}
	defer context.AfterFunc(ctx, b.close)() // what waits for sync ends with ctx
	defer func() {
		if err != nil {
			b.close()
			if ctx.Err() != nil {
				err = fmt.Errorf("%w: %w", ctx.Err(), err)
			}
		}
	}()
	out := &http.Request{
		Method: http.MethodGet, Host: r.Host, Header: r.Header.Clone(),
		URL: &url.URL{Scheme: to.Scheme, Host: to.Host, Path: syncPath, RawQuery: r.URL.RawQuery},
	}
	upgrade := strings.EqualFold(r.Header.Get("Upgrade"), "websocket")
	for _, names := range r.Header.Values("Connection") {
		for name := range strings.SplitSeq(names, ",") {
			out.Header.Del(strings.TrimSpace(name))
		}
	}
	for _, name := range hopHeaders {
		out.Header.Del(name)
	}
	out.Header.Del(userHeader) // the ticket says who it is
	if upgrade {
		out.Header.Set("Connection", "Upgrade")
		out.Header.Set("Upgrade", "websocket")
	}
	if host, _, err := net.SplitHostPort(r.RemoteAddr); err == nil {
		out.Header.Set("X-Forwarded-For", host)
	}
	out.Header.Set("X-Forwarded-Host", r.Host)
	out.Header.Set("X-Forwarded-Proto", "http")
	if r.TLS != nil {
		out.Header.Set("X-Forwarded-Proto", "https")
	}
	if err := out.Write(conn); err != nil {
		return nil, nil, fmt.Errorf("ask sync: %w", err)
	}
	res, err := http.ReadResponse(b.in, out)
	if err != nil {
		return nil, nil, fmt.Errorf("sync's answer: %w", err)
	}
	return b, res, nil
}

func dialSync(ctx context.Context, to *url.URL) (net.Conn, error) {
	address, port := to.Host, "80"
	if to.Scheme == "https" {
		port = "443"
	}
	if to.Port() == "" {
		address = net.JoinHostPort(to.Hostname(), port)
	}
	if to.Scheme == "https" {
		return new(tls.Dialer).DialContext(ctx, "tcp", address)
	}
	return new(net.Dialer).DialContext(ctx, "tcp", address)
}

// relay tells the browser that the WebSocket is open, and passes bytes on
// until one side ends. It returns at once; what passes them on ends with
// either side, of which sync ends those that are dead, or with the process.
func (b *back) relay(w http.ResponseWriter, res *http.Response) error {
	browser, rw, err := http.NewResponseController(w).Hijack()
	if err != nil {
		b.close()
		return fmt.Errorf("take the connection over: %w", err)
	}
	sync := b.Conn // b itself, with its buffer, is not kept
	end := func() {
		_ = sync.Close() // either may have ended already
		_ = browser.Close()
	}
	for _, conn := range []net.Conn{browser, sync} {
		if tcp, ok := conn.(*net.TCPConn); ok {
			if err := limit(tcp); err != nil {
				end()
				return err
			}
		}
	}
	var answer strings.Builder
	answer.WriteString("HTTP/1.1 101 Switching Protocols\r\n")
	_ = res.Header.Write(&answer) // a Builder never fails
	answer.WriteString("\r\n")
	said, err := b.in.Peek(b.in.Buffered()) // sync's first frames
	if err == nil {
		err = give(browser, append([]byte(answer.String()), said...))
	}
	if err == nil {
		said, err = rw.Reader.Peek(rw.Reader.Buffered())
	}
	if err == nil {
		err = give(sync, said)
	}
	if err != nil {
		end()
		return err
	}
	go pass(browser, sync, make([]byte, downBuffer), end)
	go pass(sync, browser, make([]byte, upBuffer), end)
	return nil
}

// limit keeps what waits in the kernel small.
func limit(tcp *net.TCPConn) error {
	if err := tcp.SetReadBuffer(socketBuffer); err != nil {
		return err
	}
	return tcp.SetWriteBuffer(socketBuffer)
}

// give writes, and fails when nobody takes it: a browser that reads nothing
// would otherwise be held on to for good, also after sync has cut it off.
func give(to net.Conn, content []byte) error {
	if err := to.SetWriteDeadline(time.Now().Add(passTime)); err != nil {
		return err
	}
	_, err := to.Write(content)
	return err
}

// pass passes bytes on until one side ends, and then ends both.
func pass(to, from net.Conn, buffer []byte, end func()) {
	defer end()
	for {
		n, err := from.Read(buffer)
		if n > 0 {
			if err := give(to, buffer[:n]); err != nil {
				return
			}
		}
		if err != nil {
			return
		}
	}
}
