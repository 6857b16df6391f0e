package channel

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"syscall"
	"time"
)

// errNotPublic says that an address that a person gave leads somewhere where
// we should not go for them: our own network, this machine, a cloud's metadata.
var errNotPublic = errors.New("the address is not a public one")

// PublicURL refuses addresses that are not https on a host of the internet;
// with local also http on this machine is right.
func PublicURL(s string, local bool) error {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.User != nil {
		return errNotPublic
	}
	ip, err := netip.ParseAddr(u.Hostname())
	isIP := err == nil
	switch {
	case local && isIP && ip.IsLoopback() && (u.Scheme == "http" || u.Scheme == "https"):
		return nil
	case u.Scheme != "https", isIP && !public(ip), u.Port() != "" && u.Port() != "443":
		return errNotPublic
	}
	return nil
}

// notPublic are ranges that netip does not know: carrier-grade NAT, protocol
// assignments, benchmarks, documentation, NAT64, 6to4 and its relays, Teredo,
// IPv4 within IPv6, site-local, reserved.
var notPublic = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("192.0.0.0/24"),
	netip.MustParsePrefix("192.0.2.0/24"), netip.MustParsePrefix("198.18.0.0/15"), netip.MustParsePrefix("198.51.100.0/24"),
	netip.MustParsePrefix("203.0.113.0/24"), netip.MustParsePrefix("240.0.0.0/4"), netip.MustParsePrefix("64:ff9b::/96"),
	netip.MustParsePrefix("64:ff9b:1::/48"), netip.MustParsePrefix("2002::/16"), netip.MustParsePrefix("2001:db8::/32"),
	netip.MustParsePrefix("192.88.99.0/24"), netip.MustParsePrefix("2001::/32"), netip.MustParsePrefix("::/96"), netip.MustParsePrefix("fec0::/10"),
}

// public reports whether an address is one of the internet.
func public(ip netip.Addr) bool {
	ip = ip.Unmap()
	if !ip.IsGlobalUnicast() || ip.IsPrivate() || ip.IsLoopback() || ip.IsLinkLocalUnicast() {
		return false
	}
	for _, p := range notPublic {
		if p.Contains(ip) {
			return false
		}
	}
	return true
}

// publicClient connects to public addresses only. It looks at the address
// that it is about to connect to, not at the name, which may lead elsewhere
// the next time; it follows no redirects and uses no proxy.
func publicClient(limit time.Duration, local bool) *http.Client {
	dialer := &net.Dialer{Timeout: 5 * time.Second, ControlContext: func(_ context.Context, _, address string, _ syscall.RawConn) error {
		at, err := netip.ParseAddrPort(address)
		if err != nil {
			return fmt.Errorf("%w: %w", errNotPublic, err)
		}
		if ip := at.Addr().Unmap(); public(ip) || local && ip.IsLoopback() {
			return nil
		}
		return errNotPublic
	}}
	return &http.Client{
		Timeout:       limit,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{
			DialContext: dialer.DialContext, TLSHandshakeTimeout: 5 * time.Second, ForceAttemptHTTP2: true,
			MaxIdleConns: 100, MaxIdleConnsPerHost: 16, IdleConnTimeout: time.Minute, ResponseHeaderTimeout: limit, MaxResponseHeaderBytes: 64 << 10,
		},
	}
}
